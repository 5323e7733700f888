"""What is set up in a sandbox for commands: recorders, filters, and a shell that goes on where it stopped."""

from __future__ import annotations

import re
import secrets
import shlex
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.proofs.rehearsal.filters import FILTERS, RUN_BEHIND, wrapper_arms
from runbook_site.proofs.rehearsal.made import made_arms
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.session import HOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from runbook_site.proofs.sandbox.outcome import File
    from runbook_site.proofs.sandbox.session import Session

TEMPORARY = "/tmp"  # noqa: S108 - the sandbox's
_INSIDE = Path(__file__).with_name("inside")
_SCRIPTS = {"recorder.sh": 0o755, "prelude.bash": 0o644, "begin.bash": 0o644, "keep.bash": 0o644}
_STANDING_IN = {"real.sh": 0o755, "wrapper.sh": 0o755, "sleep.sh": 0o755, "watch.sh": 0o755, "tail.sh": 0o755}
_NAME = re.compile(r"[A-Za-z0-9_\[][A-Za-z0-9_.+\[-]{0,99}")
_PATH = re.compile(r"/[A-Za-z0-9_./+-]{1,199}")
_SLEEPS = frozenset({"sleep", "usleep"})
_WAITING = _SLEEPS | {"watch"}
_MOST_SAID = 200
_KEPT = ("/bin", "/filters", "/recorder", "/real", "/wrapper", "/sleep", "/watch", "/tail", "/prelude", "/begin")
_WAITS = 5
"""How often a command may wait before it is interrupted."""


@dataclass(frozen=True, slots=True)
class Left:
    """What lies in a sandbox after a command.

    Attributes:
        files: What a command can have made, by path.
        own: What is set up here, by path below its folder; the links in them are left out.
        notes: What some files of that folder hold, by name.
    """

    files: Mapping[str, File]
    own: Mapping[str, File]
    notes: Mapping[str, bytes]


