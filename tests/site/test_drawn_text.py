"""Texts that are broken by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.site.drawn_text import visible, width, wrap


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Restart", ("Restart",)),
        ("Restart the shop", ("Restart the", "shop")),
        ("Restart the shop and everything else", ("Restart the", "shop and…")),
        ("Internationalisation", ("Internationali", "sation")),
        ("x" * 2000, ("x" * 11, "x" * 9 + "…")),
        ("", ("",)),
        ("a\u200bb\u202e c\u2066", ("ab c",)),
    ],
)
def test_wrap(text: str, lines: tuple[str, ...]) -> None:
    """Words stay whole where they fit, and what is left out is seen to be."""
    assert wrap(text, 72, 10, 2) == lines


@given(st.text(max_size=300), st.floats(12, 300), st.integers(1, 4))
def test_lines_fit(text: str, room: float, lines: int) -> None:
    """Whatever the text: few enough lines, none of them too wide, and either all of it or a sign that it was cut."""
    wrapped = wrap(text, room, 10, lines)
    assert 1 <= len(wrapped) <= lines
    whole = visible(text)
    assert all(width(line, 10) <= max(room, 2 * 10) for line in wrapped)
    assert "".join(wrapped).replace(" ", "") == whole.replace(" ", "") or wrapped[-1].endswith("…")


@given(st.text())
def test_nothing_unseen_is_left(text: str) -> None:
    """No character that turns the direction of writing, ends the line or has no place in XML."""
    assert all(character.isprintable() for character in visible(text))
