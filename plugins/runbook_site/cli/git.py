"""Git, asked for what it has recorded, and for nothing that a repository's own settings could make a program of.

Only commits and what is in them is read. Where git compares or lists files of a working tree, it starts programs that
the repository names: filters (``filter.*.clean``), ``core.fsmonitor``, hooks, drivers of diffs. So nothing here asks
for that; what differs is found out by `cli.revision`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import IO

_SECONDS = 120
_AT_ONCE = 1 << 20
_OPTIONS = (
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    # A folder of a runbook repository that looks like a bare repository is none that the user has set up.
    *("-c", "safe.bareRepository=explicit"),
)
_KEPT = ("PATH", "HOME", "XDG_CONFIG_HOME", "USERPROFILE", "SYSTEMROOT", "TMPDIR", "TEMP")
"""Variables that git needs to find itself and the settings of its user, with the folders that they trust."""
_SET = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    # What a partial clone lacks would be fetched, by a program that the repository names.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}


class GitError(RunbookSiteError):
    """Git is missing, or did not answer.

    Attributes:
        said: What it wrote to standard error.
    """

    def __init__(self, message: str, said: str = "") -> None:
        """Keep what git said."""
        super().__init__(message)
        self.said = said


class Git:
    """Git in a folder.

    Args:
        folder: The folder; one in the working tree of a repository.
    """

    def __init__(self, folder: Path) -> None:
        """Find it.

        Raises:
            GitError: It is not installed.
        """
        program = shutil.which("git")
        if program is None:
            message = "git is not installed, or not in PATH"
            raise GitError(message)
        self._command = (program, *_OPTIONS)
        self._folder = folder
        self._environment = {**{name: os.environ[name] for name in _KEPT if name in os.environ}, **_SET}

    def ask(self, *arguments: str) -> bytes:
        """What a command of git prints.

        Raises:
            GitError: It failed, or did not end in time.
        """
        try:
            done = subprocess.run(  # noqa: S603 - git, with arguments that are no options of the user's
                (*self._command, *arguments),
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            message = f"git {arguments[0]} did not end within {_SECONDS} s"
            raise GitError(message) from None
        except OSError as error:
            message = f"git cannot be started: {error.strerror or error}"
            raise GitError(message) from error
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip()
            message = f"git {arguments[0]} failed: {said or f'exit status {done.returncode}'}"
            raise GitError(message, said)
        return done.stdout

    def contents(self, objects: Iterable[str], most: int) -> Iterator[bytes]:
        """What objects hold, in their order.

        Args:
            objects: Their names.
            most: How many bytes of each are wanted; what is beyond that is left out.

        Raises:
            GitError: One of them is not there, or git failed.
        """
        with TemporaryFile() as names, TemporaryFile() as errors:
            names.write("".join(f"{name}\n" for name in objects).encode())
            names.seek(0)
            with subprocess.Popen(  # noqa: S603 - as above
                (*self._command, "cat-file", "--batch"),
                cwd=self._folder,
                env=self._environment,
                stdin=names,
                stdout=subprocess.PIPE,
                stderr=errors,
            ) as process:
                output = process.stdout
                while output is not None and (header := output.readline()):
                    name, *about = header.split()
                    if len(about) != 2:  # noqa: PLR2004 - its kind and its size, or 'missing'
                        process.kill()
                        message = f"git does not have the object {name.decode('ascii', 'replace')}"
                        raise GitError(message, "missing")
                    size = int(about[1])
                    yield output.read(min(size, most))
                    _skip(output, max(0, size - most) + 1)
                if process.wait() != 0:
                    errors.seek(0)
                    said = errors.read().decode("utf-8", "replace").strip()
                    message = f"git cat-file failed: {said}"
                    raise GitError(message, said)


def _skip(stream: IO[bytes], size: int) -> None:
    """Read on without keeping anything: what follows an object is the end of its line, and the next one."""
    while size > 0 and (read := stream.read(min(size, _AT_ONCE))):
        size -= len(read)
