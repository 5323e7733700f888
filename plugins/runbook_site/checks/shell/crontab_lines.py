"""The lines of crontabs in a project: what is fed to `crontab`, written to the files of cron, or labelled as one.

Sources: crontab(1), which reads its input without a file or with ``-``; cron(8) for the names of its files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.snippets.calls import HOLE, SUBSTITUTIONS, Call, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.snippets.invocation import Redirect
    from runbook_site.snippets.project import Project
    from runbook_site.snippets.word import Word
    from runbook_site.sources.text import MappedText, Span

_LABELS = frozenset({"cron", "crontab"})
_OF_SYSTEM = re.compile(r"/etc/cron\.d/[^/]+|/etc/crontab")
_OF_USER = re.compile(r"/var/spool/cron/(?:crontabs/)?[^/]+")
_WRITES = frozenset({">", ">>", ">|"})
_NEAR = 8
_LONGEST = 2000
_INTO = re.compile(r"[ \t]*\|(?:[^;&|\n()]|\\\n)*(?:\|(?:[^;&|\n()]|\\\n)*){0,3}\Z")
_LAST_OF_GROUP = re.compile(r"(?:[ \t]*+(?:;|&&|\n)[^;&|(){}\n]*+)*+[ \t]*+[)}]")
_EXPANDED = re.compile(r"\$\([^()\n]*\)|`[^`\n]*`")
_FORMAT = re.compile(r"%(?P<sign>[^%])")


@dataclass(frozen=True, slots=True)
class CronLine:
    """A line for cron.

    Attributes:
        line: What it says, with `HOLE` for what is not known.
        has_user: Whether the name of a user stands behind the time, as in ``/etc/cron.d``.
        labelled: Whether only the label of its block says that it is for cron, so that it may be for another one.
        text: The text that it stands in.
        start: Offset of the line there, or of the word that it stands in.
        end: Offset behind it.
        exact: Whether the line stands there as it is.
    """

    line: str
    has_user: bool
    labelled: bool
    text: MappedText
    start: int
    end: int
    exact: bool

    def span(self, start: int, end: int) -> Span:
        """Where a part of the line stands."""
        if self.exact:
            return self.text.span(self.start + start, self.start + end)
        return self.text.span(self.start, self.end)


def cron_lines(project: Project) -> tuple[CronLine, ...]:
    """Every line for cron, in the project's order."""
    return tuple(_cron_lines(project))


def _cron_lines(project: Project) -> Iterator[CronLine]:
    for runbook in project.runbooks:
        for snippet in runbook.snippets:
            if snippet.block.info.strip().lower() in _LABELS:
                text = snippet.block.text
                yield from _lines(text.text, text, 0, has_user=False, labelled=True)
        for call in runbook.calls:
            if (has_user := _table(call)) is not None:
                yield from _fed(call, has_user=has_user)


def _table(call: Call) -> bool | None:
    """Whether what a command writes for cron has the names of users in it; ``None`` where it writes nothing for it."""
    if call.tool == "crontab":
        return None if call.has("-l", "-e", "-r") or _file_given(call) else False
    if call.tool == "tee":
        targets = [text for _, text in call.operands()]
    elif call.tool in {"echo", "printf", "cat"}:
        redirects = call.invocation.redirects
        targets = [plain(each.target) for each in redirects if each.operator in _WRITES and each.target is not None]
    else:
        return None
    if any(_OF_SYSTEM.fullmatch(target) for target in targets):
        return True
    return False if any(_OF_USER.fullmatch(target) for target in targets) else None


def _file_given(call: Call) -> bool:
    names = [text for _, text in call.operands()]
    return any(
        name != "-" and before != "-u"
        for before, name in zip(("", *call.words), call.words, strict=False)
        if name in names
    )


