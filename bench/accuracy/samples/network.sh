curl --fail --silent --show-error --max-time 10 https://shop.example.com/health

curl --head --location https://shop.example.com/

curl -sS -o /dev/null -w '%{http_code} %{time_total}\n' https://shop.example.com/cart

curl --request POST --header 'Content-Type: application/json' --data '{"enabled":false}' https://flags.example.com/api/flags/checkout

curl --resolve shop.example.com:443:10.20.0.7 --connect-timeout 5 https://shop.example.com/health

curl --retry 5 --retry-delay 2 --retry-all-errors --fail https://shop.example.com/ready

curl --silent --user "monitor:$MONITOR_PASSWORD" https://monitor.example.com/api/alerts | jq '.data | length'

curl -fsS -X PUT -H "Authorization: Bearer $API_TOKEN" --data-binary @flags.json https://flags.example.com/api/flags

curl --upload-file report.json --header "X-Api-Key: $API_KEY" https://reports.example.com/upload

curl --get --data-urlencode 'query=up == 0' https://prometheus.example.com/api/v1/query | jq -r '.data.result[].metric.instance'

wget --quiet --output-document=- --timeout=10 https://shop.example.com/health

wget --continue --tries=3 --directory-prefix=/srv/download https://releases.example.com/shop.tgz

ssh deploy@web1.example.com 'sudo systemctl restart nginx && systemctl is-active nginx'

ssh -o ConnectTimeout=5 -o BatchMode=yes deploy@web1.example.com "journalctl --unit checkout --lines=50 --no-pager"

ssh -p 2222 -i ~/.ssh/deploy deploy@db1.example.com 'pg_dump --format=custom shop' > shop.dump

ssh -N -L 5433:db1.internal:5432 deploy@bastion.example.com &

ssh db1.example.com "psql --no-psqlrc --dbname shop --command 'SELECT count(*) FROM pg_locks WHERE NOT granted'"

ssh web1.example.com 'tail --lines=100 /var/log/nginx/error.log | grep --count upstream'

ssh -J bastion.example.com deploy@web2.example.com 'docker ps --all --filter name=checkout'

ssh web1.example.com <<'REMOTE'
systemctl is-active nginx
df --human-readable /var
docker logs --tail 20 checkout
REMOTE

scp -P 2222 -C deploy@db1.example.com:/srv/backup/shop.dump ./shop.dump

scp -o ConnectTimeout=5 flags.json deploy@web1.example.com:/srv/shop/flags.json

ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub

ssh-keygen -R web1.example.com

openssl s_client -connect shop.example.com:443 -servername shop.example.com </dev/null | openssl x509 -noout -enddate

openssl x509 -in cert.pem -noout -subject -issuer -dates

openssl x509 -in cert.pem -noout -checkend 604800

openssl verify -CAfile chain.pem cert.pem

openssl rsa -in key.pem -noout -check

openssl req -new -key key.pem -out shop.csr -subj '/CN=shop.example.com'

openssl dgst -sha256 -verify public.pem -signature release.sig release.tgz

openssl pkcs12 -in shop.p12 -nokeys -out cert.pem -passin file:pass.txt

openssl rand -hex 32 > session-key.txt

openssl enc -d -aes-256-cbc -pbkdf2 -in shop.dump.enc -out shop.dump -pass file:pass.txt

openssl s_client -starttls postgres -connect db1.example.com:5432 -showcerts </dev/null

redis-cli -h cache.internal -p 6379 ping

redis-cli -h cache.internal info replication

redis-cli -h cache.internal --latency-history -i 5

redis-cli --bigkeys -i 0.1

redis-cli --scan --pattern 'session:*' | wc -l

redis-cli -n 2 dbsize

redis-cli -h cache.internal slowlog get 10

redis-cli config get maxmemory-policy

redis-cli client list type normal

redis-cli memory usage cart:42 samples 5

redis-cli ttl cart:42

redis-cli set flag:checkout off ex 3600

redis-cli cluster info

redis-cli --tls --cacert ca.pem -u rediss://cache.internal:6380 ping

npm ci --omit=dev --no-audit

npm run build --workspace web

npm ls --depth=0 --json

npm audit --audit-level=high

npm outdated --long

npm view next versions --json

npm cache verify

npm install --save-exact next@15.0.3

vercel ls shop --prod

vercel logs https://shop-a1b2c3.vercel.app

vercel rollback https://shop-a1b2c3.vercel.app --timeout 3m

vercel promote https://shop-a1b2c3.vercel.app --yes

vercel env ls production

vercel env pull .env.local --environment=production

vercel deploy --prod --force

vercel inspect https://shop-a1b2c3.vercel.app --logs

terraform init -input=false -backend-config=production.hcl

terraform plan -out=shop.tfplan -var-file=production.tfvars -lock-timeout=60s

terraform apply -input=false -parallelism=4 shop.tfplan

terraform show -json shop.tfplan | jq '.resource_changes[].address'

terraform state list -state=shop.tfstate

terraform state mv aws_instance.web aws_instance.checkout

terraform output -raw database_host

terraform validate -json

terraform fmt -check -recursive

terraform import -var-file=production.tfvars aws_instance.checkout i-0a1b2c3d4e5f60718

terraform workspace select production

terraform force-unlock 6a3e1c5e-7b1d-4f3a-9b0e-2f4d8c7a1b22
