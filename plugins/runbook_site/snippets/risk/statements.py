"""What an SQL statement does, by its class, the functions that it calls and its words.

Sources: PostgreSQL documentation, "SQL Commands", "System Administration Functions" and "psql".
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.snippets.risk.effect import READ, UNKNOWN, Effect, changes, destroys, reads, unknown
from runbook_site.snippets.risk.functions import function_effect
from runbook_site.snippets.sql_lexer import lex_sql
from runbook_site.snippets.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runbook_site.snippets.snippet import Statement

_KINDS: Mapping[str, Effect] = (
    reads(
        """
        SelectStmt, VariableShowStmt, VariableSetStmt, ExplainStmt, TransactionStmt, DeclareCursorStmt, FetchStmt
        ClosePortalStmt, ListenStmt, UnlistenStmt, PrepareStmt, DeallocateStmt, DiscardStmt, ConstraintsSetStmt, Use
        """
    )
    | changes("InsertStmt, UpdateStmt, DeleteStmt, MergeStmt", "changes rows")
    | changes("CopyStmt", "copies rows")
    | changes("VacuumStmt", "rewrites or measures tables")
    | changes("ReindexStmt, ClusterStmt, RefreshMatViewStmt", "builds anew what it names")
    | changes(
        "GrantStmt, GrantRoleStmt, AlterDefaultPrivilegesStmt, CreatePolicyStmt, AlterPolicyStmt", "changes rights"
    )
    | changes("CreateRoleStmt, AlterRoleStmt, AlterRoleSetStmt, ReassignOwnedStmt", "changes roles")
    | changes("AlterSystemStmt, CheckPointStmt, NotifyStmt, LockStmt", "changes the server")
    | destroys("DropStmt, DropRoleStmt, DropdbStmt, DropSubscriptionStmt, DropTableSpaceStmt", "drops what it names")
    | destroys("DropOwnedStmt, DropUserMappingStmt", "drops what it names")
    | destroys("TruncateStmt", "deletes every row")
    | unknown("DoStmt, CallStmt, ExecuteStmt, LoadStmt", "runs code that is not read here")
)
_EVERY_ROW = Effect("destructive", "has no WHERE and touches every row")
_KIND_BEGINS = {"Create": "makes what it names", "Alter": "alters what it names"}
_OTHER_CHANGES = word_set(
    "IndexStmt ViewStmt RenameStmt CommentStmt RuleStmt DefineStmt CompositeTypeStmt SecLabelStmt "
    "ImportForeignSchemaStmt"
)

_META: Mapping[str, Effect] = (
    reads(
        r"""
        \a, \c, \connect, \conninfo, \C, \cd, \crosstabview, \echo, \qecho, \warn, \elif, \else, \endif, \if, \encoding
        \errverbose, \f, \g, \gdesc, \gset, \gx, \h, \help, \H, \html, \l, \list, \p, \print, \parse, \bind, \prompt
        \pset
        \q, \quit, \r, \reset, \s, \set, \sf, \sv, \t, \T, \timing, \unset, \watch, \x, \z, \?, \copyright, \G, \close
        """
    )
    | changes(r"\o, \out, \w, \write", "writes a file")
    | changes(r"\copy", "copies rows")
    | changes(r"\password", "changes a password")
    | changes(r"\lo_import, \lo_export", "copies a large object")
    | destroys(r"\lo_unlink", "deletes a large object")
    | unknown(r"\!", "runs a shell command")
    | unknown(
        r"\i, \ir, \include, \include_relative, \gexec, \e, \edit, \ef, \ev, \setenv", "runs what does not stand here"
    )
)

_BY_FIRST_WORD = {
    "SELECT": "SelectStmt",
    "WITH": "SelectStmt",
    "VALUES": "SelectStmt",
    "TABLE": "SelectStmt",
    "SHOW": "VariableShowStmt",
    "SET": "VariableSetStmt",
    "EXPLAIN": "ExplainStmt",
    "DESCRIBE": "ExplainStmt",
    "DESC": "ExplainStmt",
    "INSERT": "InsertStmt",
    "REPLACE": "InsertStmt",
    "UPDATE": "UpdateStmt",
    "DELETE": "DeleteStmt",
    "MERGE": "MergeStmt",
    "DROP": "DropStmt",
    "TRUNCATE": "TruncateStmt",
    "CREATE": "CreateStmt",
    "ALTER": "AlterTableStmt",
    "GRANT": "GrantStmt",
    "REVOKE": "GrantStmt",
    "VACUUM": "VacuumStmt",
    "ANALYZE": "VacuumStmt",
    "OPTIMIZE": "VacuumStmt",
    "REINDEX": "ReindexStmt",
    "COPY": "CopyStmt",
    "LOAD": "CopyStmt",
    "CALL": "CallStmt",
    "EXEC": "CallStmt",
    "EXECUTE": "ExecuteStmt",
    "BEGIN": "TransactionStmt",
    "START": "TransactionStmt",
    "COMMIT": "TransactionStmt",
    "ROLLBACK": "TransactionStmt",
    "USE": "Use",
    "KILL": "AlterSystemStmt",
    "FLUSH": "AlterSystemStmt",
    "PURGE": "TruncateStmt",
    "RESET": "VariableSetStmt",
}
_KNOWN = ("read", "change", "destructive")
_RUNS_FUNCTIONS = word_set("SelectStmt InsertStmt UpdateStmt DeleteStmt MergeStmt CopyStmt ExplainStmt")
"""Statements that call the functions that they name; others keep them for later."""


def statement_effects(statement: Statement) -> list[tuple[str, Effect]]:
    """What a statement does, with the words to name it by: ``DELETE FROM``, ``pg_terminate_backend()``.

    The worst that is known of it, and what is not known, if anything.
    """
    if statement.kind.startswith("\\"):
        return [_meta_effect(statement)]
    words = _words(statement.text.text)
    kind = statement.kind
    if kind not in _KINDS and kind not in _OTHER_CHANGES and not kind.startswith(tuple(_KIND_BEGINS)):
        kind = _BY_FIRST_WORD.get(words[0] if words else "", "")
    found = [(_label(words), _kind_effect(kind, words, statement))]
    found += [(_label(words), effect) for effect in _hidden_effects(words, statement)]
    strangers = statement.dialect == "postgresql" and kind in _RUNS_FUNCTIONS and not _is_only_explained(words)
    for name in statement.functions:
        effect = function_effect(name, strangers=strangers)
        found += [(f"{name}()", effect)] if effect is not None else []
    known = [each for each in found if each[1].risk != "unknown"]
    worst = max(known, key=lambda each: _KNOWN.index(each[1].risk), default=(_label(words), READ))
    open_ones = [each for each in found if each[1].risk == "unknown"][:1]
    if not open_ones and not statement.kind and worst[1].risk == "read":
        open_ones = [(_label(words), Effect("unknown", "does not parse"))]
    return [worst, *open_ones]


def _is_only_explained(words: Sequence[str]) -> bool:
    return words[:1] == ["EXPLAIN"] and "ANALYZE" not in words


def _words(text: str) -> list[str]:
    """The unquoted words of a statement in capitals."""
    return [text[token.start : token.end].upper() for token in lex_sql(text, "postgresql") if token.kind == "word"]


def _label(words: Sequence[str]) -> str:
    count = 2 if words[:1] and words[0] in {"DROP", "DELETE", "CREATE", "ALTER", "INSERT", "TRUNCATE"} else 1
    return " ".join(words[:count])


def _kind_effect(kind: str, words: Sequence[str], statement: Statement) -> Effect:
    refined = _refined(kind, words, statement)
    if refined is not None:
        return refined
    if kind in _KINDS:
        return _KINDS[kind]
    for begin, does in _KIND_BEGINS.items():
        if kind.startswith(begin):
            return Effect("change", does)
    return Effect("change", "changes the database") if kind in _OTHER_CHANGES else UNKNOWN


def _refined(kind: str, words: Sequence[str], statement: Statement) -> Effect | None:
    """What the class alone does not tell."""
    effect: Effect | None = None
    if kind in {"UpdateStmt", "DeleteStmt"} and not (statement.has_where and "WHERE" in words):
        effect = _EVERY_ROW
    elif kind == "AlterTableStmt" and _follows(words, "DROP", {"COLUMN", "PARTITION", "CONSTRAINT"}):
        effect = Effect("destructive", "drops a part of the table")
    elif kind == "VacuumStmt" and "FULL" in words:
        effect = Effect("change", "rewrites the table and locks it meanwhile")
    elif kind == "VariableSetStmt" and {"GLOBAL", "PERSIST"} & set(words[:3]):
        effect = Effect("change", "changes the server's settings")
    elif kind == "TransactionStmt" and {"PREPARE", "PREPARED"} & set(words):
        effect = Effect("change", "prepares or ends a transaction that outlives its session")
    elif kind == "CopyStmt":
        effect = Effect("change", "loads rows") if "FROM" in words else READ
    return effect


def _hidden_effects(words: Sequence[str], statement: Statement) -> list[Effect]:
    """What a statement does besides its class: in WITH, under EXPLAIN ANALYZE, in SELECT INTO."""
    if _is_only_explained(words):
        return []
    effects: list[Effect] = []
    if _follows(words, "DELETE", {"FROM"}) or _follows(words, "MERGE", {"INTO"}) or _follows(words, "INSERT", {"INTO"}):
        effects.append(Effect("change", "changes rows"))
    if not statement.has_where:
        effects.append(_EVERY_ROW)
    if "UPDATE" in words and "SET" in words[words.index("UPDATE") :]:
        effects.append(Effect("change", "changes rows"))
    if words[:1] == ["SELECT"] and "INTO" in words and "INSERT" not in words:
        effects.append(Effect("change", "makes a table"))
    return effects


def _follows(words: Sequence[str], word: str, followers: set[str]) -> bool:
    return any(first == word and second in followers for first, second in pairwise(words))


def _meta_effect(statement: Statement) -> tuple[str, Effect]:
    name = statement.kind
    base = name.rstrip("+S") or name
    if name in _META or base in _META:
        return name, _META.get(name, _META.get(base, READ))
    if name.startswith("\\d") and not name.startswith("\\do_"):
        return name, READ
    return name, Effect("unknown", "is not known to this tool")
