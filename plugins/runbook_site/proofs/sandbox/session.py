"""One sandbox, from its start to its end."""

from __future__ import annotations

import dataclasses
import os
import posixpath
import time
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Self

from runbook_site.proofs.sandbox.answer import flag_of, look_of, number_of, outcome_of
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.inside.clock import SLOWEST
from runbook_site.proofs.sandbox.line import Line
from runbook_site.proofs.sandbox.service import Service

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from runbook_site.proofs.sandbox.enclosure import Enclosure, Kind
    from runbook_site.proofs.sandbox.limits import Limits
    from runbook_site.proofs.sandbox.outcome import File, Look, Outcome
    from runbook_site.proofs.sandbox.wish import Wish

HOME = "/home/runbook"
"""The home, as callers name it; `Session.home` is where it really is."""
_SMALL = 1 << 20
_ROW = 4096
"""Bytes of one file in an answer, at most: a path has 4096 of them (PATH_MAX), and deeper ones are refused."""
_MOST_FILES = 10_000
_POLL = 0.01
_COMPLAINT = 500


class Session:
    """A sandbox, to be used in a ``with`` statement and by one thread; when that is left, everything in it is gone.

    It is gone as well when this process is killed, or when the thread ends that opened it. Commands run one after the
    other. The files that they leave stay for the next, the processes do not: only services do.
    """

    def __init__(self, enclose: Callable[[ExitStack, Wish], Enclosure], wish: Wish) -> None:
        """Take what makes the sandbox, and what is asked of it; nothing is started yet.

        Raises:
            SandboxError: No sandbox can have such limits.
        """
        if not all(each > 0 for each in dataclasses.astuple(wish.limits)):
            message = "a sandbox in which nothing can be done is none: each of its limits has to be above 0"
            raise SandboxError(message)
        self._enclose = enclose
        self._wish = wish
        self._limits = wish.limits
        self._made = ExitStack()
        self._enclosure: Enclosure | None = None
        self._line: Line | None = None
        self._spent = "the sandbox is not open: use it in a `with` statement"

    def __enter__(self) -> Self:
        """Start it.

        Raises:
            SandboxError: It cannot be started.
        """
        with ExitStack() as made:
            enclosure = self._enclose(made, self._wish)
            self._line = Line(enclosure.process)
            self._enclosure, self._spent = enclosure, ""
            try:
                self._ask({**enclosure.settings, "bounds": dataclasses.astuple(self._limits)})
            except SandboxError as error:
                complaint = _end_of(enclosure.errors)
                message = f"the sandbox did not start: {complaint or error}"
                raise SandboxError(message) from error
            self._made = made.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._spent = "the sandbox has been left"
        self._made.close()

    @property
    def kind(self) -> Kind:
        """What confines it."""
        return self._open.kind

    @property
    def home(self) -> str:
        """The home, as commands see it."""
        return self._open.places[HOME]

    @property
    def folders(self) -> tuple[str, ...]:
        """Those that were made for the paths that were asked for."""
        return self._open.folders

    @property
    def environment(self) -> Mapping[str, str]:
        """What every command finds in its environment, if it is not given otherwise."""
        return self._open.environment

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
        cwd: str = HOME,
        limits: Limits | None = None,
    ) -> Outcome:
        """Run a command to its end, and end whatever it left running.

        Args:
            argv: Its words. A program without a folder is looked for in the PATH of its environment.
            stdin: What it reads.
            env: Variables beside those of `environment`.
            cwd: Its working folder, absolute or below the home.
            limits: What it may take, memory and disk no more than the sandbox; all of that where nothing is given.

        Raises:
            SandboxError: The sandbox is spent.
        """
        most = limits or self._limits
        question = self._command("run", argv, env, cwd) | {
            "stdin": stdin,
            "bounds": dataclasses.astuple(most),
        }
        return outcome_of(self._ask(question, seconds=SLOWEST * most.seconds, most=2 * most.output))

    def start(
        self,
        argv: Sequence[str],
        *,
        ready: Callable[[Service], bool],
        env: Mapping[str, str] | None = None,
        cwd: str = HOME,
        seconds: float = 10.0,
    ) -> Service:
        """Start a service, and wait until it is ready.

        Args:
            argv: Its words. It must stay in the foreground.
            ready: Says whether it can be used; asked again and again. `listens` may help.
            env: Variables beside those of `environment`.
            cwd: Its working folder.
            seconds: How long it may take.

        Raises:
            SandboxError: It ended or took longer, with the end of what it printed; or the sandbox is spent.
        """
        service = Service(number_of(self._ask(self._command("start", argv, env, cwd)), "number"), self._ask)
        until = time.monotonic() + seconds
        while not ready(service):
            status = service.status()
            if status is not None or time.monotonic() > until:
                printed = service.output()[-500:].decode("utf-8", "replace").strip()
                how = f"took longer than {seconds:g} s to start" if status is None else f"ended with {status}"
                service.stop()
                message = f"{argv[0]} {how} in the sandbox: {printed or 'it printed nothing'}"
                raise SandboxError(message)
            time.sleep(_POLL)
        return service

    def listens(self, address: int | str) -> bool:
        """Whether something inside takes connections, at a TCP port of 127.0.0.1 or at a Unix socket's path.

        Raises:
            SandboxError: The sandbox is spent.
        """
        return flag_of(self._ask({"do": "listens", "address": address}), "yes")

    def write(self, path: str, content: bytes, mode: int = 0o644) -> None:
        """Put a file in place, with the folders that lead to it; a file that was there is replaced.

        Args:
            path: Below the home, absolute or not, or absolute below ``/tmp`` and the like, or one that was asked for.
            content: What is in it.
            mode: Its permissions.

        Raises:
            SandboxError: It cannot be written, or the sandbox is spent.
        """
        self.write_all({path: (content, mode)})

    def write_all(self, files: Mapping[str, tuple[bytes, int]], links: Mapping[str, str] | None = None) -> None:
        """Put files and symbolic links in place, as `write` does, with one question.

        Args:
            files: Content and permissions, by path.
            links: Where each leads, by path.

        Raises:
            SandboxError: One of them cannot be written, or the sandbox is spent.
        """
        written = [(*self._place(path), content, mode) for path, (content, mode) in files.items()]
        leading = [(*self._place(path), target) for path, target in (links or {}).items()]
        self._ask({"do": "write", "written": written, "links": leading})

    def holds(self, path: str) -> bool:
        """Whether a file can be put at a path, where commands find it under the same."""
        if path.startswith("~") or not path.isprintable():
            return False
        below = posixpath.normpath(posixpath.join(HOME, path))
        same = [place for place, real in self._open.places.items() if place == real or not path.startswith("/")]
        return any(below.startswith(f"{place}/") for place in same)

    def read(self, path: str, most: int = _SMALL) -> bytes | None:
        """The content of a file; nothing where there is no regular file, or a link that leads elsewhere.

        Args:
            path: As for `write`.
            most: How many bytes it may hold.

        Raises:
            SandboxError: It holds more or cannot be read, or the sandbox is spent.
        """
        return self.look(files={path: most}).contents[0]

    def listing(self, folder: str = HOME, most: int = _MOST_FILES) -> tuple[File, ...]:
        """All files, folders and links below a place, by path; links are not followed.

        Args:
            folder: The home, ``/tmp``, or one of `folders`.
            most: How many there may be.

        Raises:
            SandboxError: There are more, or the sandbox is spent.
        """
        return self.look((folder,), most=most).listings[0]

    def look(
        self,
        folders: Sequence[str] = (),
        files: Mapping[str, int] | None = None,
        *,
        closed: Collection[str] = (),
        most: int = _MOST_FILES,
    ) -> Look:
        """List folders and read files, as `listing` and `read` do, with one question.

        Args:
            folders: The folders.
            files: The most bytes that a file may hold, by its path.
            closed: Paths, below one of the folders, of folders whose content is not listed.
            most: How many files may lie in each folder.

        Raises:
            SandboxError: There are more, a file holds more or cannot be read, or the sandbox is spent.
        """
        places = self._open.places
        if unknown := [each for each in folders if each not in places]:
            message = f"'{unknown[0]}' is none of the places where a sandbox keeps files: {', '.join(places)}"
            raise SandboxError(message)
        wanted = [(*self._place(path), size) for path, size in (files or {}).items()]
        named = [places[each] for each in folders]
        question = {"do": "look", "folders": named, "files": wanted, "closed": list(closed), "most": most}
        size = _ROW * most * len(folders) + 2 * sum(size for _, _, size in wanted)
        return look_of(self._ask(question, most=size), len(folders), len(wanted))

    @property
    def _open(self) -> Enclosure:
        if self._enclosure is None:
            raise SandboxError(self._spent)
        return self._enclosure

    def _command(self, do: str, argv: Sequence[str], env: Mapping[str, str] | None, cwd: str) -> dict[str, object]:
        variables = {**self.environment, **(env or {})}
        if not argv or any("\0" in each for each in (*argv, cwd, *variables, *variables.values())):
            message = "a command needs a program, and none of its words or variables may hold a NUL"
            raise SandboxError(message)
        return {"do": do, "argv": list(argv), "env": variables, "cwd": self._inside(cwd)}

    def _inside(self, path: str) -> str:
        """A path as the supervisor has it."""
        path = posixpath.normpath(posixpath.join(HOME, path))
        for place, real in self._open.places.items():
            if path == place or path.startswith(f"{place}/"):
                return real + path.removeprefix(place)
        return path

    def _place(self, path: str) -> tuple[str, str]:
        """The place that a file lies in, as the supervisor has it, and its path below that."""
        path = posixpath.normpath(posixpath.join(HOME, path.replace("\0", "")))
        for place, real in self._open.places.items():
            for each in (place, real):
                if path.startswith(f"{each}/"):
                    return real, path.removeprefix(f"{each}/")
        message = f"'{path}' lies in none of the places where a sandbox keeps files: {', '.join(self._open.places)}"
        raise SandboxError(message)

    def _ask(self, question: dict[str, object], *, seconds: float = 0.0, most: int = 0) -> dict[str, object]:
        if self._spent or self._line is None:
            raise SandboxError(self._spent)
        # It stays so where this is interrupted: the next answer would be that to this question.
        self._spent = "the sandbox was left in the middle of a command; open another one"
        answer = self._line.ask(question, seconds=seconds, most=_SMALL + most)
        spent, error = answer.get("spent"), answer.get("error")
        self._spent = str(spent) if spent else ""
        if spent or error:
            raise SandboxError(str(spent or error))
        return answer


def _end_of(file: IO[bytes]) -> str:
    """The last line that was written to a file."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - _COMPLAINT))
    lines = file.read().decode("utf-8", "replace").splitlines()
    return lines[-1] if lines else ""
