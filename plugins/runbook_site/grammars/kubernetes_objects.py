"""How kubectl reads the words that say of which objects a command is.

Sources: k8s.io/cli-runtime ``pkg/resource/builder.go``, and ``GetResourcesAndPairs`` of k8s.io/kubectl
``pkg/cmd/util``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from runbook_site.grammars.forms.kubernetes import CLUSTER_KINDS, KINDS
from runbook_site.grammars.option_set import is_on
from runbook_site.grammars.same_command import plain_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.grammars.argument import Argument
    from runbook_site.grammars.reading import Reading

_SELECTORS = ("-l", "--selector", "--field-selector")
_FILES = ("-f", "--filename", "-k", "--kustomize")
_EVERYWHERE = ("-A", "--all-namespaces")
_NOT_SELECTED = frozenset({"expose", "taint", "autoscale", "patch"})
"""Commands whose ``-l`` is something else, or that take it beside names."""
_WORKLOADS = "deploy deployment deployments ds daemonset daemonsets sts statefulset statefulsets"
_DEPLOYMENTS = "deploy deployment deployments"
_EXPOSED = (
    "po pod pods svc service services rc replicationcontroller replicationcontrollers rs replicaset replicasets "
    "deploy deployment deployments"
)
_NODES = "no node nodes"
_TABLE = f"""
get                | -     | -          |
describe           | -     | -          |
edit               | -     | -          |
delete             | named | -          |
scale              | named | -          |
autoscale          | named | -          |
patch              | named | -          |
wait               | named | -          |
expose             | named | -          | {_EXPOSED}
label              | named | a label    |
annotate           | named | an annotation |
taint              | named | a taint    | {_NODES}
set image          | named | an image   |
set resources      | named | -          |
rollout status     | -     | -          | {_WORKLOADS}
rollout restart    | -     | -          | {_WORKLOADS}
rollout undo       | -     | -          | {_WORKLOADS}
rollout history    | -     | -          | {_WORKLOADS}
rollout pause      | -     | -          | {_DEPLOYMENTS}
rollout resume     | -     | -          | {_DEPLOYMENTS}
cordon             | nodes | -          | {_NODES}
uncordon           | nodes | -          | {_NODES}
drain              | nodes | -          | {_NODES}
"""
"""By line: a command, whether it takes a name behind a kind, what follows the objects, and of which kinds it is.

