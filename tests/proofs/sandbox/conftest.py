"""Every sandbox that this machine offers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

import pytest

from runbook_site.proofs.sandbox import landlock
from runbook_site.proofs.sandbox.limits import Limits
from runbook_site.proofs.sandbox.offer import ENCLOSE, offers
from runbook_site.proofs.sandbox.session import Session
from runbook_site.proofs.sandbox.wish import Wish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import ExitStack

    from runbook_site.proofs.sandbox.enclosure import Enclosure

TIGHT = Limits(seconds=5, memory=256 << 20, processes=40, output=200_000, disk=16 << 20)
"""Enough for a command, and quickly reached by one that takes what it can get."""

WAYS: dict[str, Callable[[ExitStack, Wish], Enclosure]] = {
    **{str(kind): enclose for kind, enclose in ENCLOSE.items()},
    # As on a kernel whose Landlock cannot keep signals inside: the filter of system calls does it then.
    "landlock-5": partial(landlock.enclose, scoped=False),
}


class Open(Protocol):
    """Makes a sandbox of one kind."""

    def __call__(self, limits: Limits = TIGHT) -> Session:
        """The sandbox, not started yet."""


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    """Each way to make a sandbox; one that this machine does not offer is skipped, with the reason."""
    name = str(request.param)
    for offer in offers():
        if name.startswith(offer.kind) and not offer.usable:
            pytest.skip(reason=f"{offer.kind} is not offered here: {offer.why}")
    return name


@pytest.fixture
def open_(way: str) -> Open:
    """Makes sandboxes of each kind."""
    return lambda limits=TIGHT: Session(WAYS[way], Wish(limits))


@pytest.fixture
def session(open_: Open) -> Iterator[Session]:
    """A sandbox of each kind."""
    with open_() as session:
        yield session


@pytest.fixture
def bash(session: Session) -> Callable[[str], str]:
    """Runs a script in a sandbox of each kind, and gives all that it printed."""

    def run(script: str) -> str:
        outcome = session.run(["bash", "-c", script])
        return (outcome.output + outcome.errors).decode("utf-8", "replace")

    return run
