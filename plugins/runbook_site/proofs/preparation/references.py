"""What a statement asks of relations: which columns, and of which of them each may be.

It is found by the statement's own names alone; what the relations really have is the server's business.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from runbook_site.snippets.sql_tree import Offsets, children, descendants, inner, kind_of, strings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.proofs.preparation.stubs import Key

_CHANGES = frozenset({"InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"})


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that is named.

    Attributes:
        name: The column.
        keys: Relations that it may be of, the nearest first.
        is_sure: Whether there is only one that it can be of.
    """

    name: str
    keys: tuple[Key, ...]
    is_sure: bool


@dataclass(slots=True)
class _Level:
    """What stands in FROM of one query, and around it.

    Attributes:
        outer: The query around it.
        queries: Those of WITH that can be named in it, each with the relations that it passes on as they are.
        items: What stands in FROM: what it is called there, and the relations that it is.
        rows: Likewise, of rows that are named alone: ``excluded``, ``old``, ``new``.
    """

    outer: _Level | None = None
    queries: dict[str, tuple[Key, ...]] = field(default_factory=dict)
    items: list[tuple[str, tuple[Key, ...]]] = field(default_factory=list)
    rows: list[tuple[str, tuple[Key, ...]]] = field(default_factory=list)

    def around(self) -> Iterator[_Level]:
        level: _Level | None = self
        while level is not None:
            yield level
            level = level.outer


@dataclass(slots=True)
class Node:
    """A node of the tree that stands at a place of its own.

    Attributes:
        at: Offset in characters; -1 where it has none.
        number: Its own number.
        end: Number behind the last node below it.
        parent: Number of the node above it; -1 at the top.
        node: The node.
    """

    at: int
    number: int
    end: int
    parent: int
    node: Any


