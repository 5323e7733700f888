"""Texts in quotes, held against the types that they become."""

from __future__ import annotations

import pytest

from runbook_site.checks.postgresql.literals import literal_complaint

TAKEN = {
    "int4": ("5", " -5 ", "+7", "0x1F", "1_000"),
    "float8": ("1e3", ".5", "5.", "inf", "-Infinity", "NaN"),
    "bool": ("t", "of", "yes", " true ", "0"),
    "timestamptz": ("now", "2024-02-29", "20240101", "January 8, 1999", "tomorrow allballs", "-infinity", "10:00"),
    "date": ("today", "2024/01/05", "J2451187"),
    "interval": ("5", "5 min", "P1D", "1:30", "-infinity", "1 y 2 mons", "5 minutes ago"),
    "pg_lsn": ("0/0", "16/B374D848"),
    "inet": ("10.0.0.1", "10.0.0.0/8", "::1", "::ffff:10.0.0.1"),
    "uuid": ("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "A0EEBC999C0B4EF8BB6D6BB9BD380A11"),
    "jsonb": ("{}", "null", '{"a": [1]}'),
    "_int4": ("{1,2}", " {}", "[0:1]={1,2}"),
    "text": ("anything",),
}
REFUSED = {
    "int4": ("5.0", "abc", "", "12abc"),
    "numeric": ("abc", ""),
    "bool": ("yep", "truely", "waiting"),
    "timestamptz": ("5 min", "30 days", "never", "", "2024-13-45", "2024-02-30"),
    "interval": ("yesterday", "", "5 minutos"),
    "pg_lsn": ("0/GHI", "abc"),
    "inet": ("localhost", "10.0.0.256", "10.0.0.1/33", "db1.local"),
    "uuid": ("zzz", "a0eebc99"),
    "jsonb": ("{a", "[1,]"),
    "_int4": ("1,2",),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in TAKEN.items() for text in texts])
def test_taken(kind: str, text: str) -> None:
    """What a server takes is not reported."""
    assert literal_complaint(kind, text) is None


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in REFUSED.items() for text in texts])
def test_refused(kind: str, text: str) -> None:
    """What every server refuses is reported."""
    assert literal_complaint(kind, text) is not None


@pytest.mark.parametrize("text", ["PID", "YYYY-MM-DD", "x.x.x.x", "{ ... }", "<pid>", "#", "X/XXXXXXXX", "$AGE"])
def test_stands_for_another(text: str) -> None:
    """A text that shows where a value goes is not run as it is."""
    for kind in REFUSED:
        assert literal_complaint(kind, text) is None


def test_length_of_time_for_a_time() -> None:
    """Of the commonest slip, the message says what to write."""
    complaint = literal_complaint("timestamptz", "5 min")
    assert complaint is not None
    assert "interval '5 min'" in complaint.message
