"""The line to a supervisor: requests, and answers that are believed only as far as they can be read."""

from __future__ import annotations

import json
import marshal
import os
import select
import time
from typing import TYPE_CHECKING

from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.inside.wire import LENGTH

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping

_BLOCK = 1 << 18
_GRACE = 30.0
"""Seconds that an answer may take beyond what was allowed to the command itself."""


class Line:
    """Asks the supervisor, one question at a time."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        """Take the process whose standard input and output lead to the supervisor."""
        if process.stdin is None or process.stdout is None:
            message = "a supervisor is spoken to through pipes"
            raise TypeError(message)
        self._to = process.stdin.fileno()
        self._from = process.stdout.fileno()
        os.set_blocking(self._to, False)
        os.set_blocking(self._from, False)

    def ask(self, question: Mapping[str, object], *, seconds: float, most: int) -> dict[str, object]:
        """Ask, and wait for the answer.

        Args:
            question: What to ask.
            seconds: How long what was asked for may take.
            most: How many bytes the answer may have.

        Raises:
            SandboxError: No answer came, or none that can be read.
        """
        until = time.monotonic() + seconds + _GRACE
        request = marshal.dumps(dict(question))
        self._send(len(request).to_bytes(LENGTH) + request, until)
        try:
            answer = json.loads(self._receive(most, until))
        except (ValueError, RecursionError) as error:
            message = "the sandbox gave an answer that cannot be read; it is not used any further"
            raise SandboxError(message) from error
        if not isinstance(answer, dict):
            message = "the sandbox gave an answer that is none; it is not used any further"
            raise SandboxError(message)
        return answer

    def _send(self, request: bytes, until: float) -> None:
        view = memoryview(request)
        while view:
            self._wait(self._to, select.POLLOUT, until)
            try:
                view = view[os.write(self._to, view) :]
            except BlockingIOError:
                continue
            except BrokenPipeError as error:
                raise _ended() from error

    def _receive(self, most: int, until: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        while not parts or not parts[-1].endswith(b"\n"):
            self._wait(self._from, select.POLLIN, until)
            try:
                block = os.read(self._from, _BLOCK)
            except BlockingIOError:
                continue
            if not block:
                raise _ended()
            parts.append(block)
            size += len(block)
            if size > most:
                message = "the sandbox gave an answer that is longer than it can be; it is not used any further"
                raise SandboxError(message)
        return b"".join(parts)

    @staticmethod
    def _wait(descriptor: int, event: int, until: float) -> None:
        poll = select.poll()
        poll.register(descriptor, event)
        if not poll.poll(max(0.0, until - time.monotonic()) * 1000):
            message = "the sandbox gave no answer in time; it is not used any further"
            raise SandboxError(message)


def _ended() -> SandboxError:
    return SandboxError("the sandbox has ended, by a command in it or by the system; open another one")
