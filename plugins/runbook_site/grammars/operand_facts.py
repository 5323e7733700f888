"""How many words that are no options a command takes, where its help does not say so.

Each was called with one word too few, and where there is a most, with one too many (coreutils 9.1, OpenSSH 9.2, systemd
252, git 2.39, kubectl 1.32); Helm's, rsync's and those of the AWS CLI's ``s3`` are in their references.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

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
git clone                 1 2
helm rollback             1 2
helm uninstall            1 -
helm history              1 1
helm status               1 1
helm upgrade              2 2
helm get values           1 1
helm get manifest         1 1
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
"""
"""By line: a command, the least, the most, and the options with which it is another number."""


def operand_fact(path: Sequence[str], given: Collection[str]) -> tuple[int, int | None] | None:
    """The least and the most; ``None`` where nobody knows.

    Args:
        path: The tool and its subcommands.
        given: The options that it is called with.
    """
    found = _facts().get(tuple(path))
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
