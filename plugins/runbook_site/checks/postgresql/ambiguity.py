"""Names that mean two things in FROM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runbook_site.checks.postgresql.names import Complaint
from runbook_site.snippets.sql_tree import inner, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from runbook_site.checks.postgresql.knowledge import Knowledge
    from runbook_site.checks.postgresql.resolve import Resolver
    from runbook_site.checks.postgresql.rowset import Rowset, Scope

EVERY = "*"
"""In the names that joins merge: there is a NATURAL JOIN, and any name may be one."""


def ambiguity_complaint(known: Knowledge, name: str, scope: Scope) -> Complaint | None:
    """What is wrong with a column without its relation: in every version that is wanted, two in FROM have it."""
    level: Scope | None = scope
    while level is not None and not any(_may_have(rowset, name) for rowset in level.rowsets):
        level = level.outer
    if level is None or level.merged & {name, EVERY}:
        return None
    having = [rowset for rowset in level.rowsets if rowset.columns is not None and name in rowset.columns]
    for index, one in enumerate(having):
        for other in having[index + 1 :]:
            if one.name and other.name and _in_every_version(known, name, one, other):
                return Complaint(
                    f"both '{one.name}' and '{other.name}' have a column '{name}'; write {one.name}.{name}",
                    alternatives=(f"{one.name}.{name}", f"{other.name}.{name}"),
                )
    return None


def _may_have(rowset: Rowset, name: str) -> bool:
    return rowset.columns is None or name in rowset.columns


def _in_every_version(known: Knowledge, name: str, one: Rowset, other: Rowset) -> bool:
    """Whether there is no version that has both relations, and the column in one of them alone."""
    both = (one.columns or {})[name] & (other.columns or {})[name]
    relations = _versions(known, one.columns or {}) & _versions(known, other.columns or {})
    return not relations & known.wanted & ~both


def _versions(known: Knowledge, columns: Mapping[str, int]) -> int:
    return known.versions_of(columns)


def say_double_names(resolver: Resolver, items: Iterable[Any]) -> None:
    """Say which name stands for two things in one FROM."""
    seen: set[tuple[str, str]] = set()
    for item in _named(items):
        if kind_of(item) == "RangeVar" and resolver.is_open(item.location):
            continue
        alias = item.alias.aliasname if item.HasField("alias") else ""
        key = ("", alias) if alias else (item.schemaname or "", item.relname)
        if key in seen:
            place = resolver.places(item.location)[-1]
            message = f"'{key[1]}' stands for two things in this FROM; give one another name"
            resolver.say("shape", Complaint(message), place)
        seen.add(key)


def _named(items: Iterable[Any]) -> Iterator[Any]:
    """The relations of a FROM, those of joins among them."""
    for item in items:
        if kind_of(item) == "RangeVar":
            yield item
        elif kind_of(item) == "JoinExpr" and not item.HasField("alias"):
            yield from _named((inner(item.larg), inner(item.rarg)))
