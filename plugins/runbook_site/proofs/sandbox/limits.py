"""How much a command may take."""

from __future__ import annotations

from dataclasses import dataclass

_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What a command may take, with all processes that come from it; and so what all services of a sandbox may.

    Attributes:
        seconds: Time from its start to its end. What it has to wait for a processor does not count, until it has taken
            ten times as long. Services have as long as the sandbox lasts.
        memory: Bytes of memory.
        processes: Processes and threads at a time.
        output: Bytes that it may print, errors included. Of what a service prints, the end is kept.
        disk: Bytes in files. Counted for all commands of a sandbox together, in the home, in ``/tmp`` and in
            ``/dev/shm`` each.
    """

    seconds: float = 30.0
    memory: int = 1024 * _MEBIBYTE
    processes: int = 256
    output: int = 1 * _MEBIBYTE
    disk: int = 256 * _MEBIBYTE
