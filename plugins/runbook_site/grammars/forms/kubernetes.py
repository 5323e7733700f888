"""Words of kubectl that it, or the server, refuses.

Sources: the commands of k8s.io/kubectl ``pkg/cmd``, each held against kubectl 1.32; the kinds of ``kubectl
api-resources``; ``ParseQuantity`` of k8s.io/apimachinery ``pkg/api/resource``.
"""

from __future__ import annotations

import re

from runbook_site.grammars.forms.jsonpath import json_path
from runbook_site.grammars.forms.refusal import Refusal, one_of
from runbook_site.grammars.near import slip

_EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")

CHOICES = {
    "restart-of-pod": "Always OnFailure Never",
    "pull-policy": "Always IfNotPresent Never",
    "top-order": "cpu memory",
    "list-order": "name kind",
    "affinity": "None ClientIP",
    "cascade": "background foreground orphan true false",
    "dry-run": "none client server true false unchanged",
    "validation": "strict warn ignore true false 1 0 t f T F True False TRUE FALSE",
    "version-format": "yaml json",
    "name-format": "name",
    "service-type": "ClusterIP NodePort LoadBalancer ExternalName",
    "protocol": "TCP UDP SCTP",
    "bound-kind": "Pod Secret Node",
    "shell": "bash zsh fish powershell",
}
"""By form, all values there are, written as they have to be."""

KINDS = frozenset(
    str.split(
        "bindings binding componentstatuses componentstatus cs configmaps configmap cm endpoints endpoint ep events "
        "event ev limitranges limitrange limits namespaces namespace ns nodes node no persistentvolumeclaims "
        "persistentvolumeclaim pvc persistentvolumes persistentvolume pv pods pod po podtemplates podtemplate "
        "replicationcontrollers replicationcontroller rc resourcequotas resourcequota quota secrets secret "
        "serviceaccounts serviceaccount sa services service svc mutatingwebhookconfigurations "
        "mutatingwebhookconfiguration validatingwebhookconfigurations validatingwebhookconfiguration "
        "validatingadmissionpolicies validatingadmissionpolicy customresourcedefinitions customresourcedefinition "
        "crd crds apiservices apiservice controllerrevisions controllerrevision daemonsets daemonset ds deployments "
        "deployment deploy replicasets replicaset rs statefulsets statefulset sts horizontalpodautoscalers "
        "horizontalpodautoscaler hpa cronjobs cronjob cj jobs job certificatesigningrequests "
        "certificatesigningrequest csr leases lease endpointslices endpointslice flowschemas flowschema "
        "prioritylevelconfigurations ingressclasses ingressclass ingresses ingress ing networkpolicies "
        "networkpolicy netpol runtimeclasses runtimeclass poddisruptionbudgets poddisruptionbudget pdb "
        "clusterrolebindings clusterrolebinding clusterroles clusterrole rolebindings rolebinding roles role "
        "priorityclasses priorityclass pc csidrivers csidriver csinodes csinode storageclasses storageclass sc "
        "volumeattachments volumeattachment resourceclaims resourceclaim deviceclasses all projects project routes "
        "route builds build replicationcontrollers images image users user groups group certificates certificate "
        "cert certs podmonitors podmonitor servicemonitors servicemonitor nodepools nodepool nodeclaims nodeclaim "
        "gateways gateway"
    )
)
"""Kinds that every cluster has, with their short names, and some that look like them."""

CLUSTER_KINDS = frozenset(
    str.split(
        "componentstatuses componentstatus cs namespaces namespace ns nodes node no persistentvolumes persistentvolume "
        "pv mutatingwebhookconfigurations mutatingwebhookconfiguration validatingwebhookconfigurations "
        "validatingwebhookconfiguration validatingadmissionpolicies validatingadmissionpolicy "
        "customresourcedefinitions customresourcedefinition crd crds apiservices apiservice "
        "certificatesigningrequests certificatesigningrequest csr flowschemas flowschema "
        "prioritylevelconfigurations ingressclasses ingressclass runtimeclasses runtimeclass clusterrolebindings "
        "clusterrolebinding clusterroles clusterrole priorityclasses priorityclass pc csidrivers csidriver csinodes "
        "csinode storageclasses storageclass sc volumeattachments volumeattachment deviceclasses projects project "
        "images image users user groups group nodepools nodepool nodeclaims nodeclaim certificates certificate cert "
        "certs podmonitors podmonitor servicemonitors servicemonitor gateways gateway routes route builds build all"
    )
)
"""Those of them that are in no namespace, or may be in none."""

_SHORT = 6


def taint(value: str) -> Refusal | None:
    """``key[=value]:effect``; behind ``key-`` and ``key:effect-`` it is taken away."""
    key, sign, effect = value.removesuffix("-").rpartition(":")
    return one_of(effect, _EFFECTS) if sign and key else None


