"""The signals that ask a program to end."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDING = ("SIGTERM", "SIGHUP")


class Ended(BaseException):
    """A signal asked the program to end, as `KeyboardInterrupt` does: no handler of errors is to stop it.

    Attributes:
        signal: Which one.
    """

    def __init__(self, number: signal.Signals) -> None:
        """Take the signal."""
        super().__init__(number.name)
        self.signal = number


@contextmanager
def ending_signals() -> Iterator[None]:
    """Raise `Ended` where a signal would end the process on the spot, so that what was begun is cleaned up.

    A signal that the caller ignores (``nohup``) or handles stays as it is.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    process = os.getpid()

    def end(number: int, _frame: object) -> None:
        if os.getpid() != process:
            # A fork of this process has nothing to clean up that is its own.
            os._exit(128 + number)
        raise Ended(signal.Signals(number))

    found = (getattr(signal, name) for name in _ENDING if hasattr(signal, name))
    ours = [number for number in found if signal.getsignal(number) is signal.SIG_DFL]
    try:
        for number in ours:
            signal.signal(number, end)
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)
