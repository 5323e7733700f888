"""What counts as front matter."""

from __future__ import annotations

import pytest

from runbook_site.sources.front_matter import unclosed_keys
from runbook_site.sources.markdown import parse_markdown
from runbook_site.sources.text import SourceText


@pytest.mark.parametrize(
    ("text", "inside", "body"),
    [
        ("---\ntitle: a\n---\nb\n", "title: a\n", "b\n"),
        ("---  \r\ntitle: a\r\n...\r\nb\r\n", "title: a\n", "b\n"),
        ("---\n# comment\n'a b': 1\n---", "# comment\n'a b': 1\n", ""),
        ("---\n---\nb", "", "b"),
        ("---\na: [broken\n---\nb", "a: [broken\n", "b"),
        ("---\na: |\n  x\n\n  y\n---\nb", "a: |\n  x\n\n  y\n", "b"),
    ],
)
def test_front_matter_is_taken_off(text: str, inside: str, body: str) -> None:
    """What stands between the lines is not part of the text."""
    markdown = parse_markdown(SourceText("page.md", text).whole())
    assert markdown.front_matter is not None
    assert (markdown.front_matter.text, markdown.body.text) == (inside, body)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nNote: this is prose.\n\n---\n",
        "---\nSome prose here\n---\n",
        "---\ntitle: never closed\n",
        "\n---\ntitle: a\n---\n",
        "----\ntitle: a\n----\n",
        "---\n- a: b\n---\n",
        "text\n---\ntitle: a\n---\n",
    ],
)
def test_a_thematic_break_is_no_front_matter(text: str) -> None:
    """A text that begins with a line is read from that line on."""
    markdown = parse_markdown(SourceText("page.md", text).whole())
    assert markdown.front_matter is None
    assert markdown.body.text == text


def test_places_below_front_matter_are_those_of_the_file() -> None:
    """Lines are counted from the top of the file."""
    (fence,) = parse_markdown(SourceText("page.md", "---\r\na: b\r\n---\r\n\r\n```\r\nls\r\n```\r\n").whole()).fences
    assert (fence.span.start.line, fence.text.position(0).line) == (5, 6)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("---\ntitle: never closed\n", ("title",)),
        ("--- \r\ntitle: a\r\ntags:\r\n- b\r\n  - c\r\n\r\n# Heading\r\n", ("title", "tags")),
        ("---\ntitle: a\n# Heading\n", ("title",)),
        ("---\ntitle: a\n----\ntext\n", ("title",)),
        ("---\ntitle: a\n --- \ntext\n", ("title",)),
        ('---\n"title": a\nOwner: b\n```sh\nls\n```\n', ("title", "Owner")),
    ],
)
def test_front_matter_without_an_end_is_seen(text: str, keys: tuple[str, ...]) -> None:
    """Fields below an opening line that nothing closes, or nearly closes, are named."""
    assert unclosed_keys(text) == keys


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n\ntitle: after an empty line\n",
        "---\nNote: read this first.\n\n# Restart\n",
        "---\nnote: read this first,\nthen go on.\n",
        "---\nSome prose: with a colon\n",
        "---\n- title: a\n",
        "---\nhttps://shop.example\n",
        "---\n# Restart\n\ntitle: a\n",
        "---\ntitle: a\n---\n",
        "---\r\ntitle: a\r\n...\r\n",
        "----\ntitle: a\n",
        "text\n---\ntitle: a\n",
    ],
)
def test_prose_below_a_thematic_break_is_left_in_peace(text: str) -> None:
    """A line across the page, and words with a colon below it, promise no fields."""
    assert unclosed_keys(text) == ()
