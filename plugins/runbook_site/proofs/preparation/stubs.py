"""What stands in for the tables, roles and other things that an application has and a new database does not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from runbook_site.snippets.sql_tree import strings

if TYPE_CHECKING:
    from collections.abc import Iterator

Key = tuple[str, str]
"""Schema, empty where none is written, and name of a relation."""
Kind = Literal["table", "view", "materialized view", "index", "sequence"]
KINDS: dict[str, Kind] = {
    "table": "table",
    "view": "view",
    "materialized view": "materialized view",
    "index": "index",
    "sequence": "sequence",
}
"""Kinds of relations, as a server names them."""
TEXT = "text"
_TYPE = re.compile(r'(?:[a-z][a-z0-9_ ]{0,60}|"[^"]{1,60}")(?:\[\])?')


def quoted(name: str) -> str:
    """A name between double quotes."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(slots=True)
class Relation:
    """A relation that stands in for an application's.

    Attributes:
        kind: What it is.
        columns: Types by the names of its columns.
        key: Columns that tell its rows apart.
        index: The name of an index that it has; empty where it needs none.
    """

    kind: Kind = "table"
    columns: dict[str, str] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    index: str = ""


@dataclass(slots=True)
class Stubs:
    """All that stands in for one statement.

    Attributes:
        relations: By schema and name.
        things: Kind and name of what is no relation, one of `THINGS`.
    """

    relations: dict[Key, Relation] = field(default_factory=dict)
    things: dict[tuple[str, str], None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.relations or self.things)

    def statements(self) -> Iterator[str]:
        """What makes it, each a statement of its own."""
        for kind, name in self._all_things():
            yield THINGS[kind].format(quoted(name))
        for (schema, name), relation in self.relations.items():
            yield from _made(_full(schema, name), relation)

    def undone(self) -> Iterator[str]:
        """What takes it away again."""
        for (schema, name), relation in self.relations.items():
            kind, full = ("table", _TABLE) if relation.kind == "index" else (relation.kind, _full(schema, name))
            yield f"DROP {kind} IF EXISTS {full} CASCADE"
        things = sorted(self._all_things(), key=lambda thing: _UNDONE.index(thing[0]))
        for kind, name in things:
            yield f"DROP {'domain' if kind == 'type' else kind} IF EXISTS {quoted(name)}"

    def named(self) -> Iterator[tuple[str, str]]:
        """The kind and name of each."""
        for (schema, name), relation in self.relations.items():
            yield relation.kind, f"{schema}.{name}" if schema else name
        yield from self.things

    def _all_things(self) -> Iterator[tuple[str, str]]:
        schemas = (("schema", schema) for schema, _ in self.relations if schema)
        yield from dict.fromkeys((*self.things, *schemas))


THINGS = {
    "schema": "CREATE SCHEMA IF NOT EXISTS {}",
    "role": "CREATE ROLE {}",
    "database": "CREATE DATABASE {}",
    "type": "CREATE DOMAIN {} AS text",
    "publication": "CREATE PUBLICATION {}",
    "subscription": "CREATE SUBSCRIPTION {} CONNECTION 'host=/nowhere' PUBLICATION stub WITH (connect = false)",
}
"""How each kind of thing is made. A subscription that does not connect asks nobody for anything."""
_UNDONE = ("database", "subscription", "publication", "type", "schema", "role")
"""In which order they go: a role that has rights on something cannot."""
_TABLE = '"table of an index"'
_FREE = '"column of an index"'


def _full(schema: str, name: str) -> str:
    return f"{quoted(schema)}.{quoted(name)}" if schema else quoted(name)


def _made(full: str, relation: Relation) -> Iterator[str]:
    columns = relation.columns
    match relation.kind:
        case "table":
            parts = [f"{quoted(name)} {type_}" for name, type_ in columns.items()]
            if relation.key:
                parts.append(f"PRIMARY KEY ({', '.join(map(quoted, relation.key))})")
            if relation.index:
                parts.append(f"{_FREE} integer NOT NULL")
            yield f"CREATE TABLE {full} ({', '.join(parts)})"
            if relation.index:
                yield f"CREATE UNIQUE INDEX {quoted(relation.index)} ON {full} ({_FREE})"
        case "sequence":
            yield f"CREATE SEQUENCE {full}"
        case "index":
            yield f"CREATE TABLE {_TABLE} (id integer)"
            yield f"CREATE INDEX {full.rpartition('.')[2]} ON {_TABLE} (id)"
        case view:
            values = ", ".join(f"NULL::{type_} AS {quoted(name)}" for name, type_ in columns.items())
            yield f"CREATE {view} {full} AS SELECT {values}"


def is_type(name: str) -> bool:
    """Whether a server's word for a type can be written as one."""
    return _TYPE.fullmatch(name) is not None and name not in {"unknown", "record", "void"}


def type_of(node: Any) -> str:  # noqa: ANN401 - protobuf messages have no types
    """A type as a statement names it, without its length; `TEXT` where that cannot be written."""
    name = (strings(node.names) or [TEXT])[-1]
    return name + ("[]" if node.array_bounds else "") if is_type(name) else TEXT
