"""What a rehearsal sets up in a sandbox: recorders, filters, and a shell that goes on where it stopped."""

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
    from collections.abc import Iterable, Mapping

    from runbook_site.proofs.sandbox.outcome import File
    from runbook_site.proofs.sandbox.session import Session

TEMPORARY = "/tmp"  # noqa: S108 - the sandbox's
_INSIDE = Path(__file__).with_name("inside")
_SCRIPTS = {"recorder.sh": 0o755, "prelude.bash": 0o644, "begin.bash": 0o644, "keep.bash": 0o644}
_STANDING_IN = {"wrapper.sh": 0o755, "sleep.sh": 0o755, "watch.sh": 0o755, "tail.sh": 0o755}
_NAME = re.compile(r"[A-Za-z0-9_\[][A-Za-z0-9_.+\[-]{0,99}")
_PATH = re.compile(r"/[A-Za-z0-9_./+-]{1,199}")
_WAITING = frozenset({"sleep", "usleep", "watch"})
_STANDING_IN_NAMES = frozenset({"tail"})
_MOST_SAID = 200
_WAITS = 5
"""How often a command may wait before it is interrupted."""


class Stage:
    """A sandbox with a folder that holds recorders under the names of outside programs."""

    def __init__(self, session: Session, programs: Iterable[str], asked: Iterable[str]) -> None:
        """Set it up.

        Args:
            session: The sandbox.
            programs: Names and absolute paths of the outside programs that reading saw.
            asked: Names of the variables that recorders look for.

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
                ("/bin/", "/recorder", "/wrapper", "/sleep", "/watch", "/tail", "/prelude", "/begin", "/keep")
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
        }
        for name, mode in (_SCRIPTS | _STANDING_IN).items():
            text = (_INSIDE / name).read_text(encoding="utf-8")
            for sign, value in filled.items():
                text = text.replace(sign, value)
            if name == "prelude.bash":
                text += functions
            self.session.write(f"{self.place}/{name.partition('.')[0]}", text.encode(), mode)
        recorders = {name for name in self._programs if _NAME.fullmatch(name) and name not in FILTERS}
        links = self._links(recorders - RUN_BEHIND - _WAITING | {"kill"})
        done = self.session.run(["sh", "-e", "-c", links])
        if done.status != 0:
            message = f"the recorders could not be set up: {done.errors.decode('utf-8', 'replace')[:_MOST_SAID]}"
            raise SandboxError(message)
        self._standing = self._state(self.session.listing(TEMPORARY))

    def _links(self, recorders: Iterable[str]) -> str:
        """A script that puts programs into a folder: copies of scripts, as one process makes any number of them."""
        path = self.session.environment["PATH"]
        real = [found for name in sorted(FILTERS - _STANDING_IN_NAMES) if (found := shutil.which(name, path=path))]
        copies = {"recorder": recorders, "wrapper": RUN_BEHIND, "sleep": {"sleep", "usleep"}}
        lines = [f"rm -rf bin; mkdir bin && cd bin && ln -s -- {shlex.join(real)} ."]
        for script, names in (copies | {"watch": {"watch"}, "tail": {"tail"}}).items():
            lines.append(
                f"tee -- {shlex.join(sorted(names))} <../{script} >/dev/null && chmod 755 {shlex.join(sorted(names))}"
            )
        return f"cd {shlex.quote(self.folder)} && " + "\n".join(lines)
