"""Calls of kubectl, docker, Helm, Terraform, aws and gh that the tool refuses before it asks a server.

kubectl 1.32, docker 28.2 and Terraform 1.11 were called with each of theirs; jmespath.py read the queries.
"""

from __future__ import annotations

import pytest

from runbook_site.grammars.forms.jmespath import query
from runbook_site.grammars.forms.jsonpath import json_path, never_found
from runbook_site.grammars.same_command import plain_path
from tests.grammars.judged import problems

KUBECTL = (
    ("get pod web-1 -A", "conflicting-options"),
    ("get deploy/web --all-namespaces", "conflicting-options"),
    ("get pod/web-1 web-2", "invalid-option-value"),
    ("get pod/web-1/log", "invalid-option-value"),
    ("get pods -l 'app in web'", "invalid-option-value"),
    ("get pods -l app=web tier=x -l a:b", "invalid-option-value"),
    ("get pods --field-selector status.phase", "invalid-option-value"),
    ("get pods --sort-by='{.metadata.name'", "invalid-option-value"),
    ("get --raw healthz", "invalid-option-value"),
    ("get -f pod.yaml pod web-1", "operand-count"),
    ("delete pod", "operand-count"),
    ("delete pods -A", "operand-count"),
    ("delete pod web-1 --all", "conflicting-options"),
    ("delete pods --all -l app=web", "conflicting-options"),
    ("delete pod web-1 --now --grace-period=5", "conflicting-options"),
    ("delete pod web-1 --cascade=forground", "invalid-option-value"),
    ("logs web-1 -l app=web", "operand-count"),
    ("logs web-1 --since=1h --since-time=2026-01-01T00:00:00Z", "conflicting-options"),
    ("logs web-1 --since-time=2026-01-01", "invalid-option-value"),
    ("logs web-1 app -c app", "operand-count"),
    ("exec web-1 -n shop", "operand-count"),
    ("label pods web-1", "operand-count"),
    ("label pods web-1 app=web app-", "conflicting-options"),
    ("label node node-1 role=a=b", "invalid-option-value"),
    ("label pods app=web", "operand-count"),
    ("annotate pods web-1 note", "operand-count"),
    ("set image deploy/web", "operand-count"),
    ("set resources deploy/web --limits=memory=1GB", "invalid-option-value"),
    ("set resources deploy/web", "missing-option"),
    ("rollout restart pod/web-1", "invalid-option-value"),
    ("rollout restart deploy/web -l app=web", "conflicting-options"),
    ("drain node-1 --selector=a=b", "operand-count"),
    ("cordon pod/web-1", "invalid-option-value"),
    ("taint nodes node-1", "operand-count"),
    ("taint nodes node-1 a=b", "invalid-option-value"),
    ("top pods web-1 -l app=web", "operand-count"),
    ("top pods --sort-by=mem", "invalid-option-value"),
    ("expose deploy", "operand-count"),
    ("scale deploy --replicas=3", "operand-count"),
    ("wait --for=ready pod/web-1", "invalid-option-value"),
    ("wait --for=jsonpath='{.status.phase}==Running' pod/web-1", "invalid-option-value"),
    ("port-forward pod/web-1 80800:80", "invalid-option-value"),
    ("cp a b", "invalid-option-value"),
    ("apply -f x.yaml --force-conflicts", "missing-option"),
    ("apply -f x.yaml --server-side --dry-run=client", "conflicting-options"),
    ("create secret generic", "operand-count"),
    ("create secret generic db --from-literal=user", "invalid-option-value"),
    ("create token x --bound-object-kind=Pod", "missing-option"),
    ("create job x --from=cronjob/y --image=z", "conflicting-options"),
    ("run web --image=nginx --restart=always", "invalid-option-value"),
    ("run web --image=https://shop.example/web", "invalid-option-value"),
    ("run web --image=nginx --rm", "missing-option"),
    ("auth can-i get", "operand-count"),
    ("config set-context --current shop", "operand-count"),
    ("debug web-1 -it", "missing-option"),
)


@pytest.mark.parametrize(("words", "kind"), KUBECTL)
def test_kubectl(words: str, kind: str) -> None:
    """What its own checks, or the builder that reads its objects, refuse."""
    assert kind in {each for each, _ in problems(f"kubectl {words}")}


