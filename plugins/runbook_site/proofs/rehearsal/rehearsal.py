"""What became of a command that was rehearsed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """An outside program as it was called. All of it comes from the command: it is data.

    Attributes:
        program: Its name, or the path that it was called by.
        words: What it was given, expanded. In the place of a secret stands ``$NAME``.
        folder: Its working folder.
        stdin: The beginning of what it was fed by a pipe, a heredoc or a file; ``None`` where it was fed nothing.
        variables: Names of the variables set for it that its service declares or its command sets.
    """

    program: str
    words: tuple[str, ...] = ()
    folder: str = ""
    stdin: str | None = None
    variables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What became of a command in which recorders stood for outside programs.

    Attributes:
        entry: Id of its catalog entry.
        status: Exit status, negative the number of the signal that ended it; ``None`` where it did not end or did
            not run. Recorders say that all went well, so that it proves little.
        calls: Outside programs, in the order in which they were called.
        skipped: Programs that stand behind a condition that did not hold, or in a loop that had no turn.
        written: Files and folders that were made or changed, by path below the home; those in ``/tmp`` with that.
        supplied: Files that the reader names by a variable, and that were put in place for this.
        missing: Files that were read and that nobody had made.
        unset: Variables that had no value where they stand.
        why_not: What keeps it from counting as rehearsed, in sentences; empty where it counts.
    """

    entry: str
    status: int | None = None
    calls: tuple[Call, ...] = ()
    skipped: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    supplied: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unset: tuple[str, ...] = ()
    why_not: tuple[str, ...] = ()
