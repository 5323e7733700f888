"""Words of kubectl that it, or the server, refuses.

Sources: ``kubectl taint`` (three effects), ``kubectl create job --from`` and ``kubectl
port-forward`` of k8s.io/kubectl, each held against kubectl 1.32; the kinds of ``kubectl api-resources``.
"""

from __future__ import annotations

import re

from runbook_site.grammars.forms.refusal import Refusal, one_of
from runbook_site.grammars.near import slip

_EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")

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


def _meant(name: str) -> str | None:
    """The kind that was meant. Of short names, one with another letter may well be a kind of its own."""
    if not name.isalpha():
        return None
    meant = slip(name, sorted(KINDS))
    another = meant is not None and len(meant) == len(name) and sorted(meant) != sorted(name)
    return None if meant is None or (len(name) < _SHORT and another) else meant


_PORTS = re.compile(r":?[0-9]+(?::[0-9]+)?")


def not_ports(value: str) -> Refusal | None:
    """The first word of ``kubectl port-forward``."""
    return Refusal("the pod or 'svc/NAME' in front of the ports", value) if _PORTS.fullmatch(value) else None
