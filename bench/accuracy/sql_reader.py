"""Where SQL stands in a sample, and whether PostgreSQL reads it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import postgast

from bench.accuracy.shell_reader import read_shell

if TYPE_CHECKING:
    from bench.accuracy.sample import Sample

_STATEMENT = re.compile(
    r"\s*(?:SELECT|WITH|UPDATE|DELETE|INSERT|VACUUM|CREATE|DROP|ALTER|REINDEX|BEGIN|SHOW|EXPLAIN|GRANT|REVOKE|ANALYZE"
    r"|SET)\b"
)
_META = re.compile(r"^\\.*$", re.MULTILINE)


def sql_spans(sample: Sample) -> list[tuple[int, int]]:
    """Start and end of each stretch of SQL: in strings and heredocs of a shell text, between meta-commands of psql."""
    if sample.language == "sql":
        return [(0, len(sample.text))]
    if sample.language == "psql":
        edges = [0, *(edge for line in _META.finditer(sample.text) for edge in line.span()), len(sample.text)]
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return [(start, end) for start, end in pairs if sample.text[start:end].strip()]
    shell = read_shell(sample.text)
    inside = [(start + 1, end - 1) for start, end in shell.quoted]
    found = [span for span in (*inside, *shell.heredocs) if _STATEMENT.match(sample.text[slice(*span)])]
    # Strings inside of statements may look like statements: the outermost counts.
    return [one for one in found if not any(each != one and each[0] <= one[0] and one[1] <= each[1] for each in found)]


@lru_cache(maxsize=10_000)
def parses(text: str) -> bool:
    """Whether PostgreSQL's own parser takes a text."""
    try:
        postgast.parse(text)
    except postgast.PgQueryError:
        return False
    return True
