"""What a runbook holds must not act on a terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from runbook_site.sources.printable import printable


@given(st.text())
def test_nothing_that_a_terminal_would_act_on_is_left(text: str) -> None:
    """No character that moves a cursor, colours, or turns the writing direction comes through."""
    shown = printable(text)
    assert not [c for c in shown if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]


def test_escape_sequences_are_spelled_out() -> None:
    """A title that would clear the screen is shown for what it is."""
    assert printable("a\x1b[2Jb\u202ec\td") == "a\\x1b[2Jb\\u202ec    d"


@given(st.text(alphabet=st.characters(codec="latin-1", categories=["L", "N", "P", "Zs"])))
def test_ordinary_text_is_left_alone(text: str) -> None:
    """Letters, digits and punctuation of every language are shown as they are."""
    visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
    assert printable(visible) == visible
