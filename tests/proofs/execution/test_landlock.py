"""Execution where there is no bubblewrap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.counterparts import programs
from runbook_site.proofs.sandbox import sandbox
from runbook_site.proofs.sandbox.offer import Offer, tried

if TYPE_CHECKING:
    from tests.proofs.execution.conftest import Execute


@pytest.fixture
def without_bubblewrap(executed: Execute, monkeypatch: pytest.MonkeyPatch) -> Execute:
    """Executes commands as on a machine that has Landlock alone."""
    if not tried("landlock").usable:
        pytest.skip(reason=f"landlock is not offered here: {tried('landlock').why}")
    monkeypatch.setattr(sandbox, "best", lambda: "landlock")
    monkeypatch.setattr(programs, "tried", lambda kind: Offer(kind, usable=False, why="none", advice="Install it."))
    return executed


def test_a_server_needs_bubblewrap(without_bubblewrap: Execute) -> None:
    """There is no network under Landlock: it is not tried, and what to do is said."""
    (one,) = without_bubblewrap("psql -l")
    assert one.untried
    assert one.why_not[0].endswith("Install it.")


def test_a_reader_that_stops_early(without_bubblewrap: Execute) -> None:
    """It ends who writes to it, as in a terminal."""
    (one,) = without_bubblewrap("head -1 <(yes)", service="", own="files: {a: b}\n")
    assert (one.why_not, one.status) == ((), 0)


def test_files_do_not(without_bubblewrap: Execute) -> None:
    """What needs no network is executed there too."""
    own = "files: {names.txt: 'b a'}\nset_up: |\n  tr ' ' '\\n' <names.txt >lines.txt\n  export first=a\n"
    sort, missing = without_bubblewrap(
        'run: sort lines.txt | grep -x "$first"\nexpect: {contains: [a], then: test -s lines.txt}',
        "sort nowhere.txt",
        service="",
        own=own,
        head="variables:\n  first: {description: which}\n",
    )
    assert (sort.why_not, sort.status) == ((), 0)
    assert any("no step makes 'nowhere.txt'" in why for why in missing.why_not)