``nodes``: its words are names, without a kind in front.
"""
_EXAMPLES = {
    "a label": "'tier=web'",
    "an annotation": "'note=checked'",
    "a taint": "'key=value:NoSchedule'",
    "an image": "'container=image'",
}


@dataclass(frozen=True, slots=True)
class _Fact:
    named: bool
    names_only: bool
    change: str
    kinds: frozenset[str]


def check_objects(reading: Reading) -> None:
    """Report objects of a command that are named as kubectl does not read them."""
    fact = _facts().get(plain_path(reading.path)[1:])
    if fact is None or reading.unsure or any(each.known.isupper() for each in reading.operands):
        return  # `kubectl label nodes NODE LABEL`
    objects, changes = _split(reading, fact)
    if objects is None:
        return
    _check_changes(reading, fact, objects, changes)
    if objects and not _check_slashes(reading, fact, objects):
        _check_kind(reading, fact, objects)
        if not fact.names_only:
            _check_names(reading, fact, objects)


def _split(reading: Reading, fact: _Fact) -> tuple[list[Argument] | None, list[Argument]]:
    """The words that are objects, and those that are changes; ``None`` where that is not known."""
    if not fact.change:
        return reading.operands, []
    objects: list[Argument] = []
    changes: list[Argument] = []
    for word in reading.operands:
        if _is_change(word.known, fact):
            changes.append(word)
        elif not word.whole and "/" not in word.known:
            return None, []
        elif changes:
            message = f"'{reading.name}' takes all objects in front of {fact.change}, and '{word.known}' follows one"
            reading.report("invalid-option-value", message, (word.start, word.end))
            return None, []
        else:
            objects.append(word)
    return objects, changes


def _is_change(text: str, fact: _Fact) -> bool:
    signs = "=" in text[1:] or (text.endswith("-") and text != "-")
    return signs or (fact.change == "a taint" and ":" in text)


def _check_changes(reading: Reading, fact: _Fact, objects: list[Argument], changes: list[Argument]) -> None:
    certain = all(each.whole or "/" in each.known for each in objects)
    if fact.change and not changes and certain and not is_on(reading, "--list"):
        message = f"'{reading.name}' needs {fact.change} behind the objects, as in {_EXAMPLES[fact.change]}"
        reading.report("operand-count", message, reading.span)
    if changes and not objects and not _chosen(reading):
        message = f"'{reading.name}' needs the objects in front of {fact.change}"
        reading.report("operand-count", message, reading.span)
    names = {each.known.partition("=")[0] for each in changes if "=" in each.known}
    for each in changes if fact.change in {"a label", "an annotation"} else ():
        if each.whole and "=" not in each.known and each.known.removesuffix("-") in names:
            message = f"'{reading.name}' sets '{each.known[:-1]}' or takes it away, and not both"
            reading.report("conflicting-options", message, (each.start, each.end))


def _check_slashes(reading: Reading, fact: _Fact, objects: list[Argument]) -> bool:
    """Report words of another form than ``kind/name``, and those that are mixed with names alone."""
    joined = [each for each in objects if "/" in each.known]
    for each in joined:
        parts = each.known.split("/")
        if "," not in each.known and (len(parts) > 2 or (each.whole and "" in parts)):  # noqa: PLR2004 - kind and name
            message = f"'{reading.name}' takes 'kind/name' with one '/', and not '{each.known}'"
            reading.report("invalid-option-value", message, (each.start, each.end))
            return True
    alone = next((each for each in objects if each.whole and "/" not in each.known), None)
    if joined and alone is not None and not fact.names_only and "," not in "".join(each.known for each in objects):
        message = (
            f"'{reading.name}' takes 'kind/name' or a kind and names behind it, and not '{alone.known}' "
            f"beside '{joined[0].known}'"
        )
        reading.report("invalid-option-value", message, (alone.start, alone.end))
        return True
    return False


def _check_kind(reading: Reading, fact: _Fact, objects: list[Argument]) -> None:
    """``kubectl rollout restart pod/web-1``."""
    for each in objects:
        kind, sign, _ = each.known.partition("/")
        if not fact.kinds or (not sign and (fact.names_only or not each.whole)) or "," in kind:
            return
        name = kind.partition(".")[0].lower()
        another = name in KINDS if "." in kind or sign else name in KINDS or len(objects) == 1
        if another and name not in fact.kinds:
            shown = "', '".join(sorted(each for each in fact.kinds if not each.endswith("s") or each in {"ds", "sts"}))
            message = f"'{reading.name}' takes objects of the kinds '{shown}', and not '{kind}'"
            reading.report("invalid-option-value", message, (each.start, each.end))
            return
        if not sign:
            return


def _check_names(reading: Reading, fact: _Fact, objects: list[Argument]) -> None:
    first = objects[0].known
    named = "/" in first or len(objects) > 1
    selectors = [each for each in _SELECTORS if (given := reading.given.get(each)) is not None and given.value]
    if plain_path(reading.path)[1] in _NOT_SELECTED:
        selectors = []
    every = "--all" if plain_path(reading.path)[1] == "delete" and is_on(reading, "--all") else ""
    if every and selectors:
        message = f"'{reading.name}' takes '--all' or '{selectors[0]}', and not both"
        reading.report("conflicting-options", message, reading.span)
    elif named and (selectors or every):
        other = "a selector" if selectors else f"'{every}'"
        message = f"'{reading.name}' takes names or {other}, and not both"
        reading.report("conflicting-options", message, reading.span)
    elif named and (where := next((each for each in _EVERYWHERE if is_on(reading, each)), "")):
        kind = first.partition("/")[0].partition(".")[0].lower()
        if kind in KINDS and kind not in CLUSTER_KINDS and kind != "all":
            message = f"'{reading.name}' takes no name with '{where}': name the namespace"
            reading.report("conflicting-options", message, reading.span)
    elif fact.named and not named and objects[0].whole and not _chosen(reading):
        message = f"'{reading.name}' needs a name behind '{first}'"
        reading.report("operand-count", message, reading.span)


def _chosen(reading: Reading) -> bool:
    """Whether something else than a name says of which objects a command is."""
    return any(each in reading.given for each in (*_SELECTORS, *_FILES, "--all", "--raw", "--local"))


@cache
def _facts() -> Mapping[tuple[str, ...], _Fact]:
    found: dict[tuple[str, ...], _Fact] = {}
    for line in _TABLE.strip().splitlines():
        command, names, change, kinds = (each.strip() for each in line.split("|"))
        fact = _Fact(names == "named", names == "nodes", change.strip("-"), frozenset(kinds.split()))
        found[tuple(command.split())] = fact
    return found