class References:
    """What a statement asks of relations.

    Attributes:
        columns: What each column may be of, by the offset at which it stands.
        targets: Columns that it sets, or joins by, with their relation.
        given: How many values an INSERT without columns has, by its relation.
        relations: Where relations stand, by offset.
        nodes: All nodes, each before those below it.
    """

    def __init__(self, tree: Any, sql: str) -> None:  # noqa: ANN401 - protobuf messages have no types
        """Look at a statement."""
        self._offsets = Offsets(sql)
        self.columns: dict[int, Reference] = {}
        self.targets: list[tuple[Key, str]] = []
        self.given: dict[Key, int] = {}
        self.relations: dict[int, Key] = {}
        self.nodes: list[Node] = []
        self._number(tree, -1)
        level = _Level()
        if kind_of(tree) not in _CHANGES | {"SelectStmt"}:
            self._all_relations(tree, level)
        self._visit(tree, level)

    def near(self, at: int) -> Iterator[list[Reference]]:
        """The columns below what stands at an offset, and below each node around that, the narrowest first."""
        for node in [each for each in self.nodes if each.at == at][::-1]:
            above = node.number
            while above >= 0:
                yield self.below(self.nodes[above])
                above = self.nodes[above].parent

    def below(self, node: Node) -> list[Reference]:
        """The columns below a node."""
        places = (each.at for each in self.nodes[node.number : node.end] if kind_of(each.node) == "ColumnRef")
        return [self.columns[at] for at in places if at in self.columns]

    def _number(self, node: Any, parent: int) -> None:  # noqa: ANN401
        number = len(self.nodes)
        location = getattr(node, "location", -1)
        at = self._offsets(location) if isinstance(location, int) and location >= 0 else -1
        self.nodes.append(Node(at, number, number + 1, parent, node))
        for child in children(node):
            self._number(child, number)
        self.nodes[number].end = len(self.nodes)

    def _visit(self, node: Any, level: _Level) -> None:  # noqa: ANN401
        kind = kind_of(node)
        if kind == "SelectStmt":
            self._select(node, level)
        elif kind in _CHANGES:
            self._change(node, level)
        elif kind == "ColumnRef":
            self._column(node, level)
        elif kind == "RangeVar":
            self._relation(node, level)
        else:
            for child in children(node):
                self._visit(child, level)

    def _all_relations(self, node: Any, level: _Level) -> None:  # noqa: ANN401
        """The relations that a statement of another kind names outside of its queries: its expressions are of them."""
        for child in children(node):
            if kind_of(child) == "RangeVar":
                self._item(child, level)
            elif kind_of(child) not in _CHANGES | {"SelectStmt"}:
                self._all_relations(child, level)

    def _select(self, node: Any, outer: _Level) -> None:  # noqa: ANN401
        level = _Level(outer, self._queries(node, outer))
        for item in node.from_clause:
            self._item(inner(item), level)
        read = {"with_clause", "from_clause"}
        self._rest(node, level, read)

    def _change(self, node: Any, outer: _Level) -> None:  # noqa: ANN401
        level = _Level(outer, self._queries(node, outer))
        target = self._item(node.relation, level)
        level.rows += [("old", target), ("new", target)]
        for name in ("from_clause", "using_clause"):
            for item in getattr(node, name, ()):
                self._item(inner(item), level)
        if kind_of(node) == "MergeStmt":
            self._item(inner(node.source_relation), level)
        listed = [*getattr(node, "cols", ()), *getattr(node, "target_list", ())]
        for clause in getattr(node, "merge_when_clauses", ()):
            listed += inner(clause).target_list
        if kind_of(node) == "InsertStmt":
            listed += self._conflict(node, level, target)
            if not node.cols and target:
                self.given[target[0]] = _width(inner(node.select_stmt))
        for entry in listed:
            name = inner(entry).name
            self.targets += [(key, name) for key in target if name]
        self._rest(node, level, {"with_clause", "relation", "from_clause", "using_clause", "source_relation"})

    def _conflict(self, node: Any, level: _Level, target: tuple[Key, ...]) -> list[Any]:  # noqa: ANN401
        if not node.HasField("on_conflict_clause"):
            return []
        level.rows.append(("excluded", target))
        clause = node.on_conflict_clause
        return [*clause.target_list, *clause.infer.index_elems]

    def _rest(self, node: Any, level: _Level, read: set[str]) -> None:  # noqa: ANN401
        """All of a query that has not been read yet, in its scope."""
        for descriptor, value in node.ListFields():
            if descriptor.name in read or descriptor.message_type is None:
                continue
            for each in [value] if hasattr(value, "ListFields") else value:
                if (child := inner(each)) is not None:
                    self._visit(child, level)

    def _queries(self, node: Any, outer: _Level) -> dict[str, tuple[Key, ...]]:  # noqa: ANN401
        """The queries of WITH, and those around them: each with the relations that it passes on as they are."""
        found = dict(outer.queries)
        if node.HasField("with_clause"):
            for each in map(inner, node.with_clause.ctes):
                query = inner(each.ctequery)
                passed_on = _passed_on(query, {**found, each.ctename: ()} if node.with_clause.recursive else found)
                inside = {**found, each.ctename: passed_on} if node.with_clause.recursive else dict(found)
                self._visit(query, _Level(outer, inside))
                found[each.ctename] = passed_on
        return found

    def _item(self, item: Any, level: _Level) -> tuple[Key, ...]:  # noqa: ANN401
        """Read what stands in FROM; gives the relations that it is."""
        kind = kind_of(item)
        alias = item.alias.aliasname if hasattr(item, "alias") and item.HasField("alias") else ""
        if kind == "JoinExpr":
            sides = [self._item(inner(side), level) for side in (item.larg, item.rarg)]
            self.targets += [(side[0], name) for name in strings(item.using_clause) for side in sides if side]
            if (quals := inner(item.quals)) is not None:
                self._visit(quals, level)
            if alias:
                level.items.append((alias, sides[0] + sides[1]))
            return sides[0] + sides[1]
        if kind == "RangeTableSample":
            for each in (*item.args, item.repeatable):
                if (argument := inner(each)) is not None:
                    self._visit(argument, level)
            return self._item(inner(item.relation), level)
        keys: tuple[Key, ...] = ()
        if kind == "RangeVar":
            keys = self._relation(item, level)
            alias = alias or item.relname
        elif kind == "RangeSubselect":
            query = inner(item.subquery)
            self._visit(query, _Level(level, level.queries))
            keys = _passed_on(query, level.queries)
        else:
            for child in children(item):
                self._visit(child, level)
        level.items.append((alias, keys))
        return keys

    def _relation(self, node: Any, level: _Level) -> tuple[Key, ...]:  # noqa: ANN401
        if not node.schemaname and node.relname in level.queries:
            return level.queries[node.relname]
        key = node.schemaname, node.relname
        self.relations[self._offsets(node.location)] = key
        return (key,)

    def _column(self, node: Any, level: _Level) -> None:  # noqa: ANN401
        names = strings(node.fields)
        if not names or len(names) != len(node.fields):
            return
        levels = list(level.around())
        if len(names) == 1 and any(alias == names[0] for each in levels for alias, _ in each.items):
            return  # a row as a whole
        if len(names) == 1:
            items = [keys for each in levels for _, keys in each.items]
            is_sure = len(items) == 1 and len(items[0]) == 1
        else:
            found = (keys for each in levels for alias, keys in (*each.items, *each.rows) if alias == names[-2])
            items = [next(found, ())]
            is_sure = len(items[0]) == 1
        keys = tuple(dict.fromkeys(key for each in items for key in each))
        self.columns[self._offsets(node.location)] = Reference(names[-1], keys, is_sure)


def _passed_on(query: Any, queries: dict[str, tuple[Key, ...]]) -> tuple[Key, ...]:  # noqa: ANN401
    """The relations whose columns a query has because of a ``*``."""
    if not any(kind_of(each) == "A_Star" for each in descendants(query)):
        return ()
    found: list[Key] = []
    for each in descendants(query):
        if kind_of(each) == "RangeVar":
            found += queries.get(each.relname, ()) if not each.schemaname else ()
            if each.schemaname or each.relname not in queries:
                found.append((each.schemaname, each.relname))
    return tuple(dict.fromkeys(found))


def _width(query: Any) -> int:  # noqa: ANN401
    """How many columns a query gives; 0 where a ``*`` keeps that open."""
    if kind_of(query) != "SelectStmt":
        return 0
    if query.values_lists:
        return len(inner(query.values_lists[0]).items)
    return 0 if any(kind_of(each) == "A_Star" for each in descendants(query)) else len(query.target_list)