def _fed(call: Call, *, has_user: bool) -> Iterator[CronLine]:
    """The lines that a command gets on its input, or prints itself."""
    if call.tool in {"echo", "printf"}:
        yield from _printed(call, has_user=has_user)
        return
    yield from _read(call, has_user=has_user)
    if call.invocation.position:
        for feeder in _feeders(call):
            yield from _read(feeder, has_user=has_user) if feeder.tool == "cat" else _printed(feeder, has_user=has_user)


def _feeders(call: Call) -> Iterator[Call]:
    """What comes through the pipe: from a command in front of it, or from those of a group."""
    text, end = call.invocation.text, call.invocation.start
    for index in range(call.index - 1, max(call.index - 1 - _NEAR, -1), -1):
        each = Call(call.runbook, call.snippet, call.chunk, index)
        if each.tool not in {"echo", "printf", "cat"} or each.invocation.text is not text:
            continue
        if any(redirect.operator in _WRITES for redirect in each.invocation.redirects):
            continue
        between = text.text[each.invocation.end : end] if each.invocation.end <= end else ""
        if not between or len(between) > _LONGEST:
            return
        group = _LAST_OF_GROUP.match(between)
        if _INTO.match(between, group.end() if group is not None else 0):
            yield each


def _read(call: Call, *, has_user: bool) -> Iterator[CronLine]:
    for redirect in _redirects(call):
        if redirect.heredoc is not None:
            body = redirect.heredoc.body
            text = (
                body.text if redirect.heredoc.quoted else _EXPANDED.sub(lambda found: HOLE * len(found[0]), body.text)
            )
            yield from _lines(text, body, 0, has_user=has_user, labelled=False)
        elif redirect.operator == "<<<" and redirect.target is not None:
            yield from _in_word(call, redirect.target, plain(redirect.target), has_user=has_user)


def _redirects(call: Call) -> Iterator[Redirect]:
    """Its own, and those of the commands that it is the words of: ``sudo tee FILE << EOF``."""
    yield from call.invocation.redirects
    parent = call.invocation.parent
    if parent is not None and (not call.invocation.via or call.invocation.via[-1] not in SUBSTITUTIONS):
        yield from _redirects(Call(call.runbook, call.snippet, call.chunk, parent))


def _printed(call: Call, *, has_user: bool) -> Iterator[CronLine]:
    operands = list(call.operands())
    if call.tool == "echo":
        if len(operands) == 1:
            word, value = operands[0]
            escapes = any(text[:1] == "-" and "e" in text for text in call.words[:-1])
            yield from _in_word(call, word, value.replace("\\n", "\n") if escapes else value, has_user=has_user)
        return
    for word, value in _of_printf(operands):
        yield from _in_word(call, word, value, has_user=has_user)


def _of_printf(operands: list[tuple[Word, str]]) -> list[tuple[Word, str]]:
    """What ``printf`` prints, word by word: its format alone, or what stands behind a format of one text."""
    if not operands:
        return []
    word, text = operands[0]
    if text in {"%s\\n", "%b\\n", "%s"}:
        return operands[1:]
    known = _FORMAT.sub(HOLE, text.replace("%%", "\0")).replace("\0", "%")
    return [(word, known.replace("\\n", "\n").replace("\\\\", "\\"))] if len(operands) == 1 else []


def _in_word(call: Call, word: Word, value: str, *, has_user: bool) -> Iterator[CronLine]:
    text = call.invocation.text
    for line in value.split("\n"):
        at = word.text.find(line) if line else -1
        exact = at >= 0
        start = word.start + max(at, 0)
        end = start + len(line) if exact else word.end
        yield CronLine(line, has_user, labelled=False, text=text, start=start, end=end, exact=exact)


def _lines(text: str, source: MappedText, at: int, *, has_user: bool, labelled: bool) -> Iterator[CronLine]:
    for line in text.split("\n"):
        yield CronLine(line, has_user, labelled, source, at, at + len(line), exact=True)
        at += len(line) + 1
