"""How many words that are no options a command takes, where its help does not say so.

Each was called with one word too few, and where there is a most, with one too many (coreutils 9.1, OpenSSH 9.2, git
2.39, procps 4.0, OpenSSL 3.0, PostgreSQL 15's clients, kubectl 1.32). Those of systemctl are in the table of its verbs
(``systemctl.c``), Helm's, rsync's, npm's and those of the AWS CLI's ``s3`` in their references.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from runbook_site.grammars.same_command import plain_path

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_OBJECT = "-f --filename -k --kustomize"
_TABLE = f"""
cp                        2 -  -t --target-directory
mv                        2 -  -t --target-directory
install                   2 -  -t --target-directory -d --directory
ln                        1 -
mkdir                     1 -
rm                        1 -  -f --force
rmdir                     1 -
touch                     1 -
truncate                  1 -
chmod                     2 -  --reference
chown                     2 -  --reference
sleep                     1 -
timeout                   2 -
mktemp                    0 1
readlink                  1 -
basename                  1 -
scp                       2 -
rsync                     1 -  --daemon --version
systemctl start           1 -
systemctl stop            1 -
systemctl restart         1 -
systemctl reload          1 -
systemctl enable          1 -
systemctl disable         1 -
systemctl mask            1 -
systemctl unmask          1 -
comm                      2 2
join                      2 2
uniq                      0 2
split                     0 2
cmp                       1 4
csplit                    2 -
chgrp                     2 -  --reference
seq                       1 3
dirname                   1 -
nproc                     0 0
free                      0 0
vmstat                    0 2
pwdx                      1 -
pmap                      1 -
watch                     1 -
pg_dumpall                0 0
pg_basebackup             0 0
pg_isready                0 0
vacuumdb                  0 1
reindexdb                 0 1
systemctl try-restart     1 -
systemctl force-reload    1 -
systemctl reload-or-restart 1 -
systemctl try-reload-or-restart 1 -
systemctl is-active       1 -
systemctl is-enabled      1 -
systemctl cat             1 -
systemctl edit            1 -
systemctl kill            1 -  -s --signal
systemctl clean           1 -
systemctl freeze          1 -
systemctl thaw            1 -
systemctl help            1 -
systemctl reenable        1 -
systemctl preset          1 -
systemctl link            1 -
systemctl revert          1 -
systemctl isolate         1 1
systemctl set-default     1 1
systemctl get-default     0 0
systemctl set-property    2 -
systemctl add-wants       2 -
systemctl add-requires    2 -
systemctl set-environment 1 -
systemctl unset-environment 1 -
systemctl show-environment 0 0
systemctl daemon-reload   0 0
systemctl daemon-reexec   0 0
systemctl is-system-running 0 0
systemctl suspend         0 0
systemctl hibernate       0 0
systemctl halt            0 0
systemctl poweroff        0 0
systemctl rescue          0 0
systemctl default         0 0
openssl rand              1 1
openssl genrsa            0 1
openssl gendsa            1 1
openssl dhparam           0 1
openssl x509              0 0
openssl req               0 0
openssl rsa               0 0
openssl pkey              0 0
openssl genpkey           0 0
openssl ecparam           0 0
openssl ec                0 0
openssl pkcs12            0 0
openssl pkcs8             0 0
openssl crl               0 0
openssl s_client          0 1
npm uninstall             1 -  -g --global --location
npm deprecate             2 -
npm version               0 1
npm config set            1 -
npm config delete         1 -
npm dist-tag add          1 -
npm explain               1 -
npm pkg set               1 -
npm pkg delete            1 -
npm token revoke          1 -
helm rollback             1 2
helm uninstall            1 -
helm history              1 1
helm status               1 1
helm upgrade              2 2
helm get values           1 1
helm get manifest         1 1
aws configure get         1 1
aws configure set         2 2
gh issue close            1 1
gh issue comment          1 1
gh issue reopen           1 1
gh issue view             1 1
helm list                 0 0
helm create               1 1
helm install              1 2
helm lint                 1 -
helm pull                 1 -
helm push                 2 -
helm template             1 2
helm test                 1 1
helm verify               1 1
helm get all              1 1
helm get hooks            1 1
helm get notes            1 1
helm repo add             2 2
helm repo list            0 0
helm repo remove          1 -
helm repo index           1 1
helm show all             1 1
helm show chart           1 1
helm show readme          1 1
helm show values          1 1
helm dependency build     0 1
helm dependency update    0 1
helm dependency list      0 1
helm search repo          0 -
docker build              1 1
docker pull               1 1
docker inspect            1 -
docker cp                 2 2
docker import             1 2
docker service logs       1 1
docker secret create      1 2
docker config create      2 2
terraform state rm        1 -
terraform state show      1 1
terraform taint           1 1  -state
terraform untaint         1 1  -state
terraform force-unlock    1 1
terraform workspace new   1 1
terraform workspace select 1 1  -or-create
terraform workspace delete 1 1
terraform workspace list  0 0
terraform plan            0 0
terraform apply           0 1
terraform refresh         0 0  -state
terraform validate        0 1
terraform providers       0 0
terraform graph           0 0
terraform console         0 0  -state -plan
terraform state push      1 1
terraform init            0 0
terraform output          0 1
terraform show            0 1
kubectl cp                2 2
kubectl describe          1 -  {_OBJECT}
kubectl delete            1 -  {_OBJECT} --raw
kubectl edit              1 -  {_OBJECT}
kubectl patch             1 -  {_OBJECT}
kubectl label             1 -  {_OBJECT}
kubectl annotate          1 -  {_OBJECT}
kubectl scale             1 -  {_OBJECT}
kubectl autoscale         1 -  {_OBJECT}
kubectl expose            1 -  {_OBJECT}
kubectl wait              1 -  {_OBJECT}
kubectl logs              1 2  -l --selector
kubectl rollout status    1 -  {_OBJECT} -l --selector
kubectl rollout restart   1 -  {_OBJECT} -l --selector
kubectl rollout undo      1 -  {_OBJECT} -l --selector
kubectl rollout history   1 -  {_OBJECT} -l --selector
kubectl drain             1 -  -l --selector
kubectl cordon            1 -  -l --selector
kubectl uncordon          1 -  -l --selector
kubectl explain           1 1
kubectl port-forward      2 -
kubectl top pod           0 1
kubectl top node          0 1
kubectl create namespace  1 1
kubectl create configmap  1 1
kubectl config use-context 1 1
kubectl config set        2 2
kubectl config unset      1 1
kubectl config set-cluster 1 1
kubectl config set-credentials 1 1
kubectl config rename-context 2 2
kubectl config view       0 0
kubectl api-resources     0 0
kubectl api-versions      0 0
kubectl completion        1 1
kubectl kustomize         0 1
kubectl attach            1 1
kubectl run               1 -
kubectl get               1 -  {_OBJECT} --raw
kubectl certificate approve 1 -  {_OBJECT}
kubectl certificate deny  1 -  {_OBJECT}
kubectl rollout pause     1 -  {_OBJECT} -l --selector
kubectl rollout resume    1 -  {_OBJECT} -l --selector
kubectl set serviceaccount 2 -  {_OBJECT}
kubectl set selector      2 -  {_OBJECT}
kubectl apply edit-last-applied 1 -  {_OBJECT}
kubectl create clusterrole 1 1
kubectl create clusterrolebinding 1 1
kubectl create cronjob    1 -
kubectl create deployment 1 -
kubectl create ingress    1 1
kubectl create poddisruptionbudget 1 1
kubectl create priorityclass 1 1
kubectl create quota      1 1
kubectl create role       1 1
kubectl create rolebinding 1 1
kubectl create secret docker-registry 1 1
kubectl create secret generic 1 1
kubectl create secret tls 1 1
kubectl create service clusterip 1 1
kubectl create service externalname 1 1
kubectl create service loadbalancer 1 1
kubectl create service nodeport 1 1
kubectl create serviceaccount 1 1
kubectl create token      1 1
"""  # noqa: S608 - is no SQL
"""By line: a command, the least, the most, and the options with which it is another number."""


def operand_fact(path: Sequence[str], given: Collection[str]) -> tuple[int, int | None] | None:
    """The least and the most; ``None`` where nobody knows.

    Args:
        path: The tool and its subcommands.
        given: The options that it is called with.
    """
    found = _facts().get(plain_path(path))
    return None if found is None or any(each in found[1] for each in given) else found[0]


@cache
def _facts() -> Mapping[tuple[str, ...], tuple[tuple[int, int | None], frozenset[str]]]:
    found: dict[tuple[str, ...], tuple[tuple[int, int | None], frozenset[str]]] = {}
    for line in _TABLE.strip().splitlines():
        words = line.split()
        at = next(index for index, word in enumerate(words) if word.isdecimal())
        most = None if words[at + 1] == "-" else int(words[at + 1])
        found[tuple(words[:at])] = (int(words[at]), most), frozenset(words[at + 2 :])
    return found
