"""Whether a command that ran with recorders did what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.proofs.rehearsal.expected import Expected

_MOST = 200
_WHY = {
    "time": "it does not end, with all programs ending at once",
    "memory": "it takes more memory than it may",
    "processes": "it starts more processes than it may",
    "output": "it prints more than it may",
    "disk": "it fills the disk",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a command.

    Attributes:
        status: Its exit status; ``None`` where it was ended.
        why: Which limit ended it.
        argv: The calls that were made.
        problem: What keeps these from being relied on.
        missing: Files that nobody had made.
        strangers: Programs that were called and that no recorder stands for.
        refused: Places that could not be written to.
        unset: Variables without a value.
        brought: A command above that brings files which nobody lists.
    """

    status: int | None
    why: str
    argv: tuple[tuple[str, ...], ...]
    problem: str
    missing: tuple[str, ...]
    strangers: tuple[str, ...]
    refused: tuple[str, ...]
    unset: tuple[str, ...]
    brought: str


def judged(
    seen: Seen, expected: Sequence[Expected], also: Sequence[Expected], entry: Entry
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What keeps a command from counting as rehearsed, and which of its programs had no turn.

    Args:
        seen: What was seen.
        expected: What its text says that it calls.
        also: What functions call that are defined above.
        entry: What its author says of it.
    """
    made = [any(each.fits(argv) for argv in seen.argv) for each in expected]
    skipped = tuple(
        each.shown[:_MOST] for each, was in zip(expected, made, strict=True) if not was and not each.certain
    )
    return tuple(dict.fromkeys(_reasons(seen, expected, made, also, entry))), skipped


def _reasons(
    seen: Seen, expected: Sequence[Expected], made: Sequence[bool], also: Sequence[Expected], entry: Entry
) -> Iterator[str]:
    if seen.why:
        yield _WHY[seen.why]
    if seen.problem:
        yield seen.problem
    for name in seen.unset:
        yield f"the variable '{name}' has no value"
    for path in seen.missing:
        yield _missing(path, seen.brought)
    for path in seen.refused:
        yield f"'{path}' cannot be written: there is no such folder, or a sandbox has no place there"
    yield from _differences(seen, expected, made, also)
    if expected and not seen.argv and not any(each.certain for each in expected):
        yield "none of the programs that it calls had a turn"
    if "/dev/tcp/" in entry.source or "/dev/udp/" in entry.source:
        yield "the shell itself connects to somewhere, which no recorder stands for"
    wanted = entry.expect.exit if entry.expect is not None else None
    if not expected and wanted is not None and seen.status not in {None, wanted}:
        yield f"it calls nothing outside, ended with {seen.status}, and is expected to end with {wanted}"


def _differences(
    seen: Seen, expected: Sequence[Expected], made: Sequence[bool], also: Sequence[Expected]
) -> Iterator[str]:
    """What was not called as the text says, and what was called that it does not say."""
    for each, was in zip(expected, made, strict=True):
        if each.certain and not was:
            yield _not_made(each, seen)
    for argv in seen.argv:
        if not any(each.fits(argv) for each in (*expected, *also)):
            yield f"it called '{' '.join(argv)[:_MOST]}', which its text does not say"
    for name in seen.strangers:
        yield f"it called '{name[:_MOST]}', which its text does not say"


def _missing(path: str, brought: str) -> str:
    if path.startswith(("/", "~")) and not path.startswith("/tmp/"):  # noqa: S108 - the sandbox's
        return f"'{path}' lies on the machine that it is for"
    if brought:
        return f"no step makes '{path}'; whether '{brought}' brings it, a rehearsal does not show"
    return f"no step makes '{path}'"


def _not_made(expected: Expected, seen: Seen) -> str:
    program = expected.words[0].parts[0] if expected.words else ""
    for argv in seen.argv:
        if argv[0] == program:
            return f"'{expected.shown[:_MOST]}' was called as '{' '.join(argv)[:_MOST]}'"
    ended = "was ended" if seen.status is None else f"ended with {seen.status}"
    return f"'{expected.shown[:_MOST]}' was not called; the command {ended}"
