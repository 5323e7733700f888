"""What became of a command that was to be executed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.proofs.rehearsal.rehearsal import Call


@dataclass(frozen=True, slots=True)
class Execution:
    """What became of a command that was to run against counterparts.

    Attributes:
        entry: Id of its catalog entry.
        status: Exit status, negative the number of the signal that ended it; ``None`` where it did not end or did
            not run.
        calls: Programs that ran for real, in the order in which they were called.
        written: Files and folders that were made or changed, by path below the home; those in ``/tmp`` with that.
        met: What was expected of it and seen, in sentences.
        against: Name and version of what stood there.
        why_not: What keeps it from counting as executed, in sentences; empty where it counts.
        unshown: Why it is not known to have done what it is for, though nothing went wrong; empty where it is.
        lacking: It did not find a file or a value, which a command above may have to make.
        untried: This machine lacks what it takes; another one may do better.
    """

    entry: str
    status: int | None = None
    calls: tuple[Call, ...] = ()
    written: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    against: tuple[tuple[str, str], ...] = ()
    why_not: tuple[str, ...] = ()
    unshown: str = ""
    lacking: bool = False
    untried: bool = False
