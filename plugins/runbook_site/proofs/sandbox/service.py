"""A program that stays inside a sandbox while commands come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.proofs.sandbox.answer import bytes_of, status_of

if TYPE_CHECKING:
    from collections.abc import Callable


class Service:
    """A server inside; it ends with its sandbox, or when it is stopped."""

    def __init__(self, number: int, ask: Callable[[dict[str, object]], dict[str, object]]) -> None:
        """Take its number, and the way to ask for it."""
        self._number = number
        self._ask = ask

    def status(self) -> int | None:
        """Its exit status, negative the number of a signal; nothing while it runs.

        Raises:
            SandboxError: The sandbox is spent.
        """
        return status_of(self._ask({"do": "service", "number": self._number}))

    def output(self) -> bytes:
        """The end of what it has printed, errors included: at most 64 KiB, which are not to be trusted.

        Raises:
            SandboxError: The sandbox is spent.
        """
        return bytes_of(self._ask({"do": "service", "number": self._number}), "output")

    def stop(self) -> None:
        """End it, and every process that came from it.

        Raises:
            SandboxError: The sandbox is spent.
        """
        self._ask({"do": "stop", "number": self._number})
