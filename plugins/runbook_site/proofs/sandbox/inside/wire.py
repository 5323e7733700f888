"""Requests that come to the supervisor, and answers that go out: JSON, a line each, over two pipes."""

from __future__ import annotations

import json
import os

_BLOCK = 1 << 16


class Wire:
    """The supervisor's end of the two pipes."""

    def __init__(self, requests: int, answers: int) -> None:
        """Take the descriptor that requests come from, and the one that answers go to."""
        self.requests = requests
        self._answers = answers
        self._rest = b""

    def receive(self) -> dict[str, object] | None:
        """The next request; nothing where the other side is gone."""
        parts = [self._rest]
        while b"\n" not in parts[-1]:
            block = os.read(self.requests, _BLOCK)
            if not block:
                return None
            parts.append(block)
        line, _, self._rest = b"".join(parts).partition(b"\n")
        request: dict[str, object] = json.loads(line)
        return request

    @property
    def waiting(self) -> bool:
        """Whether a request has come already, with the one before it."""
        return b"\n" in self._rest

    def answer(self, content: dict[str, object]) -> None:
        """Send an answer."""
        line = json.dumps(content, ensure_ascii=True).encode() + b"\n"
        view = memoryview(line)
        while view:
            view = view[os.write(self._answers, view) :]
