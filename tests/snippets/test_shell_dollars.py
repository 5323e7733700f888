"""Variables that stand beside each other in a word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText

TEXTS = ["-", "/", ".", ",", "+", "-x-", ".log", ":", "--"]


def names(text: str) -> list[str]:
    """The variables of a text, in its order."""
    return [use.name for chunk in split_shell(SourceText("x", text).whole(), "").chunks for use in chunk.variables]


@pytest.mark.parametrize(
    "text",
    [
        "echo $a-$b-$c",
        "name=$a-$b-$c",
        "aws s3 cp x s3://$a/$b/$c-$d.sql",
        "rm -rf $a/$b/$c/*",
        "cat x > /srv/$a/$b/$c.log",
        "echo k$a$b-- $c",
        'ssh db1 "cat /srv/$a/$b/$c"',
        "echo $(date -d $a-$b-$c)",
    ],
)
def test_each_is_found(text: str) -> None:
    """None is taken for text, however many stand in the word."""
    assert names(text) == sorted({sign for sign in "abcd" if f"${sign}" in text})


def test_a_value_of_three_is_one_assignment() -> None:
    """The rest of a value is no command."""
    (chunk,) = split_shell(SourceText("x", "name=$a-$b-$c").whole(), "").chunks
    assert [each.tool for each in chunk.invocations] == [""]


@given(
    st.lists(
        st.tuples(st.sampled_from(["$p", "$q", "${r}", "${s}"]), st.sampled_from(TEXTS)),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["echo {}", "v={}", "cp a {}", "ls > {}", 'echo "{}"', "if [ {} = b ]; then echo; fi"]),
)
def test_any_word_of_variables(parts: list[tuple[str, str]], command: str) -> None:
    """What stands between two of them hides neither."""
    word = "".join(f"{variable}{text}" for variable, text in parts)
    assert names(command.format(word)) == [variable.strip("${}") for variable, _ in parts]


def test_a_long_text_takes_no_time() -> None:
    """Parsing it once more is bounded."""
    begun = time.process_time()
    names("echo " + "$a-$b/$c." * 2_000)
    assert time.process_time() - begun < 20