@pytest.mark.parametrize(
    "words",
    [
        "get node node-1 -A",
        "get pods web-1 -A=false",
        "get -f pod.yaml -l app=web",
        "get pods -l 'app in (web, api),!tier,size > 3'",
        "get nodes -l node-role.kubernetes.io/control-plane=",
        "delete pods --all -A",
        "delete pod web-1 --grace-period=0 --force",
        "delete -f x.yaml",
        "logs deploy/web --all-containers=false -c app",
        "logs -l app=web --tail=-1",
        "exec -f pod.yaml -- ls",
        'exec "$pod" -- ls',
        "label pods web-1 app- tier=x",
        'label pods web-1 "$label"',
        "label nodes NODE LABEL",
        "annotate pods web-1 note='a = b'",
        "rollout restart deploy",
        "rollout restart deployments.apps/web",
        "taint nodes node-1 -l x=y a=b:NoSchedule",
        "taint nodes --all node-role.kubernetes.io/control-plane-",
        "expose pod web-1 --port=80 -l app=x",
        "wait --for=condition=Ready=false pod/web-1",
        "wait --for=jsonpath='{.status.phase}'=Running pod/web-1",
        "port-forward svc/web 8080:http",
        "port-forward web-1 LOCAL_PORT:REMOTE_PORT",
        "apply -f x.yaml --force=false --server-side",
        "apply -f x.yaml --server-side --dry-run=none",
        "create deployment web --image=nginx -- sleep 10",
        "create service clusterip web --clusterip=None",
        "run tmp --rm -i --image=busybox --restart=Never -- sh",
        "auth can-i --list",
        "debug node/node-1 -it --image=busybox",
    ],
)
def test_kubectl_is_left_alone(words: str) -> None:
    """Their sound neighbours."""
    assert problems(f"kubectl {words}") == []


OTHERS = (
    ("docker run https://shop.example/web", "invalid-option-value"),
    ("docker run -d -a stdout nginx", "conflicting-options"),
    ("docker run nginx -p 80:80", "doubtful-value"),
    ("docker run -v data:relative nginx", "invalid-option-value"),
    ("docker run --mount type=bind,src=/a nginx", "invalid-option-value"),
    ("docker run --cpus=500m nginx", "invalid-option-value"),
    ("docker run --add-host db:10.0.0 nginx", "invalid-option-value"),
    ("docker run --ulimit nofile=2048:1024 nginx", "invalid-option-value"),
    ("docker run --memory-swap=1g nginx", "missing-option"),
    ("docker container run --restart=always:3 nginx", "invalid-option-value"),
    ("docker build -t Web .", "invalid-option-value"),
    ("docker logs --since 1day web", "invalid-option-value"),
    ("docker image prune --filter until=7days", "invalid-option-value"),
    ("docker network create --gateway 10.0.0.1 net", "missing-option"),
    ("docker cp web:/a api:/b", "invalid-option-value"),
    ("docker service scale web 3", "invalid-option-value"),
    ("docker compose up -d --abort-on-container-exit", "conflicting-options"),
    ("docker-compose up --build --no-build", "conflicting-options"),
    ("helm list shop", "operand-count"),
    ("helm install ./chart", "operand-count"),
    ("helm install web ./chart -g", "operand-count"),
    ("helm upgrade web ./chart --set a=b,c", "invalid-option-value"),
    ("helm upgrade web ./chart --timeout 300", "invalid-option-value"),
    ("helm rollback web last", "invalid-option-value"),
    ("terraform plan ./dev", "operand-count"),
    ("terraform plan -refresh=false -refresh-only", "conflicting-options"),
    ("terraform plan -target=aws_instance", "invalid-option-value"),
    ("terraform apply tfplan -auto-approve", "operand-count"),
    ("terraform taint module.shop", "invalid-option-value"),
    ("gh pr list --jq '.[].title'", "missing-option"),
    ("gh pr merge 1 --squash --merge", "conflicting-options"),
    ("gh release download", "missing-option"),
    ("oc adm drain node-1 -l a=b", "operand-count"),
    ("oc get pod web-1 -A", "conflicting-options"),
    ("aws ec2 describe-vpcs --query 'sortby(Vpcs, &VpcId)'", "invalid-option-value"),
)


