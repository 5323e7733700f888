"""What comes out of a sandbox is believed only as far as it can be read."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.sandbox.answer import bytes_of, flag_of, look_of, number_of, outcome_of
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.line import Line
from runbook_site.proofs.sandbox.outcome import File, Look

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD = {"status": 0, "output": "eA==", "errors": "", "why": "", "seconds": 0.1}


def _look(answer: dict[str, object]) -> Look:
    return look_of(answer, folders=1, files=1)


def test_good_answer() -> None:
    """An answer as it should be is read."""
    look = _look({"listings": [[["a", 1, 2, 3]]], "contents": ["eA=="]})
    assert (look.listings, look.contents) == (((File("a", 1, 2, 3),),), (b"x",))
    assert _look({"listings": [[]], "contents": [None]}).contents == (None,)
    assert outcome_of(GOOD).output == b"x"
    assert outcome_of(GOOD | {"status": None, "why": "time"}).status is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "0"},
        {"status": True},
        {"status": 0.0},
        {"output": None},
        {"output": 5},
        {"output": "é"},
        {"output": "eA=="[:3]},
        {"why": "because"},
        {"why": None},
        {"seconds": "1"},
        {"seconds": float("nan")},
        {"seconds": float("inf")},
    ],
)
def test_wrong_outcome(wrong: dict[str, object]) -> None:
    """An answer of another form is an error, and no outcome."""
    with pytest.raises(SandboxError):
        outcome_of(GOOD | wrong)


@pytest.mark.parametrize(
    ("read", "answer"),
    [
        (lambda answer: number_of(answer, "x"), {"x": True}),
        (lambda answer: number_of(answer, "x"), {}),
        (lambda answer: flag_of(answer, "x"), {"x": 1}),
        (lambda answer: bytes_of(answer, "x"), {}),
        (_look, {}),
        (_look, {"listings": [], "contents": []}),
        (_look, {"listings": {}, "contents": ["eA=="]}),
        (_look, {"listings": [{}], "contents": ["eA=="]}),
        (_look, {"listings": [[["a", 1, 2]]], "contents": ["eA=="]}),
        (_look, {"listings": [[["a", 1, 2, True]]], "contents": ["eA=="]}),
        (_look, {"listings": [[[b"a", 1, 2, 3]]], "contents": ["eA=="]}),
        (_look, {"listings": [["abcd"]], "contents": ["eA=="]}),
        (_look, {"listings": [[]], "contents": [5]}),
        (_look, {"listings": [[]], "contents": ["eA="]}),
        (_look, {"listings": [[], []], "contents": ["eA=="]}),
        (outcome_of, {}),
    ],
)
def test_wrong_answer(read: Callable[[dict[str, object]], object], answer: dict[str, object]) -> None:
    """Each part of an answer is what it has to be, or an error."""
    with pytest.raises(SandboxError):
        read(answer)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("print('[' * 40000)", "cannot be read"),
        ("print('rubbish')", "cannot be read"),
        ("print('[]')", "is none"),
        ("print('null')", "is none"),
        ("import sys; sys.stdout.buffer.write(b'\\xff\\n')", "cannot be read"),
        ("print('x' * 100000)", "longer than it can be"),
        ("while True: print('x' * 1000, end='')", "longer than it can be"),
        ("print('{}', end='')", "has ended"),
        ("", "has ended"),
    ],
)
def test_line_that_says_something_else(script: str, message: str) -> None:
    """Whatever is at the other end, asking it ends, with an error that says what is wrong."""
    with subprocess.Popen(
        [sys.executable, "-I", "-c", f"import os; os.read(0, 1)\n{script}"],  # it answers once it is asked
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
    ) as process:
        with pytest.raises(SandboxError, match=message):
            Line(process).ask({"do": "nothing"}, seconds=1, most=50_000)
        process.kill()


def test_line_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A supervisor that does not answer is not waited for without end, be it that it does not even read."""
    monkeypatch.setattr("runbook_site.proofs.sandbox.line._GRACE", 0.1)
    for question in ({"do": "nothing"}, {"do": "x" * 1_000_000}):
        with subprocess.Popen(["sleep", "60"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as process:
            with pytest.raises(SandboxError, match="in time"):
                Line(process).ask(question, seconds=0.1, most=100)
            process.kill()
