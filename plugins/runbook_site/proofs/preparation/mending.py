"""What an application's database would have, made up from what a statement asks of it and a server complains of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.postgresql.rowset import SYSTEM_COLUMNS
from runbook_site.proofs.counterparts.postgres_data import USER
from runbook_site.proofs.preparation.names import extension_of, is_known_function, is_own_relation
from runbook_site.proofs.preparation.stubs import KINDS, TEXT, THINGS, Relation, type_of
from runbook_site.snippets.sql_lexer import lex_sql
from runbook_site.snippets.sql_tree import inner, kind_of, strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from runbook_site.proofs.preparation.question import Refusal
    from runbook_site.proofs.preparation.references import Reference
    from runbook_site.proofs.preparation.sentence import Sentence
    from runbook_site.proofs.preparation.stubs import Key

NAME = r'"((?:[^"]|"")*)"'
"""A name as it stands in PostgreSQL's messages."""
RELATION = re.compile(rf"relation {NAME} does not exist")
TYPE_TROUBLE = frozenset(
    {"22007", "22008", "22P02", "22P03", "22003", "22023", "42883", "42804", "42846", "42809", "42725", "42P18"}
)
"""Codes of what may be the fault of a type that was made up, or of a value."""
_TYPES = (
    *("timestamp with time zone", "bigint", "numeric", "boolean", "jsonb", "text[]", "interval", "date", "uuid"),
    *("integer", "inet", "bytea", "tstzrange", "bigint[]", "double precision", "pg_lsn", "tsvector", "oid", TEXT),
)
"""Types to be tried for a column, the commonest in runbooks first."""
_COLUMN = re.compile(rf"column (?:{NAME}|(\S+))(?: of relation {NAME})? does not exist|column {NAME} (?:named|specif)")
_MISSING = re.compile(rf"^(?:template )?({'|'.join((*THINGS, *KINDS))}) {NAME} does not exist$")
_OTHER_KIND = re.compile(rf"^{NAME} is not an? ({'|'.join(KINDS)})$")
_NO_INDEX = re.compile(rf"^index {NAME} for table {NAME} does not exist$")
_ANOTHER_DATABASE = "can only reindex the currently open database"
_NOTHING_RETURNED = "RETURNING must have at least one column"
_IS_OF_TYPE = re.compile(rf"^column {NAME} is of type .{{1,80}} but expression is of type (.{{1,80}})$")
_NAMED_TYPES = (
    *("timestamp without time zone", "timestamp with time zone", "time without time zone", "character varying"),
    *("double precision", "smallint", "integer", "bigint", "numeric", "real", "boolean", "interval", "date", "jsonb"),
    *("json", "uuid", "inet", "cidr", "macaddr", "bytea", "name", "xid", "oid", "regclass", "pg_lsn", "tsvector", TEXT),
    *("tstzrange", "money", "point", "xml"),
)
_SAID_TYPE = re.compile(rf"(?<![\w\"])(?:{'|'.join(_NAMED_TYPES)})(?:\[\])?(?![\w\"])")
"""A type in a message; of an application's own nothing is known."""


