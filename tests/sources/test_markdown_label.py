"""Labels of MyST."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.sources.markdown import Markdown, parse_markdown
from runbook_site.sources.markdown_label import without_labels
from runbook_site.sources.text import SourceText

NAMES = st.from_regex(r"[\w./:-]{1,30}", fullmatch=True)


def parse(text: str) -> Markdown:
    """Read the text as a whole file."""
    return parse_markdown(SourceText("page.md", text).whole())


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("(shop:start)=\n# Start\n", ("shop:start",)),
        ("Text\n(a/b.c)=\nmore text\n", ("a/b.c",)),
        ("- item\n\n  (in-item)=\n  text\n", ("in-item",)),
        ("> (quoted)=\n> text\n", ("quoted",)),
        ("(one)=\n(two)=\n## Both\n", ("one", "two")),
        ("(spaces)=  \n", ("spaces",)),
        ("```{figure} load.png\n:name: load\n```\n", ("load",)),
        (":::{math}\n:label: sum of it\n:::\n", ("sum of it",)),
        ("::::{figure-md} the-load\n![](load.png)\n::::\n", ("the-load",)),
        ("```\n(in-code)=\n```\n\n    (in-code)=\n", ()),
        ("<!--\n(hidden)=\n-->\n", ()),
        ("(two words)=\n\n()=\n\n(a)= b\n\nb (a)=\n\n(a) =\n", ()),
    ],
)
def test_labels_are_found(text: str, labels: tuple[str, ...]) -> None:
    """A label is a line of its own, anywhere but in code and comments, or an option of a directive."""
    markdown = parse(text)
    assert markdown.labels == labels
    assert markdown.anchors == labels


def test_a_label_is_no_part_of_a_heading() -> None:
    """A heading that is underlined has no label among its words."""
    (heading,) = parse("(start)=\nStart\n=====\n").headings
    assert (heading.text, heading.id, heading.span.start.line) == ("Start", "start", 2)


@given(st.lists(NAMES, max_size=5))
def test_text_without_labels_has_none(names: list[str]) -> None:
    """What is left of a text has the other lines, in their order, and no label."""
    lines = [line for index, name in enumerate(names) for line in (f"({name})=", f"Line {index}.")]
    assert without_labels("\n".join(lines)) == "\n".join(f"Line {index}." for index in range(len(names)))


def test_what_looks_like_a_label_stays() -> None:
    """A sentence with brackets and a sign is prose."""
    assert without_labels("f (x)= y\n(x)= y\n") == "f (x)= y\n(x)= y\n"
