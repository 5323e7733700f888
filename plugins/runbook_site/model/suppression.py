"""Rules told not to speak, in HTML comments of Markdown."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.model.document import Suppression
from runbook_site.sources.finding import Finding

if TYPE_CHECKING:
    from runbook_site.sources.markdown import Comment, Fence, Markdown

_MARKER = re.compile(r"\s*runbook-site\s*:")
_WORDS = re.compile(r"\s*(?P<verb>[\w-]+)\s+(?P<rule>[a-z0-9]+(?:-[a-z0-9]+)*)\s*(?::(?P<reason>.*))?", re.DOTALL)
_FORMS = ("runbook-site: allow RULE: reason", "runbook-site: allow-file RULE: reason")


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
            findings.append(_unknown(comment))
            continue
        index = bisect_left(blocks, comment.span.end)
        following = markdown.fences[index] if index < len(blocks) else None
        heading = bisect_left(headings, comment.span.end) - 1
        scope = comment.span
        if words["verb"] == "allow-file":
            if index > 0:
                findings.append(_too_low(comment))
                continue
            source = markdown.body.source
            scope = source.span(0, len(source.text))
        elif following is not None and _index(following) == heading:
            scope = following.span
        suppression = Suppression(words["rule"], " ".join((words["reason"] or "").split()), comment.span, scope)
        found.append(suppression)
        if following is not None and scope == following.span:
            by_block[index] = (*by_block.get(index, ()), suppression)
    return Suppressions(tuple(found), by_block, tuple(findings))


def _unknown(comment: Comment) -> Finding:
    written = " ".join(comment.text.text.split())[:80]
    return Finding(
        "invalid-suppression",
        f"'{written}' is meant for runbook-site and says nothing that it knows; write '{_FORMS[0]}'",
        comment.span,
        alternatives=_FORMS,
    )


def _too_low(comment: Comment) -> Finding:
    return Finding(
        "invalid-suppression",
        "'allow-file' stands below a code block that it would cover; move it above the first one",
        comment.span,
    )


def _index(fence: Fence) -> int:
    return -1 if fence.heading_index is None else fence.heading_index
