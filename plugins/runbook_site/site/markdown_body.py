"""A Markdown text as the lines of a page: headings, and everything between them as HTML."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from runbook_site.site.markup import markdown_text, one_line
from runbook_site.site.prose import ProsePlace, block_text, parser, render_tokens
from runbook_site.site.raw_html import harmless_html
from runbook_site.sources.heading_id import HeadingIds
from runbook_site.sources.markdown import markdown_tokens
from runbook_site.sources.markdown_html import split_heading_attributes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from runbook_site.sources.markdown import Heading
    from runbook_site.sources.text import MappedText

_LOWEST = 6


def body_lines(body: MappedText, title: str, place: ProsePlace, headings: Sequence[Heading] = ()) -> Iterator[Markup]:
    """The lines of a page for a Markdown text.

    Headings at the top stay headings, so that the engine's table of contents and search know them. The
    first one is left out where it repeats the title. Every other block becomes one line of HTML.

    Args:
        body: The text, without front matter.
        title: The page's title.
        place: Where the text stands.
        headings: The text's headings, for the anchors that links from elsewhere may use.
    """
    tokens, env = markdown_tokens(body)
    env |= {"place": place, "lines": body.text.split("\n")}
    given = chain(headings, repeat(None))
    groups = list(_blocks(tokens))
    top = [(group, _heading_words(group)) for group in groups if group[0].type == "heading_open"]
    repeats_title = bool(top) and top[0][0][0].tag == "h1" and top[0][1] == title
    below = top[1:] if repeats_title else top
    deeper = int(any(group[0].tag == "h1" for group, _ in below))
    ids = HeadingIds()
    for group in _with_folds(groups):
        known = [next(given) for token in group if token.type == "heading_open"]
        if group[0].type != "heading_open":
            yield from _html_line(group, env)
        elif not repeats_title or group is not top[0][0]:
            words = _heading_words(group)
            yield from _anchors(ids.markdown(words), known[0])
            level = min(int(group[0].tag[1]) + deeper, _LOWEST)
            yield Markup(f"{'#' * level} {markdown_text(words) or '&#8203;'}")  # noqa: S704 - all references


def _html_line(group: list[Token], env: dict[str, Any]) -> Iterator[Markup]:
    html = one_line(render_tokens(group, env))
    if html:
        # What the author opened and did not close ends with this element.
        yield Markup("<div>{}</div>").format(html)


def _heading_words(group: list[Token]) -> str:
    """The words of a heading, without markup and without an attribute list."""
    markdown = parser()
    children: list[Token] = []
    markdown.inline.parse(split_heading_attributes(group[1].content)[0], markdown, {}, children)
    return "".join(_words(child) for child in children).strip()


def _words(token: Token) -> str:
    if token.type in ("text", "code_inline", "text_special", "image"):
        return token.content
    if token.type == "html_inline":
        return Markup(harmless_html(token.content, lambda _target: None)).striptags()  # noqa: S704 - for its text alone
    return " " if token.type in ("softbreak", "hardbreak") else ""


def _anchors(usual: str, heading: Heading | None) -> Iterator[Markup]:
    """Anchors of a heading besides the one that Python-Markdown gives it: the author's own, and GitHub's."""
    if heading is None:
        return
    for name in dict.fromkeys((heading.id, heading.github_id)):
        if name not in ("", usual):
            yield Markup('<div class="rbs-anchor" id="{}"></div>').format(name)


def _blocks(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Runs of tokens that make one block at the top."""
    depth = 0
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []
    if group:
        yield group


def _with_folds(groups: Sequence[list[Token]]) -> Iterator[list[Token]]:
    """The blocks; those between ``<details>`` and ``</details>`` are one, so that they fold together."""
    folded: list[Token] = []
    depth = 0
    for group in groups:
        for token in group:
            if token.type in ("html_block", "inline"):
                html = (block_text(token) if token.type == "html_block" else token.content).lower()
                depth = max(0, depth + html.count("<details") - html.count("</details"))
        if not folded and depth == 0:
            yield group
            continue
        folded += group
        if depth == 0:
            yield folded
            folded = []
    if folded:
        yield folded
