"""Options that do nothing, or are refused, without another one.

Held against git 2.39, PostgreSQL 15's clients, coreutils 9.1, tar 1.34, curl 7.88 and wget 1.21, each called without.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from runbook_site.grammars.option_set import find_given
from runbook_site.grammars.same_command import plain_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.grammars.reading import Reading

_MODES = "-c --create -x --extract --get -t --list -r --append -u --update -A --catenate --concatenate -d --diff"
_WHOSE = (
    "-u --euid -U --uid -g --pgroup -G --group -P --parent -s --session -t --terminal -F --pidfile -r --runstates "
    "-O --older --ns --cgroup --env -A"
)
_STATES = "schema-datamodel schema-datasource schema config-datasource url migrations empty local-d1"


def _states(side: str) -> str:
    return " ".join(f"--{side}-{each}" for each in _STATES.split())


_TABLE = f"""
git clean | * | -f --force -n --dry-run -i --interactive
git config | --global --system --local | 1 -l --list -e --edit
tar | * | {_MODES} --compare --delete --test-label --show-defaults --show-snapshot-field-ranges
pg_restore | --if-exists | -c --clean
pg_restore | * | -d --dbname -f --file -l --list
pg_dump | --if-exists | -c --clean
pg_dump | --on-conflict-do-nothing | --inserts --column-inserts --attribute-inserts --rows-per-insert
pg_dump | -F=d,directory --format=d,directory | -f --file
pg_dumpall | --if-exists | -c --clean
pg_dumpall | --on-conflict-do-nothing | --inserts --column-inserts --attribute-inserts --rows-per-insert
pg_basebackup | -C --create-slot | -S --slot
pg_basebackup | -z --gzip | -F=tar,t --format=tar,t -t --target
pg_basebackup | -D=- --pgdata=- | -X=fetch,f,n,none --wal-method=fetch,f,n,none -F=plain,p --format=plain,p
openssl genpkey | * | -algorithm -paramfile
cut | -d --delimiter | -f --fields
cut | -s --only-delimited | -f --fields
cut | * | -f --fields -c --characters -b --bytes
wget | --body-data --body-file | --method
pgrep, pkill | * | 1 {_WHOSE}
prisma db execute | * | --file --stdin
prisma migrate diff | * | {_states("from")}
prisma migrate diff | * | {_states("to")}
column | -J --json | -N --table-columns -C --table-column
docker login | --password-stdin | -u --username
docker network create | --gateway --ip-range | --subnet
docker run | --memory-swap!=-1 | -m --memory
docker stack deploy | * | -c --compose-file
gh issue list, gh issue status, gh issue view, gh pr list, gh pr status, gh pr view | -q --jq -t --template | --json
gh release list, gh release view, gh repo list, gh repo view, gh run list, gh run view | -q --jq -t --template | --json
gh api | --slurp | --paginate
gh pr review | -c --comment -r --request-changes | -b --body -F --body-file
gh pr checks | --fail-fast -i --interval | --watch
gh release download | * | 1 -p --pattern -A --archive
gh repo create | --push | -s --source
helm package | --sign | --key
kubectl apply | --force-conflicts | --server-side
kubectl apply | --prune | --all -l --selector --applyset
kubectl auth reconcile | * | -f --filename -k --kustomize
kubectl config set-cluster | --embed-certs | --certificate-authority
kubectl config set-credentials | --embed-certs | --client-certificate --client-key
kubectl create | * | -f --filename -k --kustomize --raw
kubectl create clusterrole | * | --resource --non-resource-url --aggregation-rule
kubectl create secret docker-registry | * | --docker-username --from-file
kubectl create secret docker-registry | --docker-username | --docker-password
kubectl create secret tls | * | --cert
kubectl create secret tls | --cert | --key
kubectl create service clusterip | * | --tcp --clusterip
kubectl create token | --bound-object-kind | --bound-object-name
kubectl create token | --bound-object-name | --bound-object-kind
kubectl debug | * | --image --copy-to
kubectl debug | --set-image --replace --same-node | --copy-to
kubectl debug, kubectl run | -t --tty | -i --stdin
kubectl diff | --force-conflicts | --server-side
kubectl replace | --grace-period --timeout | --force
kubectl run | --expose | --port
kubectl run | --rm | -i --stdin --attach
kubectl set resources | * | --limits --requests
md5sum, sha1sum, sha224sum, sha256sum, sha384sum, sha512sum | --quiet --status --strict --ignore-missing | -c --check
"""
"""By line: commands, options (``*`` without any as well), and those of which one has to be given with them.

A number stands for as many words that are no options, which do as well.
"""

_SETTLED = {"git clean": "clean.requireForce"}
"""By command, a setting that may be given in front of it, and with which it needs none."""
_SHOWN = 3


class _Need(NamedTuple):
    """What has to be given with some options."""

    options: tuple[str, ...]
    others: tuple[str, ...]
    words: int | None


def check_needed(reading: Reading) -> None:
    """Report an option that another one has to stand with."""
    if reading.unsure or any(each.kind == "removed-option" for each in reading.problems):
        return
    for need in _needs().get(plain_path(reading.path), ()):
        given = "" if need.options == ("*",) else find_given(reading, need.options)
        if given is None or _is_met(reading, need):
            continue
        names = " or ".join(f"'{each}'" for each in _short(need.others))
        enough = f"{need.words} argument" if need.words else ""
        what = f"'{reading.name} {given}'" if given else f"'{reading.name}'"
        needs = " or ".join(each for each in (enough, names and f"the option {names}") if each)
        reading.report("missing-option", f"{what} needs {needs}", reading.span, _short(need.others))
        return


def _is_met(reading: Reading, need: _Need) -> bool:
    if find_given(reading, need.others) is not None or _may_be(reading, need.others):
        return True
    if need.words is not None and len(reading.operands) >= need.words:
        return True
    setting = _SETTLED.get(reading.name, "")
    return bool(setting) and any(setting.lower() in each.known.lower() for each in reading.arguments)


def _may_be(reading: Reading, names: tuple[str, ...]) -> bool:
    """Whether an option whose value matters has one that nobody knows."""
    given = (reading.given.get(each.partition("=")[0]) for each in names if "=" in each)
    return any(each is not None and not each.word.whole for each in given)


def _short(names: tuple[str, ...]) -> tuple[str, ...]:
    """The spellings that are shown: of each option the short one, where it has one."""
    letters = [each for each in names if not each.startswith("--")]
    return tuple(each.replace("=", " ").partition(",")[0] for each in letters or names)[:_SHOWN]


@cache
def _needs() -> Mapping[tuple[str, ...], tuple[_Need, ...]]:
    found: dict[tuple[str, ...], tuple[_Need, ...]] = {}
    for line in _TABLE.strip().splitlines():
        commands, options, others = line.split(" | ")
        names = tuple(each for each in others.split() if not each.isdecimal())
        words = next((int(each) for each in others.split() if each.isdecimal()), None)
        for command in commands.split(", "):
            path = tuple(command.split())
            found[path] = (*found.get(path, ()), _Need(tuple(options.split()), names, words))
    return found
