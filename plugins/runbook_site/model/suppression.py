"""Rules told not to speak, in comments of Markdown and of YAML."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.model.document import Suppression
from runbook_site.sources.finding import Finding
from runbook_site.sources.yaml_comment import YamlComments

if TYPE_CHECKING:
    from runbook_site.sources.markdown import Fence, Markdown
    from runbook_site.sources.text import MappedText, Span
    from runbook_site.sources.yaml_tree import YamlTree

NAME = "runbook-site"
"""How a comment begins that is meant for the tool."""

_MARKER = re.compile(rf"\s*{NAME}\s*:")
_WORDS = re.compile(r"\s*(?P<verb>[\w-]+)\s+(?P<rule>[a-z0-9]+(?:-[a-z0-9]+)*)\s*(?::(?P<reason>.*))?", re.DOTALL)
_FORMS = (f"{NAME}: allow RULE: reason", f"{NAME}: allow-file RULE: reason")


@dataclass(frozen=True)
class Suppressions:
    """What the comments of a text say.

    Attributes:
        all: Every suppression, in the text's order.
        by_block: Those for each code block, by its index.
        findings: Comments that are meant for the tool and say nothing that it knows.
    """

    all: tuple[Suppression, ...]
    by_block: dict[int, tuple[Suppression, ...]]
    findings: tuple[Finding, ...]


def read_suppressions(markdown: Markdown) -> Suppressions:
    """Read ``<!-- runbook-site: allow RULE: reason -->`` and ``allow-file``.

    ``allow`` covers the next code block, if no heading stands between; where there is none it covers only
    itself, and so suppresses nothing. ``allow-file`` covers the file, and stands above every code block.
    """
    found: list[Suppression] = []
    by_block: dict[int, tuple[Suppression, ...]] = {}
    findings: list[Finding] = []
    blocks = [fence.span.start for fence in markdown.fences]
    headings = [heading.span.start for heading in markdown.headings]
    for comment in markdown.comments:
        marker = _MARKER.match(comment.text.text)
        if marker is None:
            continue
        words = _WORDS.fullmatch(comment.text.text, marker.end())
        if words is None or words["verb"] not in ("allow", "allow-file"):
            findings.append(_unknown(comment.text.text, comment.span))
            continue
        index = bisect_left(blocks, comment.span.end)
        following = markdown.fences[index] if index < len(blocks) else None
        heading = bisect_left(headings, comment.span.end) - 1
        scope = comment.span
        if words["verb"] == "allow-file":
            if index > 0:
                findings.append(_too_low("a code block", comment.span))
                continue
            scope = _whole_file(markdown.body)
        elif following is not None and _index(following) == heading:
            scope = following.span
        suppression = _suppression(words, comment.span, scope)
        found.append(suppression)
        if following is not None and scope == following.span:
            by_block[index] = (*by_block.get(index, ()), suppression)
    return Suppressions(tuple(found), by_block, tuple(findings))


def read_yaml_suppressions(trees: Sequence[YamlTree]) -> tuple[tuple[Suppression, ...], tuple[Finding, ...]]:
    """Read ``# runbook-site: allow RULE: reason`` and ``allow-file``.

    ``allow`` on a line of its own covers the next field or item, with all that is in it, unless that is
    indented less; behind a value it covers the line. ``allow-file`` covers the file, and stands above
    everything else in it.

    Args:
        trees: The documents of one text.

    Returns:
        The suppressions in the text's order, and what is wrong with comments that are meant for the tool.
    """
    found: list[Suppression] = []
    findings: list[Finding] = []
    text = trees[0].text
    for comment in YamlComments(text, tuple(tree.root for tree in trees if tree.root)).beginning_with(NAME):
        marker = _MARKER.match(comment.text)
        if marker is None:
            continue
        words = _WORDS.fullmatch(comment.text, marker.end())
        if words is None or words["verb"] not in ("allow", "allow-file"):
            findings.append(_unknown(comment.text, comment.span))
        elif words["verb"] == "allow":
            found.append(_suppression(words, comment.span, comment.about))
        elif comment.at_top:
            found.append(_suppression(words, comment.span, _whole_file(text)))
        else:
            findings.append(_too_low("a field", comment.span))
    return tuple(found), tuple(findings)


def _suppression(words: re.Match[str], span: Span, scope: Span) -> Suppression:
    return Suppression(words["rule"], " ".join((words["reason"] or "").split()), span, scope)


def _whole_file(text: MappedText) -> Span:
    return text.source.span(0, len(text.source.text))


def _unknown(comment: str, span: Span) -> Finding:
    written = " ".join(comment.split())[:80]
    return Finding(
        "invalid-suppression",
        f"'{written}' is meant for {NAME} and says nothing that it knows; write '{_FORMS[0]}'",
        span,
        alternatives=_FORMS,
    )


def _too_low(below: str, span: Span) -> Finding:
    message = f"'allow-file' stands below {below} that it would cover; move it above the first one"
    return Finding("invalid-suppression", message, span)


def _index(fence: Fence) -> int:
    return -1 if fence.heading_index is None else fence.heading_index
