"""Characters of a word processor in SQL: what a fix leaves is the statement that was meant."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.sql.pasted import pasted_in
from runbook_site.checks.sql.statements import placed_statements

if TYPE_CHECKING:
    from tests.checks.conftest import Examples

PATH = "runbook_src/shop/database.md"
PAGE = "# Database\n\n```{}\n{}\n```\n"


def mended(examples: Examples, language: str, body: str) -> str:
    """A block with the fixes of the rule applied."""
    page = PAGE.format(language, body)
    found = [each for each in examples.check({PATH: page}).findings if each.rule == "pasted-character"]
    assert found
    lines = page.split("\n")
    edits = [edit for each in found if each.fix is not None for edit in each.fix.edits]
    for edit in sorted(edits, key=lambda each: each.span, reverse=True):
        start, end = edit.span.start, edit.span.end
        line = lines[start.line - 1]
        lines[start.line - 1] = line[: start.column - 1] + edit.text + line[end.column - 1 :]
    return "\n".join(lines[3:-2])


@pytest.mark.parametrize(
    ("language", "body", "fixed"),
    [
        ("sql", "SELECT 1 FROM a WHERE b = \u2018c\u2019", "SELECT 1 FROM a WHERE b = 'c'"),
        ("sql", "SELECT\u00a01\u00a0\u00a0FROM a", "SELECT 1  FROM a"),
        ("sql", "SELECT a\u200b FROM b WHERE c = 'd\u200b'", "SELECT a FROM b WHERE c = 'd'"),
        ("bash", "psql <<'E'\nSELECT \u2018a\u2019;\nE", "psql <<'E'\nSELECT 'a';\nE"),
        ("bash", 'psql -c "SELECT\u00a01"', 'psql -c "SELECT 1"'),
    ],
)
def test_fix_mends_it(examples: Examples, language: str, body: str, fixed: str) -> None:
    """A fix makes of a statement what its author typed."""
    assert mended(examples, language, body) == fixed


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("bash", "psql -c 'SELECT \u2018a\u2019'"),
        ("sql", "SELECT 1 FROM \u201cOrder\u201d"),
        ("sql", "SELECT 1 \u2014 all"),
    ],
)
def test_no_fix_where_it_is_not_certain(examples: Examples, language: str, body: str) -> None:
    """Quotes that would end the shell's, and characters that may stand for several, are left to the author."""
    assert mended(examples, language, body) == body


@pytest.mark.parametrize("unit", ["\u2018", "\u2018a'", "\u00a0x", "\u2018\u201d", "'\u2018", "\u2013-"])
def test_none_overlaps_another(examples: Examples, unit: str) -> None:
    """However often they come, and whatever stands between them, each character is told once."""
    examples.write({PATH: PAGE.format("sql", f"SELECT {unit * 20_000}")})
    places = [(each.start, each.end) for place in placed_statements(examples.project()) for each in pasted_in(place)]
    assert places
    assert all(before[1] <= after[0] for before, after in pairwise(places))
