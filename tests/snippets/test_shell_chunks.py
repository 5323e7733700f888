"""Shell texts to catalog entries: titles, boundaries, and that nothing is lost on the way."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.snippets.shell_chunks import ShellSplit, split_shell
from runbook_site.sources.text import SourceText


def _split(text: str) -> ShellSplit:
    return split_shell(SourceText("a.md", text).whole(), "postgresql")


def _entries(text: str) -> list[tuple[str, str]]:
    return [(chunk.title, chunk.text.text) for chunk in _split(text).chunks]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("a\n\nb\n", [("", "a\n\nb")]),
        ("# 1. Deploy to staging\na\n# Check it\nb\n", [("Deploy to staging", "a"), ("Check it", "b")]),
        ("a\n# Then\nb", [("", "a"), ("Then", "b")]),
        ("# One\n# and two\na", [("One and two", "a")]),
        ("# Section\n\n# Do\n\na", [("Do", "a")]),
        ("#!/bin/bash\na", [("", "a")]),
        ("#!/bin/bash\n# Do\na", [("Do", "a")]),
        ("a  # why\nb # and\n", [("", "a  # why\nb # and")]),
        ("if a; then\n  # inner\n  b\nfi", [("", "if a; then\n  # inner\n  b\nfi")]),
        ("cat <<E\n# text\nE\n# Next\nb", [("", "cat <<E\n# text\nE"), ("Next", "b")]),
        ("a |\n# mid\nb", [("", "a |\n# mid\nb")]),
        ("a \\\n  -b\n# Next\nc", [("", "a \\\n  -b"), ("Next", "c")]),
        ("# --- Check ---\na", [("Check", "a")]),
        ("# ------\na\n# ------\nb", [("", "a\n# ------\nb")]),
        ("# only\n# comments\n", []),
        ("# First\na\n\n# nothing below\n", [("First", "a")]),
        ("# Do\na )\nb", [("Do", "a )\nb")]),
        ("# Bad alone\na )\n# Next\nb", [("Bad alone", "a )"), ("Next", "b")]),
        ("  # Do\n  a\n  b", [("Do", "  a\n  b")]),
        ("echo '# no'\n# Yes\nb", [("", "echo '# no'"), ("Yes", "b")]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_entries(text: str, entries: list[tuple[str, str]]) -> None:
    """A comment above commands is their title; elsewhere it is a part of the text."""
    assert _entries(text) == entries


def test_parents_count_within_the_entry() -> None:
    """Each entry's commands and statements name their parents by index in the same entry."""
    split = _split("sudo a\n# Two\nb $(c)\nsudo psql -c 'select 1'")
    second = split.chunks[1]
    assert [(each.tool, each.parent) for each in second.invocations] == [
        ("b", None),
        ("c", 0),
        ("sudo", None),
        ("psql", 2),
    ]
    assert [(each.parent, each.via) for each in second.statements] == [(3, ("sudo", "psql"))]


def test_problems_go_to_the_entry_that_they_stand_in() -> None:
    """A bad line is a problem of its own entry, and of no other."""
    split = _split("# One\na\n# Two\nb )\nc")
    assert [[problem.span.start.line for problem in chunk.problems] for chunk in split.chunks] == [[], [4]]
    assert not split.problems


def test_a_text_that_is_too_large_is_one_entry_with_a_problem() -> None:
    """It stays copyable, and says that nothing was looked at."""
    (chunk,) = _split("echo x\n" * 10_000).chunks
    assert not chunk.invocations
    assert [problem.kind for problem in chunk.problems] == ["limit"]


_STATEMENTS = st.sampled_from(
    [
        "rec a 'b c' \"d  e\"",
        "rec $(echo x y)\nrec z",
        'V=7; rec "$V"',
        "rec v $V",
        "for i in 1 2; do\n  # inner\n  rec loop $i\ndone",
        "if rec t; then\n  rec yes\nelse\n  # not here\n  rec no\nfi",
        "rec one \\\n  two # trailing",
        "rec a | rec b",
        "cat <<E >/dev/null\n# text $V\nE",
        "cat <<'E' | while read -r line; do rec \"$line\"; done\nx y\n# z\nE",
        "{ rec g; rec h; } 2>&1",
        "f() {\n  rec in f \"$1\"\n}\nf '# no comment'",
        "rec '# quoted\n# lines'",
        "rec x && # why\n  rec y",
        "case $V in\n  # seven\n  7) rec seven ;;\n  *) rec other ;;\nesac",
    ]
)
_LINES = st.one_of(_STATEMENTS, _STATEMENTS, st.sampled_from(["# A title", "# 2. Another", "", "# ---", "#!/bin/sh"]))


def _recorded(scripts: list[str]) -> list[str]:
    """What the recorder saw of each script, all run by one bash, each in a subshell."""
    recorder = "rec() { printf '%s\\1' \"$@\"; printf '\\2'; } >&9\nexec 9>&1 >/dev/null </dev/null\n"
    body = "".join(f"(\n{script}\n:)\nprintf '\\3' >&9\n" for script in scripts)
    ran = subprocess.run(["bash", "--norc"], input=recorder + body, capture_output=True, text=True, check=True)
    return ran.stdout.split("\3")[:-1]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(_LINES, max_size=8).map("\n".join), min_size=1, max_size=10))
def test_entries_do_what_the_text_does(texts: list[str]) -> None:
    """Run one after the other, the entries call the same commands with the same words as the whole."""
    joined = ["\n".join(chunk.text.text for chunk in _split(text).chunks) for text in texts]
    for text in texts:
        assert not any(chunk.problems for chunk in _split(text).chunks), text
    assert _recorded(joined) == _recorded(texts)


@settings(max_examples=100, deadline=None)
@given(st.lists(_LINES, max_size=8).map("\n".join))
def test_an_entry_is_a_stretch_of_the_file(text: str) -> None:
    """What an entry's span covers in the file is its text, and entries come in order without overlap."""
    at = 0
    for chunk in _split(f"é😀\n{text}").chunks:
        span = chunk.text.span(0, len(chunk.text.text))
        source = chunk.text.source
        start, end = source.offset(span.start), source.offset(span.end)
        assert source.text[start:end] == chunk.text.text
        assert start >= at
        at = end


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab $\n\n#'\"<>()|&;{}\\`-!é\r\t"), max_size=60))
def test_any_text_can_be_split(text: str) -> None:
    """No text raises, and every command is in an entry."""
    for chunk in _split(text).chunks:
        assert all(each.parent is None or each.parent < len(chunk.invocations) for each in chunk.invocations)
