"""What a Markdown text consists of, each part with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from runbook_site.sources.text import MappedText, Span

LinkKind = Literal["link", "image", "autolink", "reference", "html"]
"""``[a](b)``, ``![a](b)``, ``<https://b>``, ``[a][b]`` or ``[b]`` with a definition, ``<a href="b">``."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, written with ``#`` or underlined.

    Attributes:
        level: 1 to 6.
        text: Its words, without markup, on one line; may be empty.
        id: The anchor that Python-Markdown's ``toc`` extension gives it, unique in the text.
        github_id: The anchor that GitHub gives it, unique in the text.
        span: The heading, underline included.
        start: Offset in `Markdown.body` of its first character.
        end: Offset in `Markdown.body` behind its last one.
        nested: Whether it stands inside a list, a quote or an admonition.
    """

    level: int
    text: str
    id: str
    github_id: str
    span: Span
    start: int
    end: int
    nested: bool


@dataclass(frozen=True)
class Fence:
    """A code block, fenced or indented.

    Attributes:
        info: The info string as written, without the spaces around it; empty for an indented block.
        text: Its content as a reader sees it: without the indents and quote marks of what it stands in.
        span: All of it, fence lines included.
        opening: Its first line, from the first character that belongs to it.
        markup: The characters of the opening fence; empty for an indented block.
        closed: Whether a fence has its closing line; an indented block needs none.
        indented: Whether it is a block by indentation alone.
        nested: Whether it stands inside a list, a quote or an admonition.
        heading_index: Index of the heading above it; ``None`` above the first.
        start: Offset in `Markdown.body` of its first character.
        end: Offset in `Markdown.body` behind its last one.
    """

    info: str
    text: MappedText
    span: Span
    opening: Span
    markup: str
    closed: bool
    indented: bool
    nested: bool
    heading_index: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image.

    Attributes:
        text: Its words, without markup.
        target: What it points at, as written, with escapes and entities resolved.
        span: All of it.
        kind: How it is written.
    """

    text: str
    target: str
    span: Span
    kind: LinkKind


@dataclass(frozen=True)
class Comment:
    """An HTML comment.

    Attributes:
        text: What stands between ``<!--`` and ``-->``.
        span: All of it.
        closed: Whether it ends; where it does not, it hides all that follows.
    """

    text: MappedText
    span: Span
    closed: bool


@dataclass(frozen=True, slots=True)
class Task:
    """A list item to tick off.

    Attributes:
        text: Its words.
        checked: Whether it is ticked.
        span: The item's first paragraph.
        heading_index: Index of the heading above it; ``None`` above the first.
    """

    text: str
    checked: bool
    span: Span
    heading_index: int | None


@dataclass(frozen=True)
class Markdown:
    r"""A Markdown text, read.

    Attributes:
        body: The text below the front matter; every line ends in ``\n`` alone.
        front_matter: The YAML between the ``---`` lines at the top, where there is any.
        headings: In the text's order, as all that follows.
        fences: Code blocks, fenced and indented.
        links: Links and images.
        comments: HTML comments.
        tasks: List items with a checkbox.
        anchors: Names on the page that a link can point at besides the headings' own.
        labels: Those names by which links of other pages can mean this place without naming the page (MyST).
        unread: Stretches that are nested too deep to be read.
    """

    body: MappedText
    front_matter: MappedText | None
    headings: tuple[Heading, ...]
    fences: tuple[Fence, ...]
    links: tuple[Link, ...]
    comments: tuple[Comment, ...]
    tasks: tuple[Task, ...]
    anchors: tuple[str, ...]
    labels: tuple[str, ...]
    unread: tuple[Span, ...]
