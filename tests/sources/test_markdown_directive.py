"""MyST directives: which hold Markdown, which hold code, and where their content stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.sources.markdown import Fence, parse_markdown
from runbook_site.sources.text import SourceText


def _fences(text: str) -> tuple[Fence, ...]:
    return parse_markdown(SourceText("page.md", text).whole()).fences


def _told(text: str) -> list[tuple[str, str, int]]:
    """Info string, content and the line on which the content begins, of every code block."""
    return [(fence.info, fence.text.text, fence.text.position(0).line) for fence in _fences(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("````{note}\n```sh\ndf\n```\n````\n", [("sh", "df\n", 3)], id="longer fence"),
        pytest.param("```{tip}\n~~~sh\ndf\n~~~\n```\n", [("sh", "df\n", 3)], id="other fence"),
        pytest.param(
            "`````{tab-set}\n````{tab-item} Linux\n```sh\ndf\n```\n````\n`````\n", [("sh", "df\n", 4)], id="tabs"
        ),
        pytest.param("````{warning}\n:class: dropdown\n\n```sh\ndf\n```\n````\n", [("sh", "df\n", 5)], id="options"),
        pytest.param("````{note}\n---\nclass: x\n---\n```sh\ndf\n```\n````\n", [("sh", "df\n", 6)], id="YAML options"),
        pytest.param("1. Look:\n\n   ~~~{note}\n   ```sh\n   df\n   ```\n   ~~~\n", [("sh", "df\n", 5)], id="list"),
        pytest.param("````{note}\n```sh\ndf\n", [("sh", "df\n", 3)], id="never closed"),
    ],
)  # fmt: skip
def test_a_directive_of_markdown_is_looked_into(text: str, told: list[tuple[str, str, int]]) -> None:
    """A command in a note or a tab is a command: it is not hidden by the fence around it."""
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(":::{code-block} sh\ndf\n:::\n", [("{code-block} sh", "df\n", 2)], id="colons"),
        pytest.param("::::{code} sh\n:::\n::::\n", [("{code} sh", ":::\n", 2)], id="longer colons"),
        pytest.param(":::{code-block} sh\n:caption: Look\ndf\n:::\n", [("{code-block} sh", "df\n", 3)], id="options"),
        pytest.param("```{code-block} sh\n:linenos:\ndf\n```\n", [("{code-block} sh", "df\n", 3)], id="backticks"),
        pytest.param("- a\n\n  :::{code} sh\n  df\n    -h\n  :::\n", [("{code} sh", "df\n  -h\n", 4)], id="in a list"),
        pytest.param("```sh\n:linenos:\n```\n", [("sh", ":linenos:\n", 2)], id="no directive"),
        pytest.param(":::{note}\n\n```sh\ndf\n```\n\n:::\n", [("sh", "df\n", 4)], id="colons that hold Markdown"),
        pytest.param("````{list-table}\n```sh\ndf\n```\n````\n", [("{list-table}", "```sh\ndf\n```\n", 2)], id="data"),
    ],
)  # fmt: skip
def test_a_directive_of_code_is_a_code_block(text: str, told: list[tuple[str, str, int]]) -> None:
    """Colons open a code block where the directive says so, and a directive's options are no part of the code."""
    assert _told(text) == told


def test_what_stands_behind_a_directive_is_outside() -> None:
    """The page goes on behind the closing line, with its headings, and options give no heading."""
    markdown = parse_markdown(SourceText("a.md", "# A\n\n```{note}\n---\nx: y\n---\ntext\n```\n\n## B\n").whole())
    assert [(heading.text, heading.nested) for heading in markdown.headings] == [("A", False), ("B", False)]


def test_an_open_directive_is_told() -> None:
    """Code that nothing closes is not closed by silence."""
    (fence,) = _fences(":::{code-block} sh\ndf\n")
    assert (fence.text.text, fence.closed, fence.markup) == ("df\n", False, ":::")


_LINES = st.sampled_from(
    ["```{note}", "````{tip}", "```", "````", ":::{code-block} sh", ":::", "::::", ":a: b", "---", "", "df -h", "- a"]
)


@given(st.lists(_LINES, max_size=16).map("\n".join))
def test_every_character_stands_where_it_says(text: str) -> None:
    """However directives stand inside each other, a finding in them points at what it speaks of."""
    for fence in _fences(text):
        places = [fence.text.file_offset(at) for at in range(len(fence.text.text))]
        assert fence.text.text == "".join(text[at] for at in places)
        assert places == sorted(set(places))
