"""Where the shell of a project does not parse: what this tool's own reader reports, and bash confirms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.checks.shell.bash_syntax import rejections
from runbook_site.checks.shell.command_intent import meant_as_command
from runbook_site.checks.shell.comment_intent import bracketed
from runbook_site.checks.shell.shellcheck import shellcheck_results
from runbook_site.checks.shell.shellcheck_findings import comment_place
from runbook_site.snippets.nested import inner_commands
from runbook_site.snippets.tool import tool_call

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.checks.rule import Subject
    from runbook_site.checks.shell.shell_text import ShellChunk
    from runbook_site.checks.shell.shellcheck import Comment
    from runbook_site.sources.text import Span

NOT_VALID = ("not valid shell", "too much here is not valid shell")
"""How the problems of the reader begin that are about shell."""

_PARSER = frozenset(
    {1010, 1036, 1045, 1046, 1047, 1048, 1049, 1050, 1061, 1062, 1064, 1065, 1070, 1073, 1075, 1088, 1095, 1133}
)
"""Codes of ShellCheck that say that its parser has given up."""
_EXPLAINED = frozenset(
    {
        1014,
        1019,
        1020,
        1026,
        1027,
        1028,
        1033,
        1034,
        1069,
        1080,
        1106,
        1108,
        1081,
        1086,
        1054,
        1035,
        1109,
        2110,
        2283,
        2082,
    }
)
"""Codes under which another rule says what is wrong, and better."""
_MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class ShellFault:
    """A place that is not valid shell.

    Attributes:
        span: Where.
        reason: Why, in plain words.
    """

    span: Span
    reason: str


@dataclass(frozen=True)
class _Suspect:
    """A place that may be a fault.

    Attributes:
        span: Where.
        whole: The text that it stands in.
        texts: Parts of that text; it is one if bash takes neither the whole nor one of them.
        inner: Texts inside of the words of that text; it is one if bash does not take one of them.
    """

    span: Span
    whole: str
    texts: tuple[str, ...]
    inner: tuple[str, ...] = ()


def shell_faults(subject: Subject) -> Iterator[ShellFault]:
    """Every place that is not valid shell and was meant as a command, in the project's order.

    Raises:
        ProgramError: ShellCheck or bash are missing, or do not come to an end.
    """
    results = shellcheck_results(subject)
    comments = {id(each): said for each, said in results.comments}
    suspects = [
        suspect for each in results.chunks if each.is_small for suspect in _suspects(each, comments.get(id(each), ()))
    ]
    texts = [text for suspect in suspects for text in (suspect.whole, *suspect.texts, *suspect.inner)]
    rejected = rejections(form for text in texts for form in (text, bracketed(text)))
    wrong = {text for text in texts if text in rejected and bracketed(text) in rejected}
    for suspect in suspects:
        texts_here = (*(suspect.texts if suspect.whole in wrong else ()), *suspect.inner)
        found = next((rejected[text] for text in texts_here if text in wrong), None)
        if found is not None:
            yield ShellFault(suspect.span, found.reason)


def _suspects(each: ShellChunk, comments: Sequence[Comment]) -> Iterator[_Suspect]:
    """Lines that the reader could not parse; where there are none, those at which ShellCheck's parser gives up."""
    explained = {comment.line for comment in comments if comment.code in _EXPLAINED}
    problems = [problem for problem in each.chunk.problems if problem.message.startswith(NOT_VALID)][:_MOST_PROBLEMS]
    places = [_offsets(each, problem.span) for problem in problems]
    inner = _inner_texts(each) if problems else ()
    for problem, place in zip(problems, places, strict=True):
        if _line(each.masked, place[0]) not in explained and meant_as_command(each, place[0]):
            others = [other for other in places if other != place]
            # A quote that is not closed shows in the whole text alone, a fault among others without those alone.
            whole = (each.masked,) if len(problems) == 1 else ()
            yield _Suspect(problem.span, each.masked, (_without(each.masked, others), *whole), inner)
    if not problems and not explained:
        for comment in [comment for comment in comments if comment.code in _PARSER][:1]:
            place = comment_place(each, comment)
            if meant_as_command(each, place[0]):
                yield _Suspect(each.chunk.text.span(*place), each.masked, (each.masked,))


def _inner_texts(each: ShellChunk) -> tuple[str, ...]:
    """The texts inside of words that another shell reads."""
    return tuple(
        inner.script.masked
        for invocation in each.chunk.invocations
        if invocation.tool
        for inner in inner_commands(invocation, tool_call(invocation.argv))
        if inner.script is not None
    )


def _offsets(each: ShellChunk, span: Span) -> tuple[int, int]:
    text = each.chunk.text
    return text.text_offset(text.source.offset(span.start)), text.text_offset(text.source.offset(span.end))


def _without(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The text with some stretches blanked, line for line."""
    for start, end in places:
        text = text[:start] + "".join("\n" if sign == "\n" else " " for sign in text[start:end]) + text[end:]
    return text


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
