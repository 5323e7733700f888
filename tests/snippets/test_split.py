"""Blocks to snippets: the entry of the layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.model.document import Block
from runbook_site.snippets.split import ONLY_COMMENTS, split_block, with_line_feeds
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from runbook_site.snippets.snippet import Snippet


def _snippet(text: str, info: str = "bash", origin: Literal["command", "fence", "indented"] = "fence") -> Snippet:
    mapped = SourceText("a.md", text).whole()
    return split_block(Block(mapped, mapped.source.span(0, len(text)), info, origin, None), "postgresql")


def test_shell_block() -> None:
    """A labelled shell block falls into entries."""
    snippet = _snippet("# One\nkubectl get pods\n# Two\nls\n")
    assert (snippet.language, snippet.evidence, snippet.skipped, snippet.session) == ("shell", "declared", "", False)
    assert [(chunk.title, chunk.text.text) for chunk in snippet.chunks] == [("One", "kubectl get pods"), ("Two", "ls")]


def test_sql_block() -> None:
    """A labelled SQL block falls into entries as well."""
    snippet = _snippet("-- One\nselect 1;\n-- Two\nselect 2;\n", "sql")
    assert snippet.language == "sql"
    assert [(chunk.title, chunk.language) for chunk in snippet.chunks] == [("One", "sql"), ("Two", "sql")]


def test_session_is_split_at_output() -> None:
    """Commands up to the one that shows output are one entry, without prompts, with the output."""
    snippet = _snippet(
        "$ export NS=x\n$ kubectl get pods -n $NS\nNAME\nfoo\n$ kubectl delete pod foo\ndeleted\n", "console"
    )
    assert snippet.session
    assert [(chunk.text.text, chunk.output) for chunk in snippet.chunks] == [
        ("export NS=x\nkubectl get pods -n $NS", "NAME\nfoo"),
        ("kubectl delete pod foo", "deleted"),
    ]
    (use,) = snippet.chunks[0].variables
    assert (use.name, use.assigned_here, use.span.start.line, use.span.start.column) == ("NS", True, 2, 23)


def test_variables_live_on_from_one_command_of_a_session_to_the_next() -> None:
    """What an earlier entry of the session sets is set in the later ones."""
    snippet = _snippet("$ NS=x\n$ echo $NS\nx\n$ echo $NS $POD\nx\n", "console")
    assert [(use.name, use.assigned_here) for use in snippet.chunks[1].variables] == [("NS", True), ("POD", False)]


def test_a_client_started_in_a_session_is_another_language() -> None:
    """A psql prompt below a shell prompt gives an entry in psql."""
    snippet = _snippet("$ psql -d app\npsql (16.3)\napp=# select 1;\n ?column?\n----------\n        1\n", "console")
    assert [(chunk.language, chunk.text.text) for chunk in snippet.chunks] == [
        ("shell", "psql -d app"),
        ("psql", "select 1;"),
    ]


@pytest.mark.parametrize(
    ("text", "info", "skipped"),
    [
        ("# only\n# comments\n", "bash", ONLY_COMMENTS),
        ("-- only\n", "sql", ONLY_COMMENTS),
        ("a: 1\n", "yaml", "language: yaml"),
        ("", "bash", "empty"),
    ],
)
def test_skipped_blocks_say_why(text: str, info: str, skipped: str) -> None:
    """A block without commands has the reason, and no entries."""
    snippet = _snippet(text, info)
    assert snippet.skipped == skipped
    assert not snippet.chunks


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(line_end: str) -> None:
    """Heredocs, continuations and titles are found whatever ends a line; positions stay those of the file."""
    snippet = _snippet("# One\ncat <<E\nx\nE\n# Two\na \\\n  b $c\n".replace("\n", line_end))
    assert [(chunk.title, chunk.text.text) for chunk in snippet.chunks] == [
        ("One", "cat <<E\nx\nE"),
        ("Two", "a \\\n  b $c"),
    ]
    assert [word.value for word in snippet.chunks[1].invocations[0].argv] == ["a", "b", None]
    (use,) = snippet.chunks[1].variables
    assert (use.span.start.line, use.span.start.column) == (7, 5)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab\r\n"), max_size=20))
def test_line_feeds_keep_their_places(text: str) -> None:
    """Every character left stands at its own place in the file."""
    mapped = SourceText("a.md", text).whole()
    result = with_line_feeds(mapped)
    assert result.text == text.replace("\r\n", "\n").replace("\r", "\n")
    for at, character in enumerate(result.text):
        there = text[result.file_offset(at)]
        assert there == character or (there, character) == ("\r", "\n")


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=60) | st.text(st.sampled_from("$ #>=-'\"\\abc;:|<>(){}\n\r"), max_size=60),
    st.sampled_from(["", "bash", "console", "sql", "psql", "yaml", "shell=bash", "$(x)"]),
)
def test_any_block_can_be_split(text: str, info: str) -> None:
    """No block raises; it has entries, or a reason for having none."""
    snippet = _snippet(text, info)
    assert bool(snippet.chunks) != bool(snippet.skipped)
