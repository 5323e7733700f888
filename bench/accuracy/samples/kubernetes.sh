kubectl get pods --namespace shop --output wide

kubectl -n shop get pods -l app=checkout --field-selector status.phase=Running -o name

kubectl get nodes -o jsonpath='{range .items[*]}{.metadata.name}{"\t"}{.status.nodeInfo.kubeletVersion}{"\n"}{end}'

kubectl get events --all-namespaces --sort-by=.lastTimestamp | tail -n 40

kubectl describe pod checkout-0 --namespace shop

kubectl logs deployment/checkout --namespace shop --container app --since=30m --tail=200

kubectl logs checkout-0 --previous --timestamps -n shop | grep -i 'out of memory'

kubectl rollout restart deployment/checkout --namespace shop

kubectl rollout status deployment/checkout --namespace shop --timeout=5m

kubectl rollout history deployment/checkout -n shop --revision=3

kubectl rollout undo deployment/checkout -n shop --to-revision=2

kubectl scale deployment/checkout --replicas=3 --namespace shop

kubectl scale statefulset cart --current-replicas=2 --replicas=4 -n shop

kubectl autoscale deployment checkout --min=2 --max=8 --namespace shop

kubectl set image deployment/checkout app=registry.example.com/shop/checkout:1.4.2 -n shop

kubectl set env deployment/checkout LOG_LEVEL=debug --namespace shop

kubectl set resources deployment checkout --limits=cpu=500m,memory=512Mi --requests=cpu=200m

kubectl create deployment probe --image=registry.example.com/tools/probe:2 --replicas=1

kubectl create job report-now --from=cronjob/report --namespace shop

kubectl create cronjob tidy --image=busybox:1.36 --schedule='15 3 * * *' -- /bin/true

kubectl create configmap flags --from-file=flags.json --dry-run=client --output=yaml

kubectl create role reader --verb=get --verb=list --resource=pods --namespace shop

kubectl create rolebinding readers --role=reader --user=on-call --namespace shop

kubectl create namespace shop-drill

kubectl create token deployer --namespace shop --duration=10m > token.txt

kubectl run probe --image=curlimages/curl:8.8.0 --restart=Never --command -- sleep 600

kubectl expose deployment checkout --port=80 --target-port=8080 --name=checkout-web

kubectl exec checkout-0 --namespace shop --container app -- ls -l /srv/shop

kubectl exec -n shop db-0 -- psql --username shop --no-align --tuples-only --command 'SELECT count(*) FROM pg_stat_activity'

kubectl exec -n shop db-0 -- sh -c 'df -h /var/lib/postgresql && du --summarize --human-readable /var/lib/postgresql'

kubectl exec --namespace shop cache-0 -- redis-cli --no-auth-warning info memory | grep used_memory_human

kubectl cp shop/checkout-0:/tmp/heap.hprof ./heap.hprof --container app

kubectl top pods --namespace shop --containers --sort-by=memory

kubectl top nodes --sort-by=cpu

kubectl cordon node-7

kubectl uncordon node-7

kubectl drain node-7 --ignore-daemonsets --delete-emptydir-data --timeout=10m --grace-period=60

kubectl taint nodes node-7 dedicated=batch:NoSchedule

kubectl label pods checkout-0 release=canary --overwrite --namespace shop

kubectl annotate deployment/checkout kubernetes.io/change-cause='hotfix 1.4.2' -n shop

kubectl apply --filename checkout.yaml --namespace shop --server-side

kubectl apply -k overlays/production --dry-run=server

kubectl diff --filename checkout.yaml --namespace shop

kubectl patch deployment checkout --namespace shop --type=merge --patch '{"spec":{"paused":true}}'

kubectl patch service checkout --type=json --patch='[{"op":"replace","path":"/spec/ports/0/port","value":8080}]'

kubectl wait --for=condition=Ready pod/checkout-0 --namespace shop --timeout=120s

kubectl wait --for=delete pod/checkout-0 -n shop --timeout=60s

kubectl port-forward service/checkout 8080:80 --namespace shop --address 127.0.0.1 &

kubectl auth can-i delete pods --namespace shop --as=system:serviceaccount:shop:deployer

kubectl config get-contexts --output=name

kubectl config use-context production

kubectl config set-context --current --namespace=shop

kubectl cluster-info dump --namespaces shop --output-directory=dump

kubectl api-resources --namespaced=true --verbs=list --output=name

kubectl explain deployment.spec.strategy --recursive

kubectl delete pod checkout-0 --namespace shop --grace-period=30

kubectl get secret shop-db --namespace shop --output jsonpath='{.metadata.resourceVersion}'

kubectl get deployment checkout -n shop -o json | jq '.spec.template.spec.containers[] | {name, image}'

kubectl get pods -n shop --no-headers | awk '$4 > 5 {print $1}'

kubectl get hpa checkout -n shop -o custom-columns=NAME:.metadata.name,MAX:.spec.maxReplicas

kubectl debug checkout-0 --namespace shop --image=busybox:1.36 --target=app -it

kubectl certificate approve csr-8qx2v

kubectl version --output=yaml

pods="$(kubectl get pods -n shop -l app=checkout -o name)"
for pod in $pods; do
  kubectl logs "$pod" -n shop --tail=20 --prefix
done

kubectl apply --namespace shop --filename - <<'YAML'
apiVersion: v1
kind: ConfigMap
metadata:
  name: maintenance
data:
  enabled: "true"
YAML
