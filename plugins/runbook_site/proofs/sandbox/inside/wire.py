"""Requests that come to the supervisor, and answers that go out, over two pipes.

Requests come from whoever made the sandbox: as `marshal` writes them, each behind its length. Answers go to somebody
who need not believe this side, as a line of JSON each. What would write and read JSON in full takes long to load.
"""

from __future__ import annotations

import marshal
import os
from _json import encode_basestring_ascii
from binascii import b2a_base64

from .lean import cast

LENGTH = 4
"""Bytes that tell how many come then, the highest first."""
_BLOCK = 1 << 16
_WORDS = {None: "null", True: "true", False: "false"}


class Wire:
    """The supervisor's end of the two pipes."""

    def __init__(self, requests: int, answers: int) -> None:
        """Take the descriptor that requests come from, and the one that answers go to."""
        self.requests = requests
        self._answers = answers
        self._come = bytearray()

    def receive(self) -> dict[str, object] | None:
        """The next request; nothing where the other side is gone."""
        while not self.waiting:
            block = os.read(self.requests, _BLOCK)
            if not block:
                return None
            self._come += block
        end = self._end()
        request = marshal.loads(self._come[LENGTH:end])  # noqa: S302 - from outside, where everything is decided anyway
        del self._come[:end]
        return cast("dict[str, object]", request)

    @property
    def waiting(self) -> bool:
        """Whether a request has come already, with the one before it."""
        return len(self._come) >= self._end()

    def answer(self, content: dict[str, object]) -> None:
        """Send an answer: bytes in base 64."""
        view = memoryview(_json(content).encode() + b"\n")
        while view:
            view = view[os.write(self._answers, view) :]

    def _end(self) -> int:
        """How long the next request is, with its length."""
        return LENGTH + int.from_bytes(self._come[:LENGTH])


def _json(value: object) -> str:
    """A value in JSON, all of it in ASCII."""
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    if isinstance(value, bytes):
        return f'"{b2a_base64(value, newline=False).decode()}"'
    if isinstance(value, dict):
        return f"{{{','.join(f'{_json(key)}:{_json(each)}' for key, each in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_json, value))}]"
    return _WORDS[value] if value is None or isinstance(value, bool) else repr(value)
