"""Options, parameters and privileges in the tree of a statement, each with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.options import (
    option_complaint,
    option_value_complaint,
    privilege_complaint,
    storage_complaint,
)
from runbook_site.checks.postgresql.setting_values import value_complaint
from runbook_site.snippets.sql_tree import enum_name, inner, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runbook_site.checks.postgresql.names import Complaint, Kind
    from runbook_site.checks.postgresql.resolve import Resolver

_LISTS = {
    "ReindexStmt": "REINDEX",
    "ClusterStmt": "CLUSTER",
    "ExplainStmt": "EXPLAIN",
    "CopyStmt": "COPY",
    "CreateSubscriptionStmt": "SUBSCRIPTION",
    "AlterSubscriptionStmt": "SUBSCRIPTION",
}
_ASSIGNED = re.compile(r"\s*+=?\s*+")
_TOKEN = re.compile(r"'(?:[^']|'')*+'|[^\s,();]++")


def definition_problems(resolver: Resolver, node: Any) -> None:  # noqa: ANN401 - protobuf messages are not typed
    """What is wrong with the options of a statement."""
    kind = kind_of(node)
    match kind:
        case "VacuumStmt":
            _options(resolver, node.options, "VACUUM" if node.is_vacuumcmd else "ANALYZE")
        case "ReindexStmt" | "ClusterStmt":
            _options(resolver, node.params, _LISTS[kind])
        case "ExplainStmt" | "CopyStmt" | "CreateSubscriptionStmt" | "AlterSubscriptionStmt":
            _options(resolver, node.options, _LISTS[kind])
        case "IndexStmt" | "CreateStmt" | "ViewStmt":
            _storage(resolver, node.options)
        case "AlterTableStmt":
            for command in map(inner, node.cmds):
                if enum_name(command, "subtype") == "AT_SetRelOptions":  # RESET takes any name
                    _storage(resolver, inner(getattr(command, "def")).items)
        case "GrantStmt":
            _privileges(resolver, node)
        case _:
            pass


def setting_value(resolver: Resolver, node: Any) -> None:  # noqa: ANN401
    """What is wrong with the value in ``SET name = value``."""
    if len(node.args) != 1 or kind_of(constant := inner(node.args[0])) != "A_Const":
        return
    said = literal_text(constant)
    if said is not None:
        say_at(resolver, "value", value_complaint(resolver.known, node.name, said), constant.location)


def literal_text(constant: Any) -> str | None:  # noqa: ANN401
    """What a literal says, a number as text; ``None`` of NULL and of bits."""
    match constant.WhichOneof("val"):
        case "sval":
            return str(constant.sval.sval)
        case "ival":
            return str(constant.ival.ival)
        case "fval":
            return str(constant.fval.fval)
        case "boolval":
            return "on" if constant.boolval.boolval else "off"
        case _:
            return None


def say_at(resolver: Resolver, kind: Kind, complaint: Complaint | None, location: int) -> None:
    """Keep a complaint about the word or literal that begins at a location of the tree."""
    if complaint is None:
        return
    start = resolver.offsets(location)
    found = _TOKEN.match(resolver.readable, start)
    end = found.end() if found else start + 1
    quoted = resolver.readable[start : start + 1] == "'" and end - start > 2  # noqa: PLR2004 - two quotes
    resolver.say(kind, complaint, (start + 1, end - 1) if quoted else (start, end))


def _definitions(nodes: Iterable[Any]) -> Iterator[Any]:
    return (each for each in map(inner, nodes) if kind_of(each) == "DefElem")


def _options(resolver: Resolver, nodes: Iterable[Any], command: str) -> None:
    for option in _definitions(nodes):
        complaint = option_complaint(resolver.known, command, option.defname)
        say_at(resolver, "option", complaint, option.location)
        value = inner(option.arg)
        if complaint is None and kind_of(value) == "String":
            start = resolver.offsets(option.location)
            name_end = start + len(option.defname)
            gap = _ASSIGNED.match(resolver.readable, name_end)
            # An older form, ``COPY … CSV``, has no name in front of its value.
            if gap is None or resolver.readable[start:name_end].lower() != option.defname:
                continue
            at = gap.end()
            found = _TOKEN.match(resolver.readable, at)
            if found is not None and found[0].strip("'").lower() == value.sval.lower():
                resolver.say("value", option_value_complaint(command, option.defname, value.sval), found.span())


def _storage(resolver: Resolver, nodes: Iterable[Any]) -> None:
    for option in _definitions(nodes):
        if not option.defnamespace or option.defnamespace == "toast":
            complaint = storage_complaint(option.defname)
            start = resolver.offsets(option.location)
            at = resolver.readable.lower().find(option.defname, start)
            if at >= 0:
                resolver.say("option", complaint, (at, at + len(option.defname)))


def _privileges(resolver: Resolver, node: Any) -> None:  # noqa: ANN401
    for each in map(inner, node.privileges):
        name = each.priv_name
        at = resolver.readable.lower().find(name) if name else -1
        if at >= 0:
            resolver.say("option", privilege_complaint(name, enum_name(node, "objtype")), (at, at + len(name)))
