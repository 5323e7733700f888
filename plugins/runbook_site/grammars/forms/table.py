"""Which values have a form of their own."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from runbook_site.grammars.forms import curl, docker, everyday, kubernetes, ssh
from runbook_site.grammars.forms.go_template import go_template

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runbook_site.grammars.forms.refusal import Form

_FORMS: dict[str, Form] = {
    "restart": docker.restart_policy,
    "size": docker.size,
    "publish": docker.published,
    "mount": docker.mount,
    **{f"filter-{name.replace(' ', '-')}": partial(docker.chosen, keys=keys) for name, keys in docker.FILTERS.items()},
    "template": go_template,
    "ssh-setting": ssh.setting,
    "ssh-forward": ssh.forward,
    "ssh-port": ssh.port,
    "time": everyday.time_with_unit,
    "mode": everyday.mode,
    "sort-key": everyday.sort_key,
    "character": everyday.one_character,
    "date-format": everyday.format_of_date,
    "date": everyday.date_words,
    "columns": everyday.columns,
    "sorting": everyday.sorting,
    "priority": everyday.priority,
    "moment": everyday.moment,
    "space": everyday.disk_space,
    "internet": everyday.internet_address,
    "address": curl.address,
    "write-out": curl.write_out,
    "header": curl.header,
    "taint": kubernetes.taint,
    "cron-job": kubernetes.of_cron_job,
    "kinds": kubernetes.kinds,
    "kind-and-name": kubernetes.kind_and_name,
    "not-ports": kubernetes.not_ports,
}

_RUNS = ("docker run", "docker create", "docker container run", "docker container create")
_TABLE = f"""
{", ".join((*_RUNS, "docker update", "docker container update"))} | restart | --restart
{", ".join((*_RUNS, "docker update", "docker container update"))} | size | -m --memory
{", ".join(_RUNS)} | size | --memory-swap --memory-reservation
{", ".join(_RUNS)} | size | --shm-size
{", ".join(_RUNS)} | publish | -p --publish
{", ".join(_RUNS)} | mount | -v --volume
docker ps, docker container ls, docker container ps, docker container list | filter-ps | -f --filter
docker images, docker image ls, docker image list | filter-images | -f --filter
docker volume ls, docker volume list | filter-volume-ls | -f --filter
docker network ls, docker network list | filter-network-ls | -f --filter
docker system prune, docker container prune, docker image prune, docker volume prune | filter-prune | --filter
docker, podman, docker inspect, docker version, docker info | template | --format
docker inspect | template | -f
helm, kubectl, oc, gh | template | --template
ssh, scp | ssh-setting | -o
ssh | ssh-forward | -L
ssh | ssh-port | -p
scp | ssh-port | -P
sleep | time | *
timeout | time | 1
install, mkdir | mode | -m --mode
chmod | mode | 1
sort | sort-key | -k --key
cut | character | -d --delimiter
date | date-format | 1
date, touch | date | -d --date
ps | columns | -o --format -O
ps | sorting | --sort
logger | priority | -p --priority
journalctl | moment | -S --since -U --until
journalctl | space | --vacuum-size
lsof | internet | -i *
curl | address | * --url
curl | write-out? | -w --write-out
curl | header? | -H --header
kubectl taint, oc adm taint | taint | 2-
kubectl create job, oc create job | cron-job | --from
kubectl port-forward, oc port-forward | not-ports | 1
kubectl get, kubectl describe, kubectl delete, kubectl edit, kubectl patch, kubectl label, kubectl annotate | kinds? | 1
kubectl scale, kubectl autoscale, kubectl expose, kubectl wait, kubectl explain | kinds? | 1
kubectl rollout status, kubectl rollout restart, kubectl rollout undo, kubectl rollout history | kinds? | 1
kubectl logs, kubectl exec, kubectl port-forward, kubectl attach, kubectl debug | kind-and-name? | 1
kubectl set image, kubectl set env, kubectl set resources | kind-and-name? | 1
"""
"""By line: commands, the form of a value (with ``?`` where the tool takes others too), and where it stands.

That is an option, or a word that is none by its number, ``2-`` for all from the second on and ``*`` for all.
"""


def form_of(path: Sequence[str], place: str) -> tuple[Form, bool] | None:
    """The form of a value, and whether the tool refuses all others.

    Args:
        path: The tool and its subcommands.
        place: The option, dashes included.
    """
    known = _forms()
    if path[0] not in _tools():
        return None
    for depth in range(len(path), 0, -1):
        if (found := known.get((*path[:depth], place))) is not None:
            return found
    return None


def operand_forms(path: Sequence[str]) -> tuple[tuple[slice, Form, bool], ...]:
    """The forms of the words of a command that are no options: which ones, the form, whether others are refused."""
    return _operand_forms().get(tuple(path), ())


@cache
def _tools() -> frozenset[str]:
    return frozenset(each[0] for each in _forms())


@cache
def _forms() -> Mapping[tuple[str, ...], tuple[Form, bool]]:
    return {(*words, place): form for words, place, form in _entries() if place.startswith("-")}


@cache
def _operand_forms() -> Mapping[tuple[str, ...], tuple[tuple[slice, Form, bool], ...]]:
    found: dict[tuple[str, ...], tuple[tuple[slice, Form, bool], ...]] = {}
    for words, place, form in _entries():
        if not place.startswith("-"):
            found[words] = (*found.get(words, ()), (_words(place), *form))
    return found


def _words(place: str) -> slice:
    first = 0 if place == "*" else int(place.removesuffix("-")) - 1
    return slice(first, first + 1 if place.isdecimal() else None)


@cache
def _entries() -> tuple[tuple[tuple[str, ...], str, tuple[Form, bool]], ...]:
    lines = (line.split(" | ") for line in _TABLE.strip().splitlines())
    return tuple(
        (tuple(command.split()), place, (_FORMS[form.removesuffix("?")], not form.endswith("?")))
        for commands, form, places in lines
        for command in commands.split(", ")
        for place in places.split()
    )
