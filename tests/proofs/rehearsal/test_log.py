"""What comes out of the sandbox is read strictly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.proofs.rehearsal.log import Noted, UnreadableLogError, read_log


def _record(*argv: str, there: str = "", number: str | None = None) -> bytes:
    fields = ["mark", "/home", "7", there, "A B", "", number or str(len(argv) - 1), *argv]
    return "".join(f"{each}\0" for each in fields).encode()


def test_calls() -> None:
    """Calls are read in order, with words that hold anything, and with what was there of them."""
    first, second = read_log(
        b"begin 3\0" + _record("psql", "-f", "a b\n", there=" 2:") + _record("curl", "x=y@f", there=" 1:@ 9:"),
        3,
        "mark",
    )
    assert first == Noted("/home", "7", frozenset({"a b\n"}), ("A", "B"), "", ("psql", "-f", "a b\n"))
    assert second.there == {"f", ""}


@pytest.mark.parametrize(
    "log",
    [
        b"x",
        b"mark\0",
        b"other\0" * 9,
        _record("psql", number="5"),
        _record("psql", number="-1"),
        _record("psql", number="99999999999999999999"),
        _record("psql") + b"more\0",
        _record("psql") * 501,
    ],
)
def test_no_calls(log: bytes) -> None:
    """What recorders do not write is refused as a whole."""
    with pytest.raises(UnreadableLogError):
        read_log(b"begin 3\0" + log, 3, "mark")


@pytest.mark.parametrize("log", [b"", b"begin 3", b"begin 2\0", _record("psql")])
def test_not_begun(log: bytes) -> None:
    """Where nothing says that the command began, nothing is known of it."""
    with pytest.raises(UnreadableLogError, match="did not begin"):
        read_log(log, 3, "mark")


@given(st.lists(st.sampled_from([b"begin 3", b"mark", b"1", b"", b"2:@", b"\xff", b"x=y"]), max_size=30))
def test_anything(fields: list[bytes]) -> None:
    """Whatever a command writes there, it is read or refused."""
    try:
        calls = read_log(b"\0".join(fields), 3, "mark")
    except UnreadableLogError:
        return
    assert all(each.argv for each in calls)
