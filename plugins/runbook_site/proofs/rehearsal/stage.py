"""What is set up in a sandbox for commands: recorders, filters, and a shell that goes on where it stopped."""

from __future__ import annotations

import re
import secrets
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.proofs.rehearsal.filters import FILTERS, RUN_BEHIND, wrapper_arms
from runbook_site.proofs.rehearsal.made import made_arms
from runbook_site.proofs.sandbox.error import SandboxError

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
_WAITS = 5
"""How often a command may wait before it is interrupted."""


class Stage:
    """A sandbox with a folder that holds recorders under the names of outside programs."""

    def __init__(
        self, session: Session, programs: Iterable[str], asked: Iterable[str], real: Mapping[str, str] | None = None
    ) -> None:
        """Set it up.

        Args:
            session: The sandbox.
            programs: Names and absolute paths of the outside programs that reading saw.
            asked: Names of the variables that recorders look for.
            real: Paths of those that are not recorded alone but run as well, by name. Where some are given, waiting
                takes its time.

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
        self._set_up()

    @property
    def environment(self) -> dict[str, str]:
        """What a shell needs to find recorders and filters, and nothing else."""
        return {"PATH": f"{self.folder}/bin", "BASH_ENV": f"{self.folder}/prelude"}

    def script(self) -> bytes:
        """A program of the service's own: a recorder, under its own path."""
        return f"#!/bin/sh\n. {shlex.quote(self.folder + '/recorder')}\n".encode()

    def own(self, path: str) -> str | None:
        """The part of a path of `TEMPORARY` below this folder; ``None`` for others."""
        return path[len(self._name) :] if path == self._name or path.startswith(f"{self._name}/") else None

    def temporary(self) -> tuple[File, ...]:
        """All that lies in the folder for temporary files, what is set up here too.

        Raises:
            SandboxError: There is more than can be looked at, or the sandbox is spent.
        """
        return self.session.listing(TEMPORARY)

    def visible(self, temporary: Iterable[File]) -> dict[str, File]:
        """What a command can have made, by path.

        Args:
            temporary: What `temporary` has listed.

        Raises:
            SandboxError: There is more than can be looked at, or the sandbox is spent.
        """
        files = {each.path: each for each in self.session.listing()}
        return files | {f"{TEMPORARY}/{e.path}": e for e in temporary if self.own(e.path) is None}

    def is_intact(self, files: Iterable[File]) -> bool:
        """Whether nothing of it was changed; where it was, it is set up anew."""
        if self._state(files) == self._standing:
            return True
        self._set_up()
        return False

    def _state(self, files: Iterable[File]) -> Mapping[str, tuple[int, int, int]]:
        """What must not change of what lies here: all but what recorders and the shell note."""
        return {
            path: (each.mode, each.size, each.changed)
            for each in files
            if (path := self.own(each.path))
            and path.startswith(
                ("/bin/", "/recorder", "/real", "/wrapper", "/sleep", "/watch", "/tail", "/prelude", "/begin", "/keep")
            )
        }

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
            "@REAL@": "\n".join(f"{name}) program={shlex.quote(path)} ;;" for name, path in self._real.items()),
        }
        for name, mode in (_SCRIPTS | _STANDING_IN).items():
            text = (_INSIDE / name).read_text(encoding="utf-8")
            for sign, value in filled.items():
                text = text.replace(sign, value)
            if name == "prelude.bash":
                text += functions
            self.session.write(f"{self.place}/{name.partition('.')[0]}", text.encode(), mode)
        done = self.session.run(["sh", "-e", "-c", "\n".join(self._links())])
        if done.status != 0:
            message = f"the recorders could not be set up: {done.errors.decode('utf-8', 'replace')[:_MOST_SAID]}"
            raise SandboxError(message)
        self._standing = self._state(self.temporary())

    def _links(self) -> Iterator[str]:
        """A script that puts programs into a folder: copies of scripts, as one process makes any number of them."""
        path = self.session.environment["PATH"]
        sleeps = frozenset() if self._is_rehearsal else _SLEEPS
        filters = sorted((FILTERS | sleeps) - {"tail"} - self._real.keys())
        found = [program for name in filters if (program := shutil.which(name, path=path))]
        yield f"cd {shlex.quote(self.folder)} && rm -rf bin && mkdir bin && cd bin && ln -s -- {shlex.join(found)} ."
        recorders = {name for name in self._programs if _NAME.fullmatch(name)} - FILTERS - RUN_BEHIND - _WAITING
        copies: dict[str, Iterable[str]] = {
            "recorder": (recorders | {"kill"}) - self._real.keys(),
            "wrapper": RUN_BEHIND,
            "sleep": _SLEEPS - sleeps,
            "watch": {"watch"},
            "tail": {"tail"},
            "real": self._real.keys(),
        }
        for script, names in copies.items():
            if names:
                words = shlex.join(sorted(names))
                yield f"tee -- {words} <../{script} >/dev/null && chmod 755 {words}"
