"""The parts of the standard library that the supervisor has in a short form."""

from __future__ import annotations

import signal

import pytest

from runbook_site.proofs.sandbox.inside import lean
from runbook_site.proofs.sandbox.inside.processes import Process
from runbook_site.proofs.sandbox.inside.program import Order, Program


def test_named_tuple() -> None:
    """Fields by place and by name, with defaults, and methods."""
    program = Program(1, -1, -1, -1, stderr=-1)
    assert (program.pid, program.stderr) == (1, -1)
    program.close()
    assert Order.__doc__
    assert Order.__doc__.startswith("What is to be run.")
    order = Order(["true"], {}, "/", program)  # type: ignore[arg-type]  # whatever it is
    assert order.stdin == b""
    assert order[0] == ["true"]
    with pytest.raises(TypeError):
        Process(1)  # type: ignore[call-arg]  # that is the point


@pytest.mark.parametrize("name", ["SIGKILL", "SIGSTOP", "SIGCONT", "SIGPIPE", "SIGXFSZ", "SIGINT", "SIG_DFL"])
def test_signals(name: str) -> None:
    """The numbers are those of the original."""
    assert getattr(lean.signal, name) == getattr(signal, name)
