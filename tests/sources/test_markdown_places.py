"""Whatever a code block stands in, its characters are those of the file."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from runbook_site.sources.markdown import Markdown, parse_markdown
from runbook_site.sources.text import SourceText

PLAIN = MarkdownIt("commonmark").enable("table").disable("inline")

CONTENT = st.text(alphabet="ab$ \t`~>-#1.\f\x85\u2028\0é", max_size=12)
PROSE = st.sampled_from(["", "text", "# Heading", "- item", "1. one", "> quote", "***", "text\n==="])


@st.composite
def fences(draw: st.DrawFn) -> list[str]:
    """The lines of a fence, perhaps never closed, perhaps by too few characters."""
    marker = draw(st.sampled_from("`~")) * draw(st.integers(3, 5))
    indent = " " * draw(st.integers(0, 3))
    closing = draw(st.sampled_from([[marker], [marker + "~"], [marker[1:]], [marker + "  "], []]))
    info = draw(st.sampled_from(["", "sh", " console # a", "{.bash}", "ls $(x)"]))
    return [indent + line for line in [marker + info, *draw(st.lists(CONTENT, max_size=4)), *closing]]


def contained(lines: list[str], opening: str, following: str) -> list[str]:
    """The lines inside a list item or a quote."""
    return [(opening if index == 0 else following) + line for index, line in enumerate(lines)]


CONTAINERS = [("- ", "  "), ("1. ", "   "), ("10.  ", "     "), ("> ", "> "), (">", ">"), ("-\t", "\t"), ("- ", "\t")]
ADMONITION = ["!!! note", ""]


@st.composite
def documents(draw: st.DrawFn, *, admonitions: bool) -> str:
    """Fences and prose in lists, quotes and admonitions inside each other, with any line ends."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        part = draw(fences()) if draw(st.booleans()) else [draw(PROSE)]
        for _ in range(draw(st.integers(0, 4))):
            if admonitions and draw(st.booleans()):
                part = [*ADMONITION, *contained(part, "    ", "    ")]
            else:
                part = contained(part, *draw(st.sampled_from(CONTAINERS)))
        lines += [*part, *[""] * draw(st.integers(0, 2))]
    return draw(st.sampled_from(["\n", "\r\n", "\r"])).join(lines)


def read(text: str) -> Markdown:
    """Read the text as a whole file."""
    return parse_markdown(SourceText("page.md", text).whole())


def stands_for(character: str, written: str) -> bool:
    """Whether the file has this character there, or what CommonMark makes it of."""
    return character == written or (character, written) in {("\n", "\r"), (" ", "\t"), ("\ufffd", "\0")}


@given(documents(admonitions=True))
def test_every_character_of_a_block_is_in_the_file(text: str) -> None:
    """A finding inside a code block points at what it speaks of."""
    for fence in read(text).fences:
        places = [fence.text.file_offset(index) for index in range(len(fence.text.text))]
        assert all(stands_for(*pair) for pair in zip(fence.text.text, (text[at] for at in places), strict=True))
        assert places == sorted(places)
        assert [at for at in set(places) if places.count(at) > 1 and text[at] != "\t"] == []


@given(documents(admonitions=False))
def test_the_blocks_are_those_of_commonmark(text: str) -> None:
    """A parser that knows nothing of places finds the same code blocks with the same content."""
    markdown = read(text)
    expected = [token for token in PLAIN.parse(text) if token.type in ("fence", "code_block")]
    # An indented code block that is a fence for Python-Markdown is one here.
    assume(not any(token.type == "code_block" and re.match(r"\s*(```|~~~)", token.content) for token in expected))
    assert [(fence.indented, fence.text.text.rstrip("\n")) for fence in markdown.fences] == [
        (token.type == "code_block", token.content.rstrip("\n")) for token in expected
    ]


@given(documents(admonitions=True))
def test_each_span_begins_and_ends_with_its_block(text: str) -> None:
    """The span of a fence begins with its opening characters, and that of a closed one ends with its closing."""
    source = SourceText("page.md", text)
    for fence in read(text).fences:
        written = text[source.offset(fence.span.start) : source.offset(fence.span.end)]
        assert written.startswith(fence.markup)
        assert not fence.closed or fence.indented or written.rstrip(" \t").endswith(fence.markup)


@given(st.text(alphabet="[]()!<>abc#`*_{}&;:/-|= \t\n\r\\\"'\0", max_size=120))
def test_any_text_is_some_markdown(text: str) -> None:
    """Nothing that can be typed stops the reader, and every link lies inside the file."""
    for link in read(text).links:
        assert SourceText("page.md", text).offset(link.span.end) <= len(text)
