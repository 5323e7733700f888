"""Ways around in PostgreSQL's syntax tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.snippets.sql import SqlSource, split_source
from runbook_site.snippets.sql_postgresql import syntax_tree
from runbook_site.snippets.sql_tree import Offsets, inner, name_places, output_name
from runbook_site.sources.text import SourceText

QUERY = "select {} from t"


@pytest.mark.parametrize(
    ("expression", "name"),
    [
        ("a.b", "b"),
        ("count(*)", "count"),
        ("a::text", "a"),
        ("'x'::text", "text"),
        ("case when a then b end", "case"),
        ("case when a then b else c end", "c"),
        ("coalesce(a, b)", "coalesce"),
        ("greatest(a, b)", "greatest"),
        ("nullif(a, b)", "nullif"),
        ("current_user", "current_user"),
        ("(select x from t)", "x"),
        ("exists (select 1)", "exists"),
        ("array(select 1)", "array"),
        ("array[1]", "array"),
        ("1 + 1", "?column?"),
        ("not a", "?column?"),
        ("(a).b", None),
    ],
)
def test_output_name(expression: str, name: str | None) -> None:
    """An expression gives its column the name that PostgreSQL gives it, or none where that is not certain."""
    tree = syntax_tree(QUERY.format(expression))
    assert output_name(inner(inner(tree.target_list[0]).val)) == name


def test_name_places() -> None:
    """Each part of a qualified name has its own place."""
    text = 'x pg_catalog . "a b".c rest'
    assert [text[start:end] for start, end in name_places(text, 2)] == ["pg_catalog", '"a b"', "c"]
    assert name_places(text, 1) == []


@given(st.text(max_size=20), st.integers(0, 20))
def test_offsets(text: str, at: int) -> None:
    """An offset in bytes is that of the same character."""
    text = text.encode("utf-8", "ignore").decode()
    at = min(at, len(text))
    assert Offsets(text)(len(text[:at].encode())) == at


@given(st.lists(st.sampled_from(["select ", ":x", ":'y'", ':"z"', "<pod>", " from t where a = ", "é", "; ", "1"])))
def test_what_the_grammar_reads_is_as_long(pieces: list[str]) -> None:
    """A place in the text that the grammar read is the same place in the text as written."""
    text = SourceText("t.sql", "".join(pieces)).whole()
    for statement in split_source(text, SqlSource("postgresql", psql=True)).statements:
        assert len(statement.readable) == len(statement.text.text)
