"""Commands that go by several names, as tables of facts call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_CREATED = {
    "cm": "configmap",
    "cj": "cronjob",
    "deploy": "deployment",
    "ing": "ingress",
    "ns": "namespace",
    "pdb": "poddisruptionbudget",
    "pc": "priorityclass",
    "resourcequota": "quota",
    "sa": "serviceaccount",
    "svc": "service",
}
_OTHERS = {
    ("helm", "ls"): ("helm", "list"),
    ("helm", "del"): ("helm", "uninstall"),
    ("helm", "delete"): ("helm", "uninstall"),
    ("helm", "un"): ("helm", "uninstall"),
    ("helm", "hist"): ("helm", "history"),
    ("kubectl", "top", "no"): ("kubectl", "top", "node"),
    ("kubectl", "top", "nodes"): ("kubectl", "top", "node"),
    ("kubectl", "top", "po"): ("kubectl", "top", "pod"),
    ("kubectl", "top", "pods"): ("kubectl", "top", "pod"),
    ("kubectl", "set", "sa"): ("kubectl", "set", "serviceaccount"),
    ("kubectl", "config", "use"): ("kubectl", "config", "use-context"),
}
_CONTAINERS = frozenset(
    str.split("attach commit cp create diff exec export kill logs pause port rename restart rm run start stop top")
) | {"unpause", "update", "wait"}
_IMAGES = frozenset(str.split("build history import load pull push save tag"))
_ADMINISTERED = frozenset(str.split("cordon drain taint top uncordon"))
_OWN = frozenset(str.split("adm debug expose logs rollout"))
"""Of ``oc``: commands that it has under a name of kubectl's, and that are others."""


def plain_path(path: Sequence[str]) -> tuple[str, ...]:
    """The words of a command by the name that tables have for it.

    ``oc`` takes the commands of kubectl, of which it has some under ``oc adm``; ``docker container run`` is ``docker
    run``; ``kubectl create ns`` is ``kubectl create namespace``.
    """
    words = tuple(path)
    if words[:2] == ("oc", "adm") and words[2:3] and words[2] in _ADMINISTERED:
        words = ("kubectl", *words[2:])
    elif words[:1] == ("oc",) and words[1:2] and words[1] not in _OWN:
        words = ("kubectl", *words[1:])
    if words[:2] == ("kubectl", "create") and words[2:]:
        return (*words[:2], _CREATED.get(words[2], words[2]), *words[3:])
    if words[:1] == ("docker-compose",):
        return ("docker", "compose", *words[1:])
    if words[:2] == ("docker", "container") and words[2:3] and words[2] in _CONTAINERS:
        return ("docker", *words[2:])
    if words[:2] == ("docker", "image") and words[2:3] and words[2] in _IMAGES:
        return ("docker", *words[2:])
    return _OTHERS.get(words, words)
