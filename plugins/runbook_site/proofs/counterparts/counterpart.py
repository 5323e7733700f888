"""What a counterpart is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from runbook_site.model.counterparts import Counterparts
    from runbook_site.proofs.sandbox.session import Session


@dataclass(frozen=True, slots=True)
class Needs:
    """What a counterpart wants of the sandbox before that is opened.

    Attributes:
        programs: Files and folders of the host, shown at the same place.
        hosts: Addresses by name, for ``/etc/hosts``.
        paths: Absolute paths of files that it puts in place.
    """

    programs: tuple[Path, ...] = ()
    hosts: Mapping[str, str] = field(default_factory=dict)
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A counterpart that is there.

    Attributes:
        environment: Variables that every command finds.
        folders: Folders with its programs, for the front of ``PATH``.
        tools: Names of the programs that act upon it alone, and so may run for real.
        versions: Name and version of what stands there: ``("postgresql", "18.6")``.
        complaints: What it said went wrong since it was last asked, in sentences: a client may end well all the same.
        parts: Of several that are taken as one: each of them.
    """

    environment: Mapping[str, str] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    tools: frozenset[str] = frozenset()
    versions: tuple[tuple[str, str], ...] = ()
    complaints: Callable[[], Sequence[str]] = tuple
    parts: tuple[Standing, ...] = ()

    def against(self, called: Collection[str]) -> tuple[tuple[str, str], ...]:
        """Name and version of what some programs act upon, and their own: of those that were not called, nothing."""
        if self.parts:
            return tuple(dict.fromkeys(version for part in self.parts for version in part.against(called)))
        if self.tools.isdisjoint(called):
            return ()
        return tuple(each for each in self.versions if each[0] not in self.tools or each[0] in called)


class Counterpart(Protocol):
    """One kind of real thing: a module with these functions."""

    def missing(self, declared: Counterparts, /) -> str:
        """What this machine lacks for it, and what to install; empty where it can be had, or none is declared."""
        ...

    def needs(self, declared: Counterparts, /) -> Needs:
        """What it wants of the sandbox. Asked only where nothing is missing."""
        ...

    def start(self, session: Session, declared: Counterparts, /) -> Standing:
        """Set it up inside, as declared, and wait until it can be used.

        Raises:
            SandboxError: It does not start, with the end of what it printed.
        """
        ...
