"""Code blocks and comments of Markdown that end elsewhere than their author believes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runbook_site.sources.finding import Finding
from runbook_site.sources.markdown import Fence, Markdown

_MARKER_LINE = re.compile(r"^ {0,3}(`{2,}|~{2,})[ \t]*$", re.MULTILINE)
_FENCE_LINE = re.compile(r"^ {0,3}(`{3,}+|~{3,}+)([^\n]*+)$", re.MULTILINE)


def fence_findings(markdown: Markdown) -> tuple[Finding, ...]:
    """What is wrong with the ends of code blocks and comments, in the text's order."""
    text_end = len(markdown.body.text.rstrip())
    fences = [fence for fence in markdown.fences if not fence.indented]
    findings = [finding for fence in fences for finding in _of_fence(fence, text_end)]
    for comment in markdown.comments:
        if not comment.closed:
            message = "the comment that begins here never ends: all that follows is hidden; add '-->'"
            findings.append(Finding("unterminated-comment", message, comment.span))
    for span in markdown.unread:
        message = "lists and quotes are nested too deep here: what stands in them was not read"
        findings.append(Finding("nested-too-deep", message, span))
    return tuple(sorted(findings, key=lambda finding: finding.span))


def _of_fence(fence: Fence, text_end: int) -> Iterator[Finding]:
    if not fence.closed:
        where = "at the end of the file" if fence.end >= text_end else "where the list item or quote around it ends"
        message = f"the code block that begins here has no closing '{fence.markup}', and ends {where}; close it"
        yield Finding("unterminated-fence", message, fence.opening)
    elif (line := _line_of(_other_opening(fence), fence)) is not None:
        message = (
            f"the code block that begins here runs over the one that begins in line {line}: "
            f"a closing '{fence.markup}' is missing between them"
        )
        yield Finding("unterminated-fence", message, fence.opening)
    yield from _short_closing(fence)


def _short_closing(fence: Fence) -> Iterator[Finding]:
    # In a block of four backticks three may be content; two are content in none that ends as it should.
    longest = 2 if fence.closed else len(fence.markup) - 1
    for match in _MARKER_LINE.finditer(fence.text.text):
        marker = match[1]
        if marker[0] == fence.markup[0] and len(marker) <= longest:
            message = f"'{marker}' is too short to close the code block that was opened with '{fence.markup}'"
            span = fence.text.span(match.start(1), match.end(1))
            yield Finding("short-closing-fence", message, span, alternatives=(fence.markup,))
            return


def _other_opening(fence: Fence) -> int | None:
    for match in _FENCE_LINE.finditer(fence.text.text):
        marker, info = match[1], match[2].strip()
        if marker[0] == fence.markup[0] and len(marker) >= len(fence.markup) and info and "`" not in info:
            return match.start(1)
    return None


def _line_of(offset: int | None, fence: Fence) -> int | None:
    return None if offset is None else fence.text.position(offset).line
