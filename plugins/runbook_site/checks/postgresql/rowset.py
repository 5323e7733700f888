"""What stands in FROM, and what a name there can mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Columns = dict[str, int]
"""Names of columns, each with the bits of the versions that have it."""

SYSTEM_COLUMNS = frozenset({"ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"})


@dataclass(frozen=True, slots=True)
class Rowset:
    """A relation, a subquery or a function in FROM.

    Attributes:
        name: What it is called there: the alias, or its own name; empty where it has none.
        columns: Its columns; ``None`` where only the database knows them.
        relation: The system relation that it is, where it is one.
        types: The types of its columns, as far as they are known.
    """

    name: str
    columns: Mapping[str, int] | None
    relation: str = ""
    types: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Scope:
    """What names mean at one place of a statement.

    Attributes:
        outer: What they mean around it.
        ctes: The queries of WITH that can be named here.
        rowsets: What stands in FROM.
        merged: Columns that joins make one of two: those of USING.
    """

    outer: Scope | None = None
    ctes: Mapping[str, Rowset] = field(default_factory=dict)
    rowsets: list[Rowset] = field(default_factory=list)
    merged: set[str] = field(default_factory=set)

    def inside(self) -> Scope:
        """The scope of a query inside of this one."""
        return Scope(self, self.ctes)

    def beside(self) -> Scope:
        """The scope of a query that stands in this one's FROM, which sees nothing of its neighbours."""
        return Scope(self.outer, self.ctes)

    def all_rowsets(self) -> Iterator[Rowset]:
        """Every rowset that can be meant, the nearest first."""
        scope: Scope | None = self
        while scope is not None:
            yield from scope.rowsets
            scope = scope.outer

    def called(self, name: str) -> Rowset | None:
        """The nearest rowset of a name."""
        return next((rowset for rowset in self.all_rowsets() if rowset.name == name), None)
