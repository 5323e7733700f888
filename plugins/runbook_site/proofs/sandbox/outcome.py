"""What became of a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Why = Literal["", "time", "memory", "processes", "output", "disk"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command. All of it comes from the command: it is data, and never to be trusted.

    Attributes:
        status: Its exit status, negative the number of the signal that ended it; 127 where the program is not there,
            126 where it cannot be run. Nothing where the sandbox ended it.
        output: What it printed, as far as it was let.
        errors: What it printed on standard error.
        why: Which of its limits it went over. With ``disk`` it may have ended by itself: some place was full then.
        seconds: How long it ran.
    """

    status: int | None
    output: bytes
    errors: bytes
    why: Why
    seconds: float


@dataclass(frozen=True, slots=True)
class Look:
    """What lies in folders, and in some files, at one moment.

    Attributes:
        listings: What lies below each folder that was asked for, by path.
        contents: What each file holds; ``None`` where there is no regular file, or a link that leads elsewhere.
    """

    listings: tuple[tuple[File, ...], ...]
    contents: tuple[bytes | None, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file, folder or link inside a sandbox.

    Attributes:
        path: Its path below the folder that was listed. What is no UTF-8 in it is a lone surrogate.
        mode: Kind and permissions, as in ``os.stat``.
        size: Bytes.
        changed: When its content changed, in nanoseconds since 1970.
    """

    path: str
    mode: int
    size: int
    changed: int
