"""What commands find when they are executed."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from runbook_site.proofs.rehearsal.expected import outside_programs
from runbook_site.proofs.rehearsal.files import normal
from runbook_site.proofs.rehearsal.filters import SHELLS
from runbook_site.proofs.rehearsal.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.proofs.counterparts.counterpart import Standing
    from runbook_site.proofs.rehearsal.values import Values
    from runbook_site.proofs.sandbox.session import Session
    from runbook_site.snippets.snippet import Chunk

_WHERE = 'for name do printf "%s\\n" "$(command -v -- "$name")"; done'
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]{0,99}")


class Circumstances:
    """A sandbox with counterparts, programs that may run, and values.

    Attributes:
        session: The sandbox.
        standing: What stands in it.
        values: Of the runbook's variables.
        exported: What commands find in their environment.
        stage: Where commands find programs.
    """

    def __init__(
        self,
        session: Session,
        pairs: Sequence[tuple[Entry, Chunk]],
        values: Values,
        standing: Standing,
    ) -> None:
        """Set up.

        Args:
            session: A sandbox, entered, in which the counterparts stand.
            pairs: The commands of a runbook, with the same taken apart.
            values: Of its variables, and of what they find in their environment.
            standing: What stands there.

        Raises:
            SandboxError: The sandbox is spent.
        """
        self.session, self.standing = session, standing
        self.values, self.exported = values, values.exported
        self._real = _paths(session, standing)
        self._scripts = {normal(name) for name in standing.tools - self._real.keys()}
        programs = {name for _, chunk in pairs for name in outside_programs(chunk)}
        others = {name for name in programs if normal(name) not in self._scripts}
        self.stage = Stage(session, others, (), self._real, filter(posixpath.isabs, self._scripts))

    def has(self, name: str) -> bool:
        """Whether a program is there for real, under this name."""
        return name in self._real

    def path(self, name: str) -> str:
        """Where a program lies that is there for real.

        Raises:
            KeyError: There is none of this name.
        """
        return self._real[name]

    def script_names(self) -> set[str]:
        """Names of the scripts that are there for real, without their folders."""
        return {path.rpartition("/")[2] for path in self._scripts}

    def absent(self, chunk: Chunk, functions: Collection[str]) -> Iterator[str]:
        """Names of the programs that a command calls, and for which nothing real stands.

        Args:
            chunk: The command.
            functions: Names that are functions of the shell by then.
        """
        for name in sorted(set(outside_programs(chunk))):
            is_script = "/" in name and normal(name) in self._scripts
            if not (name in self._real or is_script or name in functions or name in SHELLS):
                yield name

    def hide(self, text: str) -> str:
        """A text with ``$NAME`` in the place of every secret, and without the paths of what was set up."""
        return self.values.hide(text.replace(f"{self.stage.folder}/", ""))


def _paths(session: Session, standing: Standing) -> dict[str, str]:
    """Where the programs of counterparts lie, by name; those that are not there are left out."""
    names = sorted(filter(_NAME.fullmatch, standing.tools))
    outcome = session.run(["sh", "-c", _WHERE, "sh", *names], env={"PATH": real_path(session, standing)})
    paths = outcome.output.decode("utf-8", "replace").splitlines()
    return {name: path for name, path in zip(names, paths, strict=False) if path.startswith("/")}


def real_path(session: Session, standing: Standing) -> str:
    """Where the programs of counterparts are looked for, and those of the system."""
    return ":".join((*standing.folders, session.environment["PATH"]))
