"""Whether programs for jq and awk balance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.checks.shell.program_brackets import awk_fault, jq_fault, program_fault
from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText


@pytest.mark.parametrize(
    ("program", "fault"),
    [
        ('.items[] | select(.x == "a")', ""),
        ('.items[] | select(.x == "a"', "'(' is not closed"),
        (".items[ | .x", "'[' is not closed"),
        (".items[)", "'[' is closed by ')'"),
        ("{a: .a}}", "'}' closes nothing"),
        ('"a (" + "]"', ""),
        (r'"\(.a | "x\(.b)") of {"', ""),
        (r'"\(.a', "'\\(' is not closed"),
        (r'"\(.a]"', "']' closes nothing"),
        ('.a | "x', "a text in quotes is not ended"),
        (r'"\\" | "\""', ""),
        (".a # (", ""),
        (".a | # nothing", ""),
        (".items[] |", "nothing stands behind the last '|'"),
        ('"|"', ""),
    ],
)
def test_jq(program: str, fault: str) -> None:
    """Brackets count outside of texts and comments, and inside of what is put into a text."""
    assert jq_fault(program) == fault


@pytest.mark.parametrize(
    ("program", "fault"),
    [
        ("{print $1}", ""),
        ("{print $1", "'{' is not closed"),
        ("print $1}", "'}' closes nothing"),
        ("{print substr($1, 2}", "'(' is closed by '}'"),
        ('{print "}"}', ""),
        ('{print "}', "a text in quotes is not ended"),
        ("/[{(]/ {print}", ""),
        ("$1 ~ /^{/ {print $1 / 2}", ""),
        ('{gsub(/\\//, "-"); print}', ""),
        ("{print $NF / 1024 / 1024}", ""),
        ("{print (1) / 2 # {", ""),
        ("NR > 1 # {", ""),
        ("{a /= 2; print a", "'{' is not closed"),
        ("$3 => 5", "'=>' is no operator; '>=' compares"),
        ('$3 >= 5 && /=>/ {print "=>"}', ""),
    ],
)
def test_awk(program: str, fault: str) -> None:
    """Brackets count outside of texts, comments and patterns; where a slash may be either, nothing is said."""
    assert awk_fault(program) == fault


@pytest.mark.parametrize(
    ("command", "word"),
    [
        ("jq -r --arg a '(' '.x[' f", "'.x['"),
        ("awk -F '[' -v a='{' '{print' f", "'{print'"),
        ("jq -e '.x[' f", "'.x['"),
        ("jq -f '(' f", ""),
        ("jq -rf '(' f", ""),
        ("awk -f '{' f", ""),
        ("jq '.[\"'$a'\"' f", ""),
        ("yq '.a[' f", ""),
        ("jq", ""),
        ("jq .a '('", ""),
    ],
)
def test_where_the_program_stands(command: str, word: str) -> None:
    """It is the first word that is no option's value; one with a variable, or in a file, is not known."""
    call = split_shell(SourceText("x", command).whole(), "").chunks[0].invocations[0]
    found = program_fault(call.tool, call.argv)
    assert (found[0].text if found else "") == word


NESTED = st.recursive(
    st.sampled_from([".a", '"(["', "# ]\n.b"]),
    lambda inner: st.tuples(st.sampled_from(["()", "[]", "{}"]), inner).map(
        lambda pair: pair[0][0] + pair[1] + pair[0][1]
    ),
    max_leaves=5,
)


@given(NESTED)
def test_what_balances_is_left_alone(program: str) -> None:
    """However deep it goes; and with one bracket more it no longer does."""
    assert jq_fault(program) == ""
    assert jq_fault(f"({program}") != ""
    assert jq_fault(f"{program}\n]") != ""


@given(st.text(alphabet="()[]{}\"'\\/|#a1 \n", max_size=200))
def test_any_text_is_read(program: str) -> None:
    """Whatever it is, an answer comes."""
    assert isinstance(jq_fault(program) + awk_fault(program), str)
