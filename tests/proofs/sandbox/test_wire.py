"""The supervisor's end of its pipes."""

from __future__ import annotations

import json
import marshal
import os
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.proofs.sandbox.inside.wire import LENGTH, Wire

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXT = st.text(st.characters())  # lone surrogates too: a path may hold any byte
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=8,
)


@pytest.fixture
def ends() -> Iterator[tuple[Wire, int, int]]:
    """A wire, where to write requests, and where to read answers."""
    (requests, asks), (answered, answers) = os.pipe(), os.pipe()
    yield Wire(requests, answers), asks, answered
    for each in (requests, asks, answered, answers):
        os.close(each)


def _plain(value: object) -> object:
    """A value as JSON has it, with bytes in base 64."""
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


@given(st.dictionaries(_TEXT, _VALUES, max_size=4))
def test_answers(content: dict[str, object]) -> None:
    """An answer is a line of JSON, in ASCII, and means what was answered."""
    answered, answers = os.pipe()
    try:
        Wire(-1, answers).answer(content)
        line = os.read(answered, 1 << 16)
    finally:
        os.close(answered)
        os.close(answers)
    assert line.endswith(b"\n")
    assert line.isascii()
    assert line.count(b"\n") == 1
    assert json.loads(line) == _plain(content)


def test_requests(ends: tuple[Wire, int, int]) -> None:
    """Requests come one after the other, in pieces or together; the end of them is told."""
    wire, asks, _ = ends
    requests = [{"do": "run", "stdin": b"\0\n\xff", "cwd": "/\udcff"}, {"do": "look", "files": [("a", "b", 1)]}]
    sent = [marshal.dumps(each) for each in requests]  # type: ignore[arg-type]  # they can be
    os.write(asks, b"".join(len(each).to_bytes(LENGTH) + each for each in sent))
    seen = [(wire.waiting, wire.receive()) for _ in requests]
    assert seen == [(False, requests[0]), (True, requests[1])]
    assert not wire.waiting


def test_end_of_requests() -> None:
    """Whoever asks may go in the middle of a request."""
    requests, asks = os.pipe()
    os.write(asks, (9).to_bytes(LENGTH) + b"x")
    os.close(asks)
    assert Wire(requests, -1).receive() is None
    os.close(requests)