class Stage:
    """A sandbox with a folder that holds recorders under the names of outside programs."""

    def __init__(
        self,
        session: Session,
        programs: Iterable[str],
        asked: Iterable[str],
        real: Mapping[str, str] | None = None,
        scripts: Iterable[str] = (),
    ) -> None:
        """Set it up.

        Args:
            session: The sandbox.
            programs: Names and absolute paths of the outside programs that reading saw.
            asked: Names of the variables that recorders look for.
            real: Paths of those that are not recorded alone but run as well, by name. Where some are given, waiting
                takes its time.
            scripts: Absolute paths of programs that run for real as well.

        Raises:
            SandboxError: The sandbox is spent.
        """
        self.session = session
        self.mark = secrets.token_hex(16)
        self._name = f".rehearsal-{secrets.token_hex(8)}"
        self.place = f"{TEMPORARY}/{self._name}"
        """This folder, as the sandbox's reader and writer know it; `folder` is its path for commands."""
        self.folder = f"{session.environment.get('TMPDIR', TEMPORARY)}/{self._name}"
        self._programs = tuple(programs)
        self._asked = " ".join(asked) or "PATH"
        self._real = real or {}
        self._is_rehearsal = real is None
        self._scripts = tuple(scripts)
        self._set_up()

    @property
    def environment(self) -> dict[str, str]:
        """What a shell needs to find recorders and filters, and nothing else."""
        return {"PATH": f"{self.folder}/bin:{self.folder}/filters", "BASH_ENV": f"{self.folder}/prelude"}

    def script(self) -> bytes:
        """A program of the service's own: a recorder, under its own path."""
        return f"#!/bin/sh\n. {shlex.quote(self.folder + '/recorder')}\n".encode()

    def own(self, path: str) -> str | None:
        """The part of a path of `TEMPORARY` below this folder; ``None`` for others."""
        return path[len(self._name) :] if path == self._name or path.startswith(f"{self._name}/") else None

    def left(self, notes: Mapping[str, int] | None = None) -> Left:
        """What lies in the sandbox after a command.

        Args:
            notes: The most bytes of each file of this folder that is read too, by its name.

        Raises:
            SandboxError: There is more than can be looked at, or the sandbox is spent.
        """
        wanted, folders = notes or {}, self.session.folders
        look = self.session.look(
            (TEMPORARY, HOME, *folders),
            {f"{self.place}/{name}": most for name, most in wanted.items()},
            closed=(f"{self._name}/bin", f"{self._name}/filters"),  # links: none can be changed without the folder
        )
        temporary, home, *others = look.listings
        own = {path: each for each in temporary if (path := self.own(each.path)) is not None}
        files = {each.path: each for each in home}
        files |= {f"{TEMPORARY}/{each.path}": each for each in temporary if self.own(each.path) is None}
        for folder, listing in zip(folders, others, strict=True):
            files |= {f"{folder}/{each.path}": each for each in listing}
        return Left(files, own, {name: each or b"" for name, each in zip(wanted, look.contents, strict=True)})

    def is_intact(self, left: Left) -> bool:
        """Whether nothing of it was changed; where it was, it is set up anew."""
        if _state(left) == self._standing:
            return True
        removed = self.session.run(["rm", "-rf", "--", f"{self.folder}/bin", f"{self.folder}/filters"])
        if removed.status != 0:
            message = (
                f"the recorders could not be set up anew: {removed.errors.decode('utf-8', 'replace')[:_MOST_SAID]}"
            )
            raise SandboxError(message)
        self._set_up()
        return False

    def _set_up(self) -> None:
        functions = "".join(
            f"function {path} {{ '{self.folder}/recorder' {path} \"$@\"; }}\n"
            for path in sorted(set(self._programs))
            if _PATH.fullmatch(path)
        )
        filled = {
            "@FOLDER@": self.folder,
            "@MARK@": self.mark,
            "@MADE@": made_arms(),
            "@NAMES@": self._asked,
            "@WRAPPERS@": wrapper_arms(),
            "@WAITS@": str(_WAITS),
            "@SCRIPTS@": "".join(f" | {shlex.quote(path)}" for path in self._scripts),
            "@REAL@": "\n".join(f"{name}) program={shlex.quote(path)} ;;" for name, path in self._real.items()),
        }
        written: dict[str, tuple[bytes, int]] = {}
        for name, mode in (_SCRIPTS | _STANDING_IN).items():
            text = (_INSIDE / name).read_text(encoding="utf-8")
            for sign, value in filled.items():
                text = text.replace(sign, value)
            if name == "prelude.bash":
                text += functions
            written[f"{self.place}/{name.partition('.')[0]}"] = text.encode(), mode
        self.session.write_all(written, {f"{self.place}/{path}": target for path, target in self._links()})
        self._standing = _state(self.left())

    def _links(self) -> Iterator[tuple[str, str]]:
        """The names that programs are found by, and what stands there: a script that goes by its name, or a filter."""
        path = self.session.environment["PATH"]
        sleeps = frozenset() if self._is_rehearsal else _SLEEPS
        for name in sorted((FILTERS | sleeps) - {"tail"} - self._real.keys()):
            if program := _installed(name, path):
                yield f"filters/{name}", program
        recorders = {name for name in self._programs if _NAME.fullmatch(name)} - FILTERS - RUN_BEHIND - _WAITING
        scripts: dict[str, Iterable[str]] = {
            "recorder": (recorders | {"kill"}) - self._real.keys(),
            "wrapper": RUN_BEHIND,
            "sleep": _SLEEPS - sleeps,
            "watch": {"watch"},
            "tail": {"tail"},
            "real": self._real.keys(),
        }
        for script, names in scripts.items():
            yield from ((f"bin/{name}", f"../{script}") for name in sorted(names))


@cache
def _installed(name: str, path: str) -> str | None:
    """Where a program of this machine is: looked for once, and not for every runbook."""
    return shutil.which(name, path=path)


def _state(left: Left) -> Mapping[str, tuple[int, int, int]]:
    """What must not change of what is set up: all but what recorders and the shell note."""
    return {
        path: (each.mode, each.size, each.changed)
        for path, each in left.own.items()
        if path.startswith(_KEPT) or path == "/keep"
    }