def of_cron_job(value: str) -> Refusal | None:
    """``kubectl create job --from``."""
    return None if "/" in value else Refusal("'cronjob/NAME'", value, (f"cronjob/{value}",))


def kinds(value: str) -> Refusal | None:
    """Kinds of objects, one of which differs by a slip from one that every cluster has."""
    for each in value.partition("/")[0].split(","):
        name = each.partition(".")[0].lower()
        if name and name not in KINDS and each == each.partition(".")[0] and (meant := _meant(name)) is not None:
            return Refusal("kinds of objects", each, (meant,))
    return None


def kind_and_name(value: str) -> Refusal | None:
    """``pod`` or ``kind/name``."""
    return kinds(value) if "/" in value else None


def quantities(value: str) -> Refusal | None:
    """``--limits``, ``--hard``: ``cpu=100m,memory=1Gi``."""
    for each in value.split(","):
        name, sign, amount = each.partition("=")
        if not sign or not name or not amount:
            return Refusal("amounts, as in 'cpu=500m,memory=512Mi'", each)
        if _QUANTITY.fullmatch(amount) is None:
            return Refusal("amounts with 'm', 'k', 'M', 'G', 'Ki', 'Mi' or 'Gi', as in 'memory=512Mi'", amount)
    return None


def literal(value: str) -> Refusal | None:
    """``--from-literal``: ``key=value``."""
    name, sign, _ = value.partition("=")
    good = sign and _CONFIG_KEY.fullmatch(name) is not None
    return None if good else Refusal("'key=value', with a key of letters, digits, '-', '_' and '.'", value)


def waited_for(value: str) -> Refusal | None:
    """``kubectl wait --for``."""
    if value.lower() in {"delete", "create"}:
        return None
    kind, sign, rest = value.partition("=")
    if kind == "jsonpath" and sign:
        return _awaited_path(value, rest.strip("'\""))
    if kind == "condition" and rest:
        return None
    meant = (f"condition={value}",) if value.isalpha() and kind != "condition" else ()
    return Refusal("'delete', 'create', 'condition=NAME' or 'jsonpath={.path}=value'", value, meant)


def _awaited_path(value: str, path: str) -> Refusal | None:
    takes = "a path in braces and one '=', as in 'jsonpath={.status.phase}=Running'"
    if path.startswith("{"):
        inside, _, behind = path.rpartition("}")
        wrong = not inside or behind == "=" or behind.startswith("==") or (behind and not behind.startswith("="))
        return Refusal(takes, value) if wrong else None
    return Refusal(takes, value) if path.endswith("=") else None


def forwarded_ports(value: str) -> Refusal | None:
    """``kubectl port-forward``: ``[local:]remote``, of which the second may be a name."""
    local, sign, remote = value.partition(":")
    takes = "ports, as in '8080:80', ':80' or '80'"
    if sign and local and not _is_port(local):
        return Refusal(takes, value)
    last = remote if sign else local
    named = _PORT_NAME.fullmatch(last) is not None and any(each.isalpha() for each in last)
    bad = not last or (last.isdecimal() and (not _is_port(last) or int(last) == 0))
    return Refusal(takes, value) if bad or not (last.isdecimal() or named or ":" in last) else None


def _is_port(text: str) -> bool:
    return text.isdecimal() and len(text) < 6 and int(text) <= 65535  # noqa: PLR2004 - the last port, and its digits


def role_account(value: str) -> Refusal | None:
    """``--serviceaccount`` of a binding."""
    namespace, sign, name = value.partition(":")
    good = sign and namespace and name and ":" not in name
    return None if good else Refusal("'namespace:name'", value)


def server_path(value: str) -> Refusal | None:
    """``kubectl get --raw``."""
    return None if value.startswith("/") or "://" in value else Refusal("a path behind '/'", value, (f"/{value}",))


def rule(value: str) -> Refusal | None:
    """``kubectl create ingress --rule``."""
    good = _RULE.fullmatch(value) is not None
    return None if good else Refusal("'host/path=service:port[,tls[=secret]]'", value)


def backend(value: str) -> Refusal | None:
    """``kubectl create ingress --default-backend``."""
    return None if _BACKEND.fullmatch(value) else Refusal("'service:port'", value)


def kept_settings(value: str) -> Refusal | None:
    """``kubectl set env --from``."""
    kind, sign, name = value.lower().partition("/")
    known = kind.partition(".")[0] in {"configmap", "configmaps", "cm", "secret", "secrets"}
    return None if sign and name and known else Refusal("'configmap/NAME' or 'secret/NAME'", value)


def taint_word(value: str) -> Refusal | None:
    """``kubectl taint``: all of ``key=value:effect``."""
    if value.endswith("-") or ":" not in value:
        refused = "=" in value and not value.endswith("-")
        return Refusal("'key=value:effect'", value, tuple(f"{value}:{each}" for each in _EFFECTS)) if refused else None
    if (refusal := taint(value)) is not None:
        return refusal
    return None if _TAINT.fullmatch(value) else Refusal("'key=value:effect'", value)


