"""SQL blocks come apart by their comments."""

from __future__ import annotations

import pytest

from runbook_site.snippets.sql_chunks import split_sql_chunks
from runbook_site.sources.text import SourceText


def _entries(text: str) -> list[tuple[str, str]]:
    chunks = split_sql_chunks(SourceText("page.md", text).whole(), "postgresql")
    return [(chunk.title, chunk.text.text) for chunk in chunks]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("SELECT 1;\n\nSELECT 2;\n", [("", "SELECT 1;\n\nSELECT 2;")]),
        ("-- Count\nSELECT 1;\n\n-- Drop\nDROP TABLE t;\nSELECT 2;", [("Count", "SELECT 1;"),
         ("Drop", "DROP TABLE t;\nSELECT 2;")]),
        ("SELECT 1;\n-- Then\nSELECT 2;", [("", "SELECT 1;"), ("Then", "SELECT 2;")]),
        ("-- One\n-- and two\nSELECT 1;", [("One and two", "SELECT 1;")]),
        ("/* Count them */\nSELECT 1;", [("Count them", "SELECT 1;")]),
        ("-- Count\nSELECT a, -- the first\n  -- the second\n  b\nFROM t;", [
         ("Count", "SELECT a, -- the first\n  -- the second\n  b\nFROM t;")]),
        ("SELECT 1;  -- one\nSELECT 2;", [("", "SELECT 1;  -- one\nSELECT 2;")]),
        ("SELECT 1;\n-- nothing below", [("", "SELECT 1;")]),
        ("-- only a comment", []),
        ("SELECT '\n-- no comment\n';", [("", "SELECT '\n-- no comment\n';")]),
        ("  -- Indented\n  SELECT 1;", [("Indented", "  SELECT 1;")]),
    ],
)  # fmt: skip
def test_a_comment_begins_an_entry(text: str, entries: list[tuple[str, str]]) -> None:
    """A comment between statements is the title of what follows; inside of one it is a part of it."""
    assert _entries(text) == entries


def test_an_entry_carries_what_is_known_of_it() -> None:
    """Statements, variables, risk and problems belong to the entry that they stand in."""
    text = "-- Look\nSELECT :'a';\n-- Clean\nDELETE FROM carts;\n-- Broken\nSELEC 1;"
    look, clean, broken = split_sql_chunks(SourceText("page.md", text).whole(), "postgresql")
    assert (look.risk, [use.name for use in look.variables], look.language) == ("read", ["a"], "sql")
    assert (clean.risk, clean.risk_reasons) == ("destructive", ("`DELETE FROM` has no WHERE and touches every row",))
    assert (broken.risk, [problem.span.start.line for problem in broken.problems]) == ("unknown", [6])
