"""Texts that mean harm cost themselves their rehearsal, and no other more than has to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from runbook_site.proofs.sandbox.enclosure import Kind
    from tests.proofs.rehearsal.conftest import Rehearse


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("while :; do :; done", "it does not end, with all programs ending at once"),
        ("yes", "it prints more than it may"),
        ("while :; do psql; done", "it does not end, with all programs ending at once"),
        ('echo gone > "${BASH_ENV%/*}/recorder"; psql', "it changed the recorders themselves"),
        ('rm -rf "${BASH_ENV%/*}"', "it changed the recorders themselves"),
        ('echo gone > "${BASH_ENV%/*}/bin/psql"; psql', "it changed the recorders themselves"),
        ('ln -sf /bin/false "${BASH_ENV%/*}/filters/grep"', "it changed the recorders themselves"),
        ('rm "${BASH_ENV%/*}/filters/grep"', "it changed the recorders themselves"),
        ('cp /bin/false "${BASH_ENV%/*}/filters/psql"', "it changed the recorders themselves"),
        (
            'cd "${BASH_ENV%/*}"; mv filters old; mkdir filters; cp old/mv filters',
            "it changed the recorders themselves",
        ),
        ('rm -rf "$DIR"/*', "the variable 'DIR' has no value"),
        (
            'psql; echo x >> "${BASH_ENV%/*}/log"',
            "what the recorders noted ends in the middle of a call",
        ),
    ],
)
def test_its_own_rehearsal(rehearsed: Rehearse, command: str, why: str) -> None:
    """Endless, loud, or tampering: it does not count, and the next one does."""
    bad, good = rehearsed(command, "psql -c 'select 1'")
    assert why in bad.why_not
    assert (good.why_not, len(good.calls)) == ((), 1)


def test_fork_bomb(rehearsed: Rehearse, kind: Kind) -> None:
    """What ends the sandbox is named by those behind it; nothing of these passes for rehearsed."""
    bad, good = rehearsed(":(){ :|:& };:", "psql -c 'select 1'", kind=kind)
    assert bad.why_not
    assert good.why_not == () or "the sandbox was ended by" in good.why_not[0]


@pytest.mark.parametrize(
    "command", ["readonly rehearsal_processes", "x=$(head -c 5000000 /dev/zero | tr '\\0' a)", "set -n"]
)
def test_shell_that_cannot_go_on(rehearsed: Rehearse, command: str) -> None:
    """Where a command leaves a shell in which nothing runs, those behind it get a new one."""
    _, good, last = rehearsed(command, "psql -c 'select 1'", "echo x")
    assert (good.why_not, len(good.calls)) == ((), 1)
    assert (last.why_not, last.status) == ((), 0)


def test_kill(rehearsed: Rehearse) -> None:
    """`kill` is recorded: it acts upon the world."""
    (one,) = rehearsed("kill -9 -1; psql")
    assert [call.program for call in one.calls] == ["kill", "psql"]


def test_environment_of_the_caller(rehearsed: Rehearse, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the caller's environment is seen."""
    monkeypatch.setenv("CALLERS_TOKEN", "do-not-show")
    (one,) = rehearsed('psql "${CALLERS_TOKEN:-none}"')
    assert one.calls[0].words == ("none",)
