"""What is known of a database: the system of its version, and the tables that its DDL makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runbook_site.checks.postgresql.catalog import Catalog, union_of
from runbook_site.checks.postgresql.rowset import Columns, Rowset
from runbook_site.checks.postgresql.type_catalog import type_catalog

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Schema:
    """What the DDL of a service makes, by lower-case names without their schema.

    Attributes:
        relations: Tables and views with their columns; ``None`` where not all of them can be told.
        functions: Functions and procedures.
        types: Types and domains.
        complete: Whether there is DDL, and all of it could be read.
    """

    relations: Mapping[str, Columns | None] = field(default_factory=dict)
    functions: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    complete: bool = False


@dataclass(frozen=True)
class Knowledge:
    """What a statement is held against.

    Attributes:
        catalog: PostgreSQL's own names.
        wanted: Bits of the versions that the statement is written for.
        named: Whether its author named the version; else any one will do.
        schema: What the DDL makes.
        made: Names of relations and functions that statements of the same runbook make.
        foreign: Whether there may be functions and relations of extensions that are not in the catalog.
    """

    catalog: Catalog
    wanted: int
    named: bool
    schema: Schema = Schema()
    made: frozenset[str] = frozenset()
    foreign: bool = False

    def columns(self, columns: Mapping[str, int]) -> Columns:
        """Those columns of a system relation that it has in the versions wanted."""
        return {name: bits for name, bits in columns.items() if bits & self.wanted}

    def system_relation(self, schema: str, name: str) -> Mapping[str, int] | None:
        """The columns of a system relation in all versions; ``None`` where none is called so."""
        if schema:
            found = self.catalog.relations.get((schema, name))
            return found if found is not None or schema == "pg_catalog" else self._of_extension(name)
        return self.catalog.unqualified.get(name)

    def _of_extension(self, name: str) -> Mapping[str, int] | None:
        return self.catalog.unqualified.get(name) if name in self.catalog.extension_of else None

    def rowset(self, name: str, alias: str, columns: Mapping[str, int]) -> Rowset:
        """A system relation in FROM."""
        held = self.columns(columns)
        kinds = ((column, type_catalog().column(name, column, self.wanted)) for column in held)
        return Rowset(alias or name, held, name, {column: kind for column, kind in kinds if kind is not None})

    def gone(self, bits: int) -> bool:
        """Whether something is missing in the newest version, and nobody said that an older one is meant."""
        return not self.named and not bits & self.catalog.newest

    def versions_of(self, columns: Mapping[str, int]) -> int:
        """The versions that have a relation."""
        return union_of(columns.values())
