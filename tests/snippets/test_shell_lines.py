"""A line ends a command, whatever stands before it and behind it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText

_WORDS = st.sampled_from(["a", "-n", "5", "'x y'", '"$v"', "k=v", "--all", "./f", "$(w)", "{}"])
_REDIRECTS = st.sampled_from(["", "", "", " > f", " 2>/dev/null", " >> f 2>&1", " < in", " &> f"])
_JOINTS = st.sampled_from([" | ", " | ", " | ", " |\n  ", " && ", " || ", " \\\n  | "])
_ENDS = st.sampled_from(["\n", "\n", "\n\n", " # note\n", "\n# note\n", ";\n", " &\n"])


@st.composite
def _commands(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Commands in lines, with the name of each: p0, p1 … in order."""
    text = ""
    names: list[str] = []
    for _ in range(draw(st.integers(1, 5))):
        members = draw(st.integers(1, 5))
        for at in range(members):
            names.append(f"p{len(names)}")
            text += " ".join([names[-1], *draw(st.lists(_WORDS, max_size=3))])
            text += draw(_REDIRECTS) if at in (0, members - 1) else ""
            text += draw(_JOINTS) if at < members - 1 else ""
        if draw(st.integers(0, 4)) == 0:
            text += " <<E\nnot a command > here\nE"
            text += "\n"
        else:
            text += draw(_ENDS)
    return text, names


def _tools(text: str) -> list[str]:
    return [each.tool for chunk in split_shell(SourceText("x", text).whole(), "").chunks for each in chunk.invocations]


@given(_commands())
@settings(max_examples=300, deadline=None)
def test_every_command_is_found(commands: tuple[str, list[str]]) -> None:
    """Each is a command of its own; none becomes a word of another."""
    text, names = commands
    assert [each for each in _tools(text) if each.startswith("p")] == names


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("ls /d | sort | head\nrm -rf / > out\n", ["ls", "sort", "head", "rm"]),
        ("du -x | sort | tail -n 20\n\n# why\nfind / -type f -size +5M 2>/dev/null\n", ["du", "sort", "tail", "find"]),
        ("a | b | c | d\npsql <<E\nx\nE\ne\n", ["a", "b", "c", "d", "psql", "e"]),
        ("if x; then\na | b | c\nd > f\nfi\n", ["x", "a", "b", "c", "d"]),
        ("a | b | c\n> f\nd\n", ["a", "b", "c", "", "d"]),
        ("a | b | c\nd | e | f\ng | h | i > x\n", list("abcdefghi")),
        ('bash -c "a | b | c\nd > f"\n', ["bash", "a", "b", "c", "d"]),
        ("a | b | c \\\n  d > f\n", ["a", "b", "c"]),
        ("a | b | export X\nd > f\n", ["a", "b", "export", "d"]),
    ],
)
def test_behind_long_pipelines(text: str, tools: list[str]) -> None:
    """A redirection in a line does not draw that line to the pipeline before it."""
    assert _tools(text) == tools


def test_entries_begin_and_end_where_they_did() -> None:
    """The text of an entry is that of the file, without the line break behind it."""
    text = "# First\na | b | c\n\n# Second\nd > f\n"
    chunks = split_shell(SourceText("x", text).whole(), "").chunks
    assert [(chunk.title, chunk.text.text) for chunk in chunks] == [("First", "a | b | c"), ("Second", "d > f")]
