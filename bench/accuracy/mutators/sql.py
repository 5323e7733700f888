"""Names and keywords of SQL."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bench.accuracy.edit import misspelt, put
from bench.accuracy.sql_reader import parses, sql_spans
from runbook_site.checks.postgresql.catalog import catalog

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from random import Random

    from bench.accuracy.sample import Sample

_WORD = re.compile(r"'[^']*'|\"[^\"]*\"|(?<![\w:$\\])[A-Za-z_]\w*")
_SHORTEST = 3
_KEYWORDS = frozenset(
    [
        "SELECT",
        "FROM",
        "WHERE",
        "AND",
        "ORDER",
        "GROUP",
        "HAVING",
        "LIMIT",
        "JOIN",
        "LEFT",
        "BETWEEN",
        "INTERVAL",
        "UPDATE",
        "SET",
        "DELETE",
        "INSERT",
        "INTO",
        "VALUES",
        "RETURNING",
        "CREATE",
        "DROP",
        "ALTER",
        "INDEX",
        "TABLE",
        "CONCURRENTLY",
        "VACUUM",
        "ANALYZE",
        "REINDEX",
        "GRANT",
        "REVOKE",
        "EXPLAIN",
        "CASE",
        "WHEN",
        "THEN",
        "ELSE",
        "END",
        "COMMIT",
        "BEGIN",
        "EXISTS",
        "DESC",
        "FILTER",
        "CONFLICT",
        "SYSTEM",
        "DATABASE",
        "WITH",
    ]
)


def column_misspelt(sample: Sample, chance: Random) -> str | None:
    """A column that its system relation does not have: ``query_strat``."""
    words = list(_words(sample))
    named = {text.lower() for _, text, _ in words}
    made = {text for _, text, before in words if before.upper() == "AS"}
    system = {name for (_, name), _ in catalog().relations.items()} & named
    columns = {name for (_, relation), each in catalog().relations.items() if relation in system for name in each}
    # A name that the statement gives itself may be any.
    candidates = columns - system - made - _function_names()
    return _misspell(sample, words, candidates, chance)


def name_misspelt(sample: Sample, chance: Random) -> str | None:
    """A function or relation that does not exist: ``pg_stat_activty``."""
    words = list(_words(sample))
    made = {text for _, text, before in words if before.upper() == "AS"}
    relations = {name for (_, name) in catalog().relations}
    called = {text for start, text, _ in words if sample.text[start + len(text) :][:1] == "("}
    candidates = {text for _, text, _ in words if text in relations or (text in called and text in _function_names())}
    return _misspell(sample, words, candidates - made, chance)


def keyword_misspelt(sample: Sample, chance: Random) -> str | None:
    """A misspelt keyword that PostgreSQL's parser stumbles over: ``SELECT 1 FORM t``."""
    places = [(start, text) for start, text, _ in _words(sample) if text in _KEYWORDS]
    chance.shuffle(places)
    for start, text in places:
        span = next(each for each in sql_spans(sample) if each[0] <= start < each[1])
        if not parses(sample.text[slice(*span)]):
            continue
        new = misspelt(text, chance, lambda word: word not in _KEYWORDS and len(word) >= _SHORTEST)
        damaged = put(sample.text, start, start + len(text), new) if new else sample.text
        if not parses(damaged[span[0] : span[1] + len(damaged) - len(sample.text)]):
            return damaged
    return None


def _misspell(
    sample: Sample, words: list[tuple[int, str, str]], candidates: Container[str], chance: Random
) -> str | None:
    places = [(start, text) for start, text, _ in words if text in candidates and len(text) >= _SHORTEST]
    chance.shuffle(places)
    others = {text for _, text, _ in words}
    for start, text in places:
        new = misspelt(text, chance, lambda word: word.lower() not in _known() and word not in others)
        if new:
            return put(sample.text, start, start + len(text), new)
    return None


def _words(sample: Sample) -> Iterator[tuple[int, str, str]]:
    """Each word of the SQL in a sample that is no string: its place, itself, the word before it."""
    for start, end in sql_spans(sample):
        before = ""
        for found in _WORD.finditer(sample.text, start, end):
            if found[0][0] not in "'\"":
                yield found.start(), found[0], before
            before = found[0]


@cache
def _function_names() -> frozenset[str]:
    return frozenset(catalog().functions)


@cache
def _known() -> frozenset[str]:
    """Everything that a misspelt name could be by accident."""
    relations = {name for (_, name) in catalog().relations}
    columns = {name for each in catalog().relations.values() for name in each}
    return frozenset(
        {*relations, *columns, *_function_names(), *catalog().types, *(word.lower() for word in _KEYWORDS)}
    )
