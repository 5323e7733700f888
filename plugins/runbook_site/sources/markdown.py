"""Markdown, read by CommonMark's rules and the extensions that runbooks are written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runbook_site.sources.front_matter import split_front_matter
from runbook_site.sources.lines import Quarry, with_plain_line_ends
from runbook_site.sources.markdown_block import BlockNotes
from runbook_site.sources.markdown_label import option_labels
from runbook_site.sources.markdown_parser import markdown_parser
from runbook_site.sources.markdown_parts import Comment, Fence, Heading, Link, Markdown, Task
from runbook_site.sources.markdown_reader import MarkdownReader

if TYPE_CHECKING:
    from markdown_it.token import Token

    from runbook_site.sources.text import MappedText

__all__ = ["Comment", "Fence", "Heading", "Link", "Markdown", "Task", "markdown_tokens", "parse_markdown"]


def parse_markdown(text: MappedText) -> Markdown:
    """Read a Markdown text: a whole file, or a field of one.

    It never fails: whatever the text is, it is some Markdown. Beyond CommonMark 0.31.2 it knows tables,
    attribute lists, task lists, YAML front matter (at the top of a file alone), labels, and admonitions and
    tabs whose content is indented by four. A fence counts at any indentation, and ends a block of HTML that an
    empty line would end.
    """
    plain = with_plain_line_ends(text)
    front_matter, body = split_front_matter(plain) if plain.file_offset(0) == 0 else (None, plain)
    tokens, env = markdown_tokens(body)
    notes = env["notes"]
    reader = MarkdownReader(notes.quarry, markdown_parser(), env)
    reader.read(tokens)
    labels = tuple(dict.fromkeys((*reader.labels, *option_labels(body.text))))
    return Markdown(
        body=body,
        front_matter=front_matter,
        headings=tuple(reader.headings),
        fences=tuple(reader.fences),
        links=tuple(reader.links),
        comments=tuple(reader.comments),
        tasks=tuple(reader.tasks),
        anchors=tuple(dict.fromkeys((*reader.anchors, *labels))),
        labels=labels,
        unread=tuple(body.span(start, end) for start, end in notes.unread),
    )


def markdown_tokens(body: MappedText) -> tuple[list[Token], dict[str, Any]]:
    """The blocks of a text without front matter, as `parse_markdown` reads them, and its link definitions.

    Args:
        body: The text. Its lines end in line feeds alone.

    Returns:
        Tokens of markdown-it whose inline content is not parsed yet, each block's place in
        ``meta["placed"]``; and the environment to parse that content in.
    """
    env: dict[str, Any] = {"notes": BlockNotes(Quarry(body))}
    tokens: list[Token] = []
    parser = markdown_parser()
    parser.block.parse(body.text, parser, env, tokens)
    return tokens, env
