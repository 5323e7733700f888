"""What ShellCheck says as findings of a rule, at their places in the runbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.shell.comment_intent import is_about_command
from runbook_site.checks.shell.shellcheck import shellcheck_results
from runbook_site.checks.shell.shellcheck_words import sentence
from runbook_site.sources.finding import Edit, Finding, Fix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.checks.shell.shell_text import ShellChunk
    from runbook_site.checks.shell.shellcheck import Comment

_WORD = re.compile(r"\S*")
_BROKEN_CONTINUATION = re.compile(r"\\[ \t]++\n[ \t]*+\Z")
_LONGEST_CONTINUATION = 200


def shellcheck_findings(
    subject: Subject,
    rule: str,
    codes: frozenset[int],
    *,
    about_values: bool = True,
    is_meant: Callable[[ShellChunk, Comment, int, int], bool] | None = None,
) -> Iterator[Finding]:
    """The comments with certain codes, on lines that were meant as commands.

    Args:
        subject: What is checked.
        rule: The rule that speaks.
        codes: Of which comments.
        about_values: Whether the comments are about what a word says, so that one on a placeholder means nothing.
        is_meant: Whether what a comment is about, from an offset to another, was meant as it is.

    Raises:
        ProgramError: ShellCheck is missing, or answers nothing that can be read.
    """
    for each, comments in shellcheck_results(subject).comments:
        told: set[tuple[int, int]] = set()
        for comment in comments:
            if comment.code not in codes:
                continue
            start, end = comment_place(each, comment)
            if _BROKEN_CONTINUATION.search(each.masked[max(0, start - _LONGEST_CONTINUATION) : start]):
                continue  # 'space-after-backslash' says why
            if (comment.code, start) in told or (about_values and _has_placeholder(each, start, end)):
                continue
            if not is_about_command(each, comment, start):
                continue  # 'not-a-command' says so
            if is_meant is not None and is_meant(each, comment, start, end):
                continue
            told.add((comment.code, start))
            message = sentence(comment.code, each.masked[start:end], comment.message)
            yield Finding(rule, message, each.chunk.text.span(start, end), fix=_fix(each, comment))


def comment_place(each: ShellChunk, comment: Comment) -> tuple[int, int]:
    """Offsets of what a comment is about, in the chunk's text: a word at least."""
    text = each.masked
    start = _offset(each, comment.line, comment.column)
    end = _offset(each, comment.endLine, comment.endColumn)
    if end > start:
        return start, end
    word = _WORD.match(text, start)
    return start, max(word.end() if word else start, start)


def _offset(each: ShellChunk, line: int, column: int) -> int:
    """Where a line and column are, both counted from 1; inside the text whatever they are."""
    starts = each.line_starts
    if line > len(starts):
        return len(each.masked)
    start = starts[max(line, 1) - 1]
    end = starts[line] - 1 if line < len(starts) else len(each.masked)
    return max(start, min(start + column - 1, end))


def _has_placeholder(each: ShellChunk, start: int, end: int) -> bool:
    return each.masked[start:end] != each.chunk.text.text[start:end]


def _fix(each: ShellChunk, comment: Comment) -> Fix | None:
    """ShellCheck's own fix, where it can be written at its place as it is."""
    if comment.fix is None:
        return None
    text = each.chunk.text
    edits: list[tuple[int, int, str]] = []
    for part in comment.fix.replacements:
        start, end = _offset(each, part.line, part.column), _offset(each, part.endLine, part.endColumn)
        if _has_placeholder(each, start, end) or (
            each.can_be_marked and any(sign in part.replacement for sign in "\"'\\")
        ):
            return None
        edits.append((start, end, part.replacement))
    edits.sort()
    if not edits or any(edits[at][1] > edits[at + 1][0] for at in range(len(edits) - 1)):
        return None
    message = "write it as ShellCheck proposes"
    return Fix(message, tuple(Edit(text.span(start, end), written) for start, end, written in edits))