def object_name(value: str) -> Refusal | None:
    """``kubectl events --for``."""
    kind, sign, name = value.partition("/")
    return None if sign and kind and name else Refusal("'kind/name'", value)


def chosen(value: str, names: str) -> Refusal | None:
    """One of some words."""
    return one_of(value, names.split())


def moment(value: str) -> Refusal | None:
    """``--since-time``: RFC 3339."""
    return None if _MOMENT.fullmatch(value) else Refusal("a time with its zone, as in '2026-01-31T09:30:00Z'", value)


def patience(value: str) -> Refusal | None:
    """``--request-timeout``: seconds, or a length of time."""
    return None if _PATIENCE.fullmatch(value) else Refusal("a length of time, as in '30s' or '5m'", value)


def service_ports(value: str) -> Refusal | None:
    """``kubectl create service --tcp``: ``port[:targetPort]``."""
    for each in value.split(","):
        port = each.partition(":")[0]
        if not _is_port(port):
            return Refusal("'port' or 'port:target', as in '80:8080'", each)
    return None


def ports(value: str) -> Refusal | None:
    """``--port`` of ``kubectl expose``."""
    good = all(_is_port(each) for each in value.split(","))
    return None if good else Refusal("a port, as in '8080'", value)


def amount(value: str) -> Refusal | None:
    """``--min-available``: a number or a percentage."""
    return None if _AMOUNT.fullmatch(value) else Refusal("a number or a percentage, as in '2' or '50%'", value)


def other_address(value: str) -> Refusal | None:
    """``--non-resource-url``."""
    good = all(each.startswith("/") or each == "*" for each in value.split(","))
    return None if good else Refusal("a path behind '/'", value)


def assignment(value: str) -> Refusal | None:
    """``--env``: ``name=value``."""
    return None if "=" in value[1:] else Refusal("an assignment, as in 'name=value'", value)


def event_types(value: str) -> Refusal | None:
    """``kubectl events --types``."""
    return next((one_of(each, ("Normal", "Warning")) for each in value.split(",") if each.lower() not in _EVENTS), None)


def not_a_kind(value: str) -> Refusal | None:
    """The first word of ``kubectl logs``, ``kubectl exec`` and ``kubectl port-forward``: a pod, or ``kind/name``."""
    if value not in _RUNNING_KINDS:
        return None
    said = f"takes '{value}' for the name of a pod; another kind of object is '{value}/NAME', in one word"
    return Refusal("", value, said=said)


def sort_path(value: str) -> Refusal | None:
    """``kubectl get --sort-by``: a path, with or without braces."""
    match = _RELAXED.fullmatch(value)
    if match is None:
        return Refusal("a path, as in '.metadata.creationTimestamp'", value)
    wrong = json_path(f"{{.{match[1] or match[2]}}}")
    return Refusal(wrong, value) if wrong else None


def not_negative(value: str) -> Refusal | None:
    """A number or length of time."""
    return Refusal("a number that is not negative", value) if value.startswith("-") else None


def tail_lines(value: str) -> Refusal | None:
    """``kubectl logs --tail``: -1 for all."""
    return Refusal("a number from -1 on", value) if value.startswith("-") and value != "-1" else None


def _meant(name: str) -> str | None:
    """The kind that was meant. Of short names, one with another letter may well be a kind of its own."""
    if not name.isalpha():
        return None
    meant = slip(name, sorted(KINDS))
    another = meant is not None and len(meant) == len(name) and sorted(meant) != sorted(name)
    return None if meant is None or (len(name) < _SHORT and another) else meant


_QUANTITY = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]+)?")
_CONFIG_KEY = re.compile(r"[-._a-zA-Z0-9]{1,253}")
_PORT_NAME = re.compile(r"[a-z0-9-]{1,15}")
_RULE = re.compile(r"[^/=]*/[^=]*=[\w-]+:[\w-]+(?:,tls(?:=[\w-]*)?)?")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_PATIENCE = re.compile(r"[0-9]+|(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|µs|ms|s|m|h))+")
_AMOUNT = re.compile(r"[0-9]+%?")
_EVENTS = frozenset({"normal", "warning"})
_RUNNING_KINDS = frozenset(str.split("pod pods po svc service deploy deployment sts statefulset ds daemonset rs job"))
_RELAXED = re.compile(r"\{\.?([^{}]+)\}|\.?([^{}]+)")
_BACKEND = re.compile(r"[\w-]+:[\w-]+")
_TAINT = re.compile(r"[A-Za-z0-9][-\w./]*(?:=(?:[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?)?)?:[A-Za-z]+")
_PORTS = re.compile(r":?[0-9]+(?::[0-9]+)?")


def not_ports(value: str) -> Refusal | None:
    """The first word of ``kubectl port-forward``."""
    return Refusal("the pod or 'svc/NAME' in front of the ports", value) if _PORTS.fullmatch(value) else None
