"""Ask a program for its help, and let nothing else come of it."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS = 15
_LARGEST = 2_000_000
_MOST_CALLS = 2_000

_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "PYTHONPATH", "VIRTUAL_ENV", "NODE_PATH")
_ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "COLUMNS": "200",
    "TERM": "dumb",
    "NO_COLOR": "1",
    "PAGER": "cat",
    "MANPAGER": "cat",
    "GIT_PAGER": "cat",
    "CI": "1",
    "KUBECONFIG": os.devnull,
    "CHECKPOINT_DISABLE": "1",
    "GH_NO_UPDATE_NOTIFIER": "1",
    "DO_NOT_TRACK": "1",
    "NO_UPDATE_NOTIFIER": "1",
}

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|.\x08")


@dataclass
class Asker:
    """Runs one program again and again, each time only to be told something.

    Attributes:
        program: What is run.
        calls: How many times it was run.
    """

    program: str
    calls: int = field(default=0)

    def ask(self, *arguments: str) -> str:
        """What the program prints, standard error included; empty where it does not end in time.

        It runs without standard input, in an empty folder that is its home too, and with an environment that holds no
        credentials.

        Raises:
            RunbookSiteError: It cannot be run, or was run too often.
        """
        self.calls += 1
        if self.calls > _MOST_CALLS:
            message = f"{self.program} has more than {_MOST_CALLS} subcommands, which is more than is asked for"
            raise RunbookSiteError(message)
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | _ENVIRONMENT
        with tempfile.TemporaryDirectory() as home, tempfile.TemporaryFile() as output:
            try:
                subprocess.run(  # noqa: S603 - the user names the program, and is told what is run
                    _command(self.program, arguments),
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    cwd=home,
                    env=environment | {"HOME": home},
                    timeout=_SECONDS,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                return ""
            except OSError as error:
                message = f"{self.program} cannot be run: {error.strerror}"
                raise RunbookSiteError(message) from error
            output.seek(0)
            return _plain(output.read(_LARGEST))


def _command(program: str, arguments: Sequence[str]) -> list[str]:
    return [program, *arguments]


def _plain(output: bytes) -> str:
    """The text without colours and overstriking."""
    return _ESCAPES.sub("", output.decode("utf-8", "replace").replace("\r\n", "\n"))
