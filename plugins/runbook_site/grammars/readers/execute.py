"""Ask a program for its help, and let nothing else come of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from functools import cache
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

_OFFLINE = (
    ("unshare", "--map-current-user", "--net", "--"),
    ("bwrap", "--dev-bind", "/", "/", "--unshare-net", "--die-with-parent", "--"),
)
"""What stands before a program on Linux so that it has a network of its own, with nothing and nobody in it: unshare of
util-linux, or bubblewrap. Neither needs rights, and either can be forbidden."""

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

        It runs without standard input, in an empty folder that is its home too, with an environment that holds no
        credentials, and without a network where `offline` has a way.

        Raises:
            RunbookSiteError: It cannot be run, or was run too often.
        """
        self.calls += 1
        if self.calls > _MOST_CALLS:
            message = f"{self.program} has more than {_MOST_CALLS} subcommands, which is more than is asked for"
            raise RunbookSiteError(message)
        if shutil.which(self.program) is None:  # else it would be `unshare` that complains, and as an answer
            message = f"{self.program} cannot be run: there is no such program, or it may not be executed"
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


@cache
def offline() -> tuple[str, ...]:
    """What stands before a program so that it reaches no network; empty where this machine has no way, or allows none.

    A socket that is a file, as that of Docker, can still be reached.
    """
    for words in _OFFLINE if sys.platform == "linux" else ():
        if shutil.which(words[0]) and shutil.which("true") and _works([*words, "true"]):
            return words
    return ()


def _works(command: Sequence[str]) -> bool:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - words of this module
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _command(program: str, arguments: Sequence[str]) -> list[str]:
    return [*offline(), program, *arguments]


def _plain(output: bytes) -> str:
    """The text without colours and overstriking."""
    return _ESCAPES.sub("", output.decode("utf-8", "replace").replace("\r\n", "\n"))
