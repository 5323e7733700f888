"""The words in which a server is asked: nothing is run that must not be, and what is open has a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.proofs.preparation.question import Question
from runbook_site.proofs.preparation.trying import Trying
from runbook_site.proofs.preparation.wording import Wording, wording
from runbook_site.snippets.sql import split_sql
from runbook_site.sources.text import SourceText


def worded(text: str) -> Wording | None:
    """The words for the one statement in a text."""
    (statement,) = split_sql(SourceText("a.sql", text).whole(), "postgresql").statements
    return wording(statement.text.text, statement.readable)


@pytest.mark.parametrize(
    ("text", "sql"),
    [
        ("SELECT a FROM b WHERE c = <d>", "SELECT a FROM b WHERE c = NULL"),
        ("SELECT f(<a>, x.<b>) FROM x", "SELECT f(NULL, x._1_) FROM x"),
        ("SELECT a FROM <b> ORDER BY <c>", "SELECT a FROM _0_ ORDER BY _1_"),
        ("SELECT '<a>' LIMIT <n>", "SELECT '_0_' LIMIT NULL"),
        ("COPY a (b, c) FROM PROGRAM 'id'", 'SELECT "b", "c" FROM "a"'),
        ("COPY a.b TO '/etc/passwd'", 'SELECT * FROM "a"."b"'),
        ("COPY (SELECT f(')') FROM a) TO PROGRAM 'id'", "SELECT f(')') FROM a"),
    ],
)
def test_what_is_asked(text: str, sql: str) -> None:
    """A value becomes one of every type, a name stays a name, and a COPY becomes a query."""
    words = worded(text)
    assert words is not None
    assert (words.sql, words.how) == (sql, "prepare")


@pytest.mark.parametrize(
    "text", ["BEGIN", "PREPARE TRANSACTION 'x'", "EXECUTE q", "FETCH c", "LOAD 'x'", "DO LANGUAGE x ''"]
)
def test_what_is_never_asked(text: str) -> None:
    """What means nothing by itself, would end the transaction around it, or loads what is not there."""
    assert worded(text) is None


def test_a_value_in_quotes_is_tried_in_several_ways() -> None:
    """A text of any kind would not do for a number or a time."""
    words = worded("SELECT now() - interval '<n> days'")
    assert words is not None
    assert words.sql == "SELECT now() - interval '_0_ days'"
    assert words.others[0] == "SELECT now() - interval '1 days'"


@pytest.mark.parametrize("body", ["BEGIN END", "BEGIN x := 'it''s \\n'; END", "$a$ $$", "'); DROP DATABASE shop; --"])
def test_the_body_of_a_do_stays_inside_of_its_quotes(body: str) -> None:
    """Whatever is in it, it is one literal of one statement."""
    words = worded(f"DO $body${body}$body$")
    assert words is not None
    made = split_sql(SourceText("a.sql", words.sql).whole(), "postgresql")
    assert (len(made.statements), made.problems) == (1, ())
    assert made.statements[0].kind == "CreateFunctionStmt"


WORDS = (
    "SELECT FROM WHERE a b.c * ( ) , ; = 'x' '<x>' <x> 5 WITH AS JOIN USING ON UPDATE SET INSERT INTO VALUES DELETE "
    "COPY TO STDIN DO $$ GROUP BY ORDER UNION CREATE TABLE INDEX DROP ALTER ADD COLUMN int RETURNING excluded.a LATERAL"
)
PARTS = st.sampled_from(WORDS.split())


@given(st.lists(PARTS, max_size=25).map(" ".join))
def test_any_text_can_be_asked_about(text: str) -> None:
    """Of every statement in it there is a question, or none is needed."""
    for statement in split_sql(SourceText("a.sql", text).whole(), "postgresql").statements:
        words = wording(statement.text.text, statement.readable) if statement.kind else None
        assert words is None or isinstance(Trying(words).question, Question)
