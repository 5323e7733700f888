"""Input for psql: meta-commands and SQL in one text, alone or in a session."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.snippets.psql import split_psql, split_psql_chunks
from runbook_site.sources.text import MappedText, SourceText


def _text(text: str) -> MappedText:
    return SourceText("page.md", text).whole()


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("\\dt+\nSELECT 1;", [("\\dt+", "\\dt+"), ("SelectStmt", "SELECT 1")]),
        ("\\x\n\\timing on\n\\conninfo", [("\\x", "\\x"), ("\\timing", "\\timing on"), ("\\conninfo", "\\conninfo")]),
        ("SELECT 1 AS a \\gset\nSELECT 2;",
         [("SelectStmt", "SELECT 1 AS a"), ("\\gset", "\\gset"), ("SelectStmt", "SELECT 2")]),
        ("SELECT 1\n\\watch 5", [("SelectStmt", "SELECT 1"), ("\\watch", "\\watch 5")]),
        ("\\x \\\\ SELECT 1;", [("\\x", "\\x"), ("SelectStmt", "SELECT 1")]),
        ("\\copy carts FROM 'carts.csv' CSV", [("\\copy", "\\copy carts FROM 'carts.csv' CSV")]),
        ("SELECT '\\d';", [("SelectStmt", "SELECT '\\d'")]),
        ("COPY carts FROM STDIN;\n1\tit's; one\n\\.\nSELECT 1;",
         [("CopyStmt", "COPY carts FROM STDIN"), ("SelectStmt", "SELECT 1")]),
    ],
)  # fmt: skip
def test_meta_commands_and_statements(text: str, statements: list[tuple[str, str]]) -> None:
    """A meta-command runs to the end of its line, ends the statement in front of it, and is one itself."""
    split = split_psql(_text(text))
    assert [(statement.kind, statement.text.text) for statement in split.statements] == statements
    assert split.problems == ()


def test_what_a_meta_command_describes_is_its_relation() -> None:
    r"""The table of ``\d`` and ``\copy`` is known as that of a statement is."""
    split = split_psql(_text("\\d+ shop.carts\n\\copy items TO 'items.csv'\n\\x on"), ("psql",), 2)
    assert [statement.relations for statement in split.statements] == [("shop.carts",), ("items",), ()]
    assert {(statement.via, statement.parent) for statement in split.statements} == {(("psql",), 2)}


def test_a_session_gives_one_entry_a_command_with_its_output() -> None:
    """Prompts go, output stays beside the command, and comments above are titles."""
    text = "shop=# SELECT 1,\nshop-# 2;\n a | b \n---+---\n(1 row)\n\n-- Tables\nshop=# \\dt\n"
    first, second = split_psql_chunks(_text(text))
    assert (first.text.text, first.output) == ("SELECT 1,\n2;", " a | b \n---+---\n(1 row)")
    assert (second.title, second.text.text, second.language, second.risk) == ("Tables", "\\dt", "psql", "read")


@settings(max_examples=150)
@given(st.text(alphabet="\\dx;'$=#>- \n1aé:", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    """Any input is split without an error."""
    for chunk in split_psql_chunks(_text(text)):
        assert chunk.text.text.strip()