@pytest.mark.parametrize(("line", "kind"), OTHERS)
def test_others(line: str, kind: str) -> None:
    """What these refuse before they ask anybody, or hand to a program that did not want it."""
    assert kind in {each for each, _ in problems(line)}


@pytest.mark.parametrize(
    "line",
    [
        "docker run curlimages/curl -s https://shop.example",
        "docker run alpine env -v /a:/b",
        "docker run REGISTRY/web:TAG",
        "docker run -v 'C:\\a:C:\\b:ro' nginx",
        "docker run --mount type=tmpfs,destination=/run,tmpfs-size=64m nginx",
        "docker run -p '[::1]:80:80' -p 127.0.0.1::80 nginx",
        "docker run --add-host host.docker.internal:host-gateway nginx",
        "docker tag e3b0c44298fc localhost:5000/a/b__c.d-e:Prod_1",
        "docker cp web:/a -",
        "docker compose up --detach=false --abort-on-container-exit",
        "helm install ./chart --generate-name",
        r"helm upgrade web ./chart --set 'a=b\,c,d={x,y},e='",
        "helm rollback RELEASE REVISION",
        "terraform apply -auto-approve tfplan",
        "terraform plan -target='module.shop[\"a\"].aws_instance.web[0]'",
        "terraform import -state ./x.tfstate aws_instance.web i-1",
        "terraform workspace select -or-create dev",
        "gh pr view --json title --jq .title",
        "gh release download -p '*.zip'",
        "oc rollout latest dc/web",
        "aws ec2 describe-vpcs --query 'sort_by(Vpcs, &VpcId)[-1].{id: VpcId, n: Tags[?Key==`Name`].Value | [0]}'",
    ],
)
def test_others_are_left_alone(line: str) -> None:
    """Their sound neighbours."""
    assert problems(line) == []


@pytest.mark.parametrize(
    "template",
    ["{.a[b]}", '{.a["b"]}', "{.a[*]b}", "{.a,.b}", "{.a > 5}", "{.a}{end}", '{.a[?(@.b="c")].d}', "{.a[?(@.b==c)]}"],
)
def test_json_path(template: str) -> None:
    """What kubectl's reader of JSONPath stops at."""
    assert json_path(template)


@pytest.mark.parametrize(
    "template",
    ["{..a}", "{.a[-1:]['b','c']}", r"{.a['b\.c/d']}", "x{@}{$.a}", '{range .a[*]}{.b}{"\\n"}{end}', "{.a[?(@.b)].c}"],
)
def test_json_path_that_is_read(template: str) -> None:
    """Everything its documentation shows."""
    assert json_path(template) == ""


def test_dots_of_a_label() -> None:
    """Without a backslash they are steps, and nothing is found."""
    assert never_found("{.metadata.labels.app.kubernetes.io/name}") == "app.kubernetes.io/name"
    assert never_found(r"{.metadata.labels.app\.kubernetes\.io/name}{.metadata.labels.app}") == ""


@pytest.mark.parametrize(
    "text", ["a..b", ".a", "a[b]", "a[?b=`1`]", "a.{b}", "a,b", "a-b", "a &&", "{a: b,}", "f(a)", "a[0:1:2:3]", 'a."b']
)
def test_queries_that_are_refused(text: str) -> None:
    """jmespath.py refuses each."""
    assert query(text) is not None


@pytest.mark.parametrize(
    "text", ["a[].b[?c=='x' && !d] | [0]", "max_by(a, &to_number(b)).c", "*.a[::-1]", "[a, {b: c}]", 'a."b-c"', "@"]
)
def test_queries_that_are_read(text: str) -> None:
    """jmespath.py reads each."""
    assert query(text) is None


def test_names_of_one_command() -> None:
    """Tables know a command by one name."""
    assert plain_path(["oc", "adm", "drain"]) == ("kubectl", "drain")
    assert plain_path(["oc", "debug"]) == ("oc", "debug")
    assert plain_path(["kubectl", "create", "svc", "nodeport"]) == ("kubectl", "create", "service", "nodeport")
    assert plain_path(["docker", "container", "run"]) == ("docker", "run")
    assert plain_path(["docker-compose", "up"]) == ("docker", "compose", "up")
