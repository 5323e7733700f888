"""What a server says went wrong, while commands use it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.proofs.sandbox.service import Service

_LINE = re.compile(rb"^lacks (\d{1,9}) (\"[^\n]*\")$", re.MULTILINE)


class Complaints:
    """`Standing.complaints` of a server: that it was asked for what it does not have, and that it has ended.

    It says the former by a line ``lacks NUMBER TEXT`` on its output, the text as a string of JSON, numbered from 1.
    """

    def __init__(self, name: str, service: Service) -> None:
        """Take the server, and what to call it."""
        self._name = name
        self._service = service
        self._told = 0

    def __call__(self) -> tuple[str, ...]:
        """What there is to say since the last time.

        Raises:
            SandboxError: The sandbox is spent.
        """
        found = {int(number): text for number, text in _LINE.findall(self._service.output())}
        new = sorted(number for number in found if number > self._told)
        said = [f"{self._name} does not have {_text(found[number])}" for number in new]
        if new:
            missed = new[-1] - self._told - len(new)  # its output is kept up to a length
            said += [f"{self._name} does not have {missed} more things that it was asked for"] if missed else []
            self._told = new[-1]
        status = self._service.status()
        if status is not None:
            said.append(f"{self._name} has ended, with status {status}")
        return tuple(dict.fromkeys(said))


def _text(line: bytes) -> str:
    """What was asked for. It comes from a command, and may hold what no terminal should get."""
    try:
        text = str(json.loads(line))
    except ValueError:
        text = "something that it could not name"
    return "".join(each if each.isprintable() else "\ufffd" for each in text)
