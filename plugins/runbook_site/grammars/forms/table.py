"""Which values have a form of their own."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from runbook_site.grammars.forms import (
    curl,
    docker,
    everyday,
    git,
    helm,
    image,
    jmespath,
    json_text,
    kubernetes,
    labels,
    numbers,
    postgres,
    ssh,
    systemd,
    terraform,
)
from runbook_site.grammars.forms.go_template import go_template
from runbook_site.grammars.same_command import plain_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runbook_site.grammars.forms.refusal import Form

_FORMS: dict[str, Form] = {
    "restart": docker.restart_policy,
    "size": docker.size,
    "publish": docker.published,
    "mount": docker.mount,
    **{f"filter-{name.replace(' ', '-')}": partial(docker.chosen, keys=keys) for name, keys in docker.FILTERS.items()},
    **{name: partial(docker.word_of, names=names) for name, names in docker.CHOICES.items()},
    "ip": docker.address,
    "host-ip": docker.host_address,
    "processors": docker.processors,
    "ulimit": docker.limit,
    "mounted": docker.mounted,
    "exposed": docker.exposed,
    "docker-moment": docker.moment,
    "platform": docker.platform,
    "shared-space": docker.shared_space,
    "scaled": docker.scaled,
    "resource": terraform.resource,
    "target": terraform.target,
    "assignments": helm.assignments,
    "helm-format": partial(docker.word_of, names="table json yaml"),
    "go-duration": helm.duration,
    "jmespath": jmespath.query,
    "revision": helm.revision,
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
    "separator": everyday.separator,
    "characters": everyday.characters,
    "journal-match": everyday.journal_match,
    "release": everyday.release,
    "ssh-host": ssh.host,
    "ssh-remote": ssh.remote,
    "ssh-dynamic": ssh.dynamic,
    "fields": numbers.fields,
    "input-range": numbers.input_range,
    "stamp": numbers.stamp,
    "refspec": git.refspec,
    "pushed": git.pushed,
    "stash": git.stash,
    "unit": systemd.unit,
    "unit-type": systemd.unit_type,
    "unit-state": systemd.unit_state,
    "signal": systemd.signal_name,
    "connection": postgres.connection,
    "host": postgres.host,
    "address": curl.address,
    "write-out": curl.write_out,
    "header": curl.header,
    "taint": kubernetes.taint_word,
    **{name: partial(kubernetes.chosen, names=names) for name, names in kubernetes.CHOICES.items()},
    "rfc-3339": kubernetes.moment,
    "patience": kubernetes.patience,
    "service-ports": kubernetes.service_ports,
    "ports": kubernetes.ports,
    "amount": kubernetes.amount,
    "other-address": kubernetes.other_address,
    "setting": kubernetes.assignment,
    "event-types": kubernetes.event_types,
    "not-a-kind": kubernetes.not_a_kind,
    "sort-path": kubernetes.sort_path,
    "quantities": kubernetes.quantities,
    "literal": kubernetes.literal,
    "waited": kubernetes.waited_for,
    "forwarded": kubernetes.forwarded_ports,
    "account": kubernetes.role_account,
    "server-path": kubernetes.server_path,
    "rule": kubernetes.rule,
    "backend": kubernetes.backend,
    "settings": kubernetes.kept_settings,
    "object-name": kubernetes.object_name,
    "not-negative": kubernetes.not_negative,
    "tail": kubernetes.tail_lines,
    "selector": labels.selector,
    "field-selector": labels.field_selector,
    "label": labels.label,
    "annotation": labels.annotation,
    "label-pairs": labels.pairs,
    "image": image.reference,
    "json": json_text.object_text,
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
docker system prune, docker container prune, docker image prune, docker network prune | filter-prune | --filter
docker volume prune | filter-volume-prune | --filter
docker events, docker system events | filter-events | -f --filter
docker search | filter-search | -f --filter
docker run, docker create, docker pull | pull-choice | --pull
docker run, docker create | ip | --dns
docker run, docker create | host-ip | --add-host
docker run, docker create, docker update | processors | --cpus
docker run, docker create | ulimit | --ulimit
docker run, docker create, docker service create | mounted | --mount
docker run, docker create | exposed | --expose
docker run, docker create | shared-space | --pid
docker run, docker create, docker pull, docker build | platform | --platform
docker run, docker create, docker pull, docker push | image | 1
docker tag | image | 1-
docker commit | image | 2
docker build | image | -t --tag
docker service create | image | 1
docker service create, docker service update | size | --limit-memory --reserve-memory
docker service create | service-mode | --mode
docker service create, docker service update | restart-condition | --restart-condition
docker service create, docker service update | update-failure | --update-failure-action
docker service scale | scaled | *
docker node update | availability | --availability
docker node update | role | --role
docker inspect | inspected | --type
docker logs, docker events, docker service logs, docker compose logs | docker-moment | --since --until
docker compose down | removed-images | --rmi
helm install, helm upgrade, helm template, helm lint | assignments | --set --set-string --set-file
helm rollback | revision | 2
helm list, helm status, helm history, helm install, helm upgrade, helm get values | helm-format | -o --output
helm repo list, helm search repo, helm search hub | helm-format | -o --output
helm install, helm upgrade, helm rollback, helm uninstall, helm test, helm template | go-duration | --timeout
aws, az | jmespath | --query
terraform plan, terraform apply, terraform destroy, terraform refresh | target | -target
terraform plan, terraform apply | resource | -replace
terraform taint, terraform untaint, terraform import, terraform state show | resource | 1
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
sort | separator | -t --field-separator
tr | characters | *
journalctl | journal-match | *
npm version | release | 1
ssh | ssh-host | 1
ssh | ssh-remote | -R
ssh | ssh-dynamic | -D
cut | fields | -f --fields -c --characters -b --bytes
shuf | input-range | -i --input-range
touch | stamp | -t
git push | pushed | 2-
git fetch, git pull | refspec | 2-
git stash drop, git stash pop | stash | 1
git stash apply, git stash show | stash? | 1
systemctl start, systemctl stop, systemctl restart, systemctl reload, systemctl status | unit? | *
systemctl try-restart, systemctl reload-or-restart | unit? | *
systemctl enable, systemctl disable, systemctl mask, systemctl unmask | unit? | *
systemctl is-active, systemctl is-enabled, systemctl is-failed, systemctl cat, systemctl kill | unit? | *
systemctl | unit-type? | -t --type
systemctl | unit-state? | --state
systemctl | signal | -s --signal
psql, pg_dump | connection | 1 -d --dbname
pg_restore, pg_dumpall, pg_basebackup, pg_isready, vacuumdb, reindexdb, clusterdb | connection | -d --dbname
psql, pg_dump, pg_restore, pg_dumpall, pg_basebackup, pg_isready | host | -h --host
vacuumdb, reindexdb, clusterdb, createdb, dropdb, createuser, dropuser | host | -h --host
redis-cli | host | -h
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
kubectl port-forward, oc port-forward | forwarded | 2-
kubectl label, oc label | label | 2-
kubectl annotate, oc annotate | annotation | 2-
kubectl set resources, kubectl run | quantities | --limits --requests
kubectl create quota | quantities | --hard
kubectl create secret generic, kubectl create configmap | literal | --from-literal
kubectl create rolebinding, kubectl create clusterrolebinding | account | --serviceaccount
kubectl create ingress | rule | --rule
kubectl create ingress | backend | --default-backend
kubectl wait | waited | --for
kubectl get, kubectl delete | server-path | --raw
kubectl set env | settings | --from
kubectl events | object-name | --for
kubectl scale, kubectl create token, kubectl autoscale | not-negative | --replicas --duration --max
kubectl rollout undo, kubectl rollout history, kubectl rollout status | not-negative | --to-revision --revision
kubectl logs | not-negative | --since --limit-bytes
kubectl logs | tail | --tail
kubectl get, kubectl delete, kubectl describe, kubectl logs, kubectl label, kubectl annotate | selector | -l --selector
kubectl wait, kubectl apply, kubectl drain, kubectl cordon, kubectl uncordon, kubectl taint | selector | -l --selector
kubectl rollout status, kubectl rollout restart, kubectl rollout undo, kubectl scale | selector | -l --selector
kubectl top pod, kubectl top node, kubectl set image, kubectl set env, kubectl diff | selector | -l --selector
kubectl drain | selector | --pod-selector
kubectl get, kubectl delete, kubectl label, kubectl annotate | field-selector | --field-selector
kubectl wait, kubectl top pod | field-selector | --field-selector
kubectl run, kubectl expose | label-pairs | -l --labels
kubectl expose | label-pairs | --selector
kubectl run | image | --image
kubectl | patience | --request-timeout
kubectl | dry-run | --dry-run
kubectl apply, kubectl create, kubectl replace | validation | --validate
kubectl delete, kubectl apply, kubectl replace | cascade | --cascade
kubectl delete | name-format | -o --output
kubectl version | version-format | -o --output
kubectl top pod, kubectl top node | top-order | --sort-by
kubectl api-resources | list-order | --sort-by
kubectl run | restart-of-pod | --restart
kubectl run, kubectl debug | pull-policy | --image-pull-policy
kubectl run, kubectl debug | setting | --env
kubectl run, kubectl expose | ports | --port
kubectl expose | affinity | --session-affinity
kubectl expose | service-type | --type
kubectl expose | protocol | --protocol
kubectl create token | bound-kind | --bound-object-kind
kubectl create service clusterip, kubectl create service nodeport | service-ports | --tcp
kubectl create service loadbalancer | service-ports | --tcp
kubectl create poddisruptionbudget | amount | --min-available --max-unavailable
kubectl create clusterrole | other-address | --non-resource-url
kubectl create ingress | setting | --annotation
kubectl logs | rfc-3339 | --since-time
kubectl events | event-types | --types
kubectl get | sort-path | --sort-by
kubectl completion, oc completion | shell | 1
kubectl logs, kubectl exec, kubectl port-forward, kubectl attach, oc exec, oc port-forward | not-a-kind? | 1
kubectl run, kubectl expose | json | --overrides
kubectl get, kubectl describe, kubectl delete, kubectl edit, kubectl patch, kubectl label, kubectl annotate | kinds? | 1
kubectl scale, kubectl autoscale, kubectl expose, kubectl wait, kubectl explain | kinds? | 1
kubectl rollout status, kubectl rollout restart, kubectl rollout undo, kubectl rollout history | kinds? | 1
kubectl logs, kubectl exec, kubectl port-forward, kubectl attach, kubectl debug | kind-and-name? | 1
kubectl set image, kubectl set env, kubectl set resources | kind-and-name? | 1
"""  # noqa: S608 - is no SQL
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
    for words in (tuple(path), plain_path(path)):
        for depth in range(len(words), 0, -1):
            if (found := known.get((*words[:depth], place))) is not None:
                return found
    return None


def operand_forms(path: Sequence[str]) -> tuple[tuple[slice, Form, bool], ...]:
    """The forms of the words of a command that are no options: which ones, the form, whether others are refused."""
    known = _operand_forms()
    return known.get(tuple(path)) or (known.get(plain_path(path), ()) if path[0] == "docker" else ())


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
