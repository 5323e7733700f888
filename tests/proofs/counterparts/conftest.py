"""Counterparts that stand in a sandbox."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from runbook_site.model.counterparts import Counterparts
from runbook_site.proofs.sandbox.offer import tried
from runbook_site.proofs.sandbox.sandbox import open_session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from runbook_site.proofs.counterparts.counterpart import Counterpart, Standing
    from runbook_site.proofs.sandbox.enclosure import Kind
    from runbook_site.proofs.sandbox.session import Session

    Stand = Callable[..., "Stood"]


@dataclass(frozen=True)
class Stood:
    """A counterpart in a sandbox of its own."""

    session: Session
    standing: Standing
    declared: Counterparts

    def bash(self, script: str) -> str:
        """All that a script prints, run as a command of a runbook is."""
        path = ":".join((*self.standing.folders, self.session.environment["PATH"]))
        outcome = self.session.run(["bash", "-c", script], env={**self.standing.environment, "PATH": path})
        return (outcome.output + outcome.errors).decode("utf-8", "replace")


def stand_in(left: ExitStack, counterpart: Counterpart, fields: Mapping[str, Any], kind: Kind | None = None) -> Stood:
    """Open a sandbox, and start a counterpart in it."""
    declared = Counterparts.model_validate(fields)
    lacking = counterpart.missing(declared)
    if lacking and ("redis" in lacking or not tried("bubblewrap").usable):
        pytest.skip(reason=lacking)
    assert not lacking
    needs = counterpart.needs(declared)
    opened = open_session(programs=needs.programs, hosts=needs.hosts, paths=needs.paths, kind=kind)
    session = left.enter_context(opened)
    return Stood(session, counterpart.start(session, declared), declared)


@pytest.fixture
def stand() -> Iterator[Stand]:
    """Starts a counterpart in a sandbox of its own."""
    with ExitStack() as left:
        yield lambda counterpart, fields, kind=None: stand_in(left, counterpart, fields, kind)


@pytest.fixture(params=["bubblewrap", "landlock"])
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each kind of sandbox; one that this machine does not offer is skipped, with the reason."""
    name: Kind = request.param
    if not tried(name).usable:
        pytest.skip(reason=f"{name} is not offered here: {tried(name).why}")
    return name
