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
    split = split_psql(_text("\\d+ shop.carts\n\\copy items TO 'items.csv'\n\\x on\n\\d <my table>\n\\d :t"))
    relations = [statement.relations for statement in split.statements]
    assert relations == [("shop.carts",), ("items",), (), ("<my table>",), (":t",)]


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("\\set id 3\nSELECT :id, :'id', :\"id\", :x;", [("id", True)] * 3 + [("x", False)]),
        ("SELECT :id; \\set id 3", [("id", False)]),
        ("\\set a :b\n\\echo :a ':c'", [("b", False), ("a", True)]),
        ("SELECT 1 AS n, max(ts), c.id::text, 2 FROM c \\gset\n\\echo :n :max :id :c",
         [("n", True), ("max", True), ("id", True), ("c", False)]),
        ("INSERT INTO t VALUES (:x) RETURNING id AS n \\gset p_\nSELECT :p_n, :n;",
         [("x", False), ("p_n", True), ("n", False)]),
        ("SELECT 1 AS a UNION SELECT 2 \\gset\nSELECT :a;", [("a", True)]),
        ("SELECT FROM WHERE \\gset\n\\gset\nSELECT :a;", [("a", False)]),
        ("\\prompt 'Which? ' id\n\\getenv h HOST\nSELECT :id, :'h';", [("id", True), ("h", True)]),
        ("\\copy (SELECT :x) TO 'f'\n\\! echo :x", []),
        ("-- One\n\\set id 3\n-- Two\nSELECT :id;", [("id", True)]),
        ("shop=# \\set id 3\nshop=# SELECT :id;", [("id", True)]),
    ],
)  # fmt: skip
def test_variables_know_whether_they_are_set(text: str, uses: list[tuple[str, bool]]) -> None:
    """What psql itself sets in front of a use, the reader need not; in other entries of the block too."""
    found = [use for chunk in split_psql_chunks(_text(text)) for use in chunk.variables]
    assert [(use.name, use.assigned_here) for use in found] == uses
    assert all(use.syntax == "psql" for use in found)


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