class Mending:
    """Makes up what a statement needs.

    Attributes:
        trouble: What was said first of types, before any was tried.
    """

    def __init__(self, sentence: Sentence, others: Sequence[str], *, everything: bool) -> None:
        """Begin with nothing.

        Args:
            sentence: The statement.
            others: The same with other values in the place of those that are left open.
            everything: Whether it may run outside of a transaction.
        """
        self.trouble = ""
        self._sentence, self._stubs, self._others = sentence, sentence.stubs, list(others)
        self._everything = everything
        self._tried: dict[tuple[Key, str], set[str]] = {}

    def is_mended(self, refusal: Refusal) -> bool:
        """Whether something was made up, so that it is worth asking again."""
        for pattern, mend in ((_MISSING, self._thing), (_OTHER_KIND, self._kind), (_NO_INDEX, self._index)):
            if found := pattern.match(refusal.message):
                return mend(found[1], found[2])
        if "foreign key" in refusal.message or "referenced table" in refusal.message:
            return self._referenced()
        if refusal.message == _NOTHING_RETURNED:
            return self._filled()
        if refusal.message == _ANOTHER_DATABASE:
            return self._renamed()
        by_code = {"42P01": self._relation, "42703": self._column, "42803": self._keys, "25001": self._alone}
        if refusal.code in by_code:
            return by_code[refusal.code](refusal)
        return refusal.code in TYPE_TROUBLE and self._types(refusal)

    def _alone(self, _: Refusal) -> bool:
        is_new = self._everything and self._sentence.how == "run"
        self._sentence.how = "alone" if is_new else self._sentence.how
        return is_new

    # Relations and their columns

    def _relation(self, refusal: Refusal) -> bool:
        key = self._sentence.relation_at(refusal)
        if key is None and (found := RELATION.search(refusal.message)):
            schema, _, name = found[1].rpartition(".")
            key = schema, name
        if key is None or key in self._stubs.relations or is_own_relation(key) or extension_of(key[1]):
            return False
        references = self._sentence.references
        aliases = {inner(target).name for each in references.nodes for target in getattr(each.node, "target_list", ())}
        sure = (each.name for each in references.columns.values() if each.is_sure and each.keys == (key,))
        columns = dict.fromkeys((name for name in sure if name not in aliases | SYSTEM_COLUMNS), TEXT)
        columns |= dict.fromkeys((name for owner, name in references.targets if owner == key), TEXT)
        columns |= {f"column{number}": TEXT for number in range(1, references.given.get(key, 0) + 1)}
        self._stubs.relations[key] = Relation(columns=columns)
        return True

    def _column(self, refusal: Refusal) -> bool:
        reference = self._sentence.references.columns.get(refusal.position - 1)
        keys: Iterable[Key]
        if reference is not None:
            keys, name = reference.keys, reference.name
        elif found := _COLUMN.search(refusal.message):
            name = found[1] or (found[2] or "").rpartition(".")[2] or found[4]
            keys = [key for key in self._stubs.relations if found[3] in {None, key[1]}]
        else:
            return False
        owner = next((key for key in keys if key in self._stubs.relations), None)
        if owner is None or name in self._stubs.relations[owner].columns:
            return False
        self._stubs.relations[owner].columns[name] = TEXT
        return True

    def _filled(self) -> bool:
        """Give tables without columns one, where all of them are asked for."""
        empty = [each for each in self._stubs.relations.values() if not each.columns]
        for each in empty:
            each.columns["id"] = TEXT
        return bool(empty)

    def _keys(self, _: Refusal) -> bool:
        """Take the columns that a query groups by for the keys of their tables, on which the others then depend."""
        done = False
        references = self._sentence.references
        grouped = [inner(entry) for each in references.nodes for entry in getattr(each.node, "group_clause", ())]
        names = {name for node in grouped if kind_of(node) == "ColumnRef" for name in strings(node.fields)[-1:]}
        for key, name in self._made_up(each for each in references.columns.values() if each.name in names):
            relation = self._stubs.relations[key]
            if relation.kind == "table" and name not in relation.key:
                relation.key = (*relation.key, name)
                done = True
        return done

    def _referenced(self) -> bool:
        """Give the tables that foreign keys lead to a key, of the types of the columns that lead there."""
        done = False
        nodes = self._sentence.references.nodes
        altered = next(iter(self._sentence.references.relations.values()), None)
        for each in nodes:
            if kind_of(each.node) != "Constraint" or not each.node.HasField("pktable"):
                continue
            relation = self._stubs.relations.get((each.node.pktable.schemaname, each.node.pktable.relname))
            if relation is None or relation.key:
                continue
            relation.key = tuple(strings(each.node.pk_attrs)) or ("id",)
            column = nodes[each.parent].node
            type_ = type_of(column.type_name) if kind_of(column) == "ColumnDef" else TEXT
            relation.columns |= dict.fromkeys(relation.key, type_)
            if altered in self._stubs.relations:
                self._stubs.relations[altered].columns |= dict.fromkeys(strings(each.node.fk_attrs), TEXT)
            done = True
        return done

    # Other things

    def _thing(self, kind: str, name: str) -> bool:
        """Make up what is no table, or a relation that has to be of some kind."""
        schema, _, own = name.rpartition(".")
        if kind in KINDS:
            is_new = (schema, own) not in self._stubs.relations and not is_own_relation((schema, own))
            if is_new:
                self._stubs.relations[schema, own] = Relation(KINDS[kind])
            return is_new
        is_new = (kind, name) not in self._stubs.things and not schema and not name.startswith("pg_")
        if kind == "database":
            is_new = is_new and self._everything
            self._sentence.how = "alone" if is_new else self._sentence.how
        if is_new:
            self._stubs.things[kind, name] = None
        return is_new

    def _kind(self, name: str, kind: str) -> bool:
        relation = next((each for (_, known), each in self._stubs.relations.items() if known == name), None)
        if relation is None or relation.kind == KINDS[kind]:
            return False
        relation.kind = KINDS[kind]
        return True

    def _index(self, name: str, table: str) -> bool:
        relation = next((each for (_, known), each in self._stubs.relations.items() if known == table), None)
        if relation is None or relation.index:
            return False
        relation.index = name
        return True

    def _renamed(self) -> bool:
        """Name the throw-away database in the place of the one that a REINDEX is for; it has to be the own one."""
        sql = self._sentence.sql
        names = [each for each in lex_sql(sql, "postgresql") if each.kind in {"word", "quoted"}]
        is_new = self._everything and sql[names[-1].start :] != USER
        if is_new:
            self._sentence.reword(sql[: names[-1].start] + USER)
        return is_new

    # Types and values

    def _types(self, refusal: Refusal) -> bool:
        function = self._sentence.function_at(refusal)[1] if refusal.code == "42883" else ""
        if function and not is_known_function(function):
            return False
        if self._is_reworded(refusal):
            return True
        is_retyped = self._is_retyped(refusal)
        if is_retyped:
            self.trouble = self.trouble or refusal.message
        return is_retyped

    def _is_retyped(self, refusal: Refusal) -> bool:
        """Give columns that were made up another type: those nearest to where the server has its trouble."""
        if found := _IS_OF_TYPE.match(refusal.message):
            targets = [(key, name) for key, name in self._sentence.references.targets if name == found[1]]
            return any(
                key in self._stubs.relations and self._retype([(key, name)], _SAID_TYPE.findall(found[2]))
                for key, name in targets
            )
        if refusal.position:
            near = self._sentence.references.near(refusal.position - 1)
            columns = next(filter(None, (list(dict.fromkeys(self._made_up(each))) for each in near)), [])
        else:
            columns = [(key, name) for key, each in self._stubs.relations.items() for name in each.columns]
            columns = columns if len(columns) == 1 else []
        return bool(columns) and self._retype(columns, _SAID_TYPE.findall(refusal.message))

    def _made_up(self, references: Iterable[Reference]) -> Iterator[tuple[Key, str]]:
        """The columns that were made up, of those that are named."""
        relations = self._stubs.relations
        for each in references:
            key = next((key for key in each.keys if key in relations and each.name in relations[key].columns), None)
            if key is not None:
                yield key, each.name

    def _retype(self, columns: Sequence[tuple[Key, str]], said: Iterable[str]) -> bool:
        """Give columns the next type together: one that the server speaks of, else the next of all.

        Args:
            columns: Relations and names.
            said: Types that its message names.
        """
        now = {self._stubs.relations[key].columns[name] for key, name in columns}
        tried = [self._tried.setdefault(column, {TEXT}) for column in columns]
        for type_ in (*(each for each in said if each not in now), *_TYPES):
            if not all(type_ in each for each in tried):
                for (key, name), each in zip(columns, tried, strict=True):
                    self._stubs.relations[key].columns[name] = type_
                    each.add(type_)
                return True
        return False

    def _is_reworded(self, refusal: Refusal) -> bool:
        """Put another value where one is left open."""
        if not refusal.code.startswith("22") or not self._others:
            return False
        self._sentence.reword(self._others.pop(0))
        return True
