"""Texts cut out of others keep the places of their characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from runbook_site.sources.lines import Piece, Quarry, with_plain_line_ends
from runbook_site.sources.text import SourceText

TEXT = st.text(alphabet="ab \t\r\n\0", max_size=30)


@given(TEXT, st.data())
def test_a_cut_is_the_same_as_that_of_mapped_text(text: str, data: st.DataObject) -> None:
    """The quick way to cut gives what the plain one gives."""
    plain = with_plain_line_ends(SourceText("a", text).whole())
    start = data.draw(st.integers(0, len(plain.text)))
    end = data.draw(st.integers(start, len(plain.text)))
    quick, slow = Quarry(plain).cut(start, end), plain.cut(start, end)
    assert quick.text == slow.text
    assert [quick.file_offset(at) for at in range(len(quick.text))] == [
        slow.file_offset(at) for at in range(len(slow.text))
    ]


@given(TEXT)
def test_line_ends_are_made_plain_and_nothing_is_lost(text: str) -> None:
    """Every character but the second of a pair of line ends is there, at its place."""
    plain = with_plain_line_ends(SourceText("a", text).whole())
    assert plain.text == text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    kept = [at for at in range(len(text)) if text[at - 1 : at + 1] != "\r\n" or at == 0]
    assert [plain.file_offset(at) for at in range(len(plain.text))] == kept
    assert plain.file_end == len(text)


def test_the_spaces_of_half_a_tab_stand_where_the_tab_is() -> None:
    """A tab that a list takes half of is not a character less."""
    text = Quarry(SourceText("a", "x\n\ty\n").whole()).gather([Piece(2, 3, 5)], 0)
    assert (text.text, [text.file_offset(at) for at in range(4)]) == ("  y\n", [2, 2, 3, 4])


def test_nothing_is_somewhere() -> None:
    """An empty text has a place as well: a finding about an empty block points at it."""
    text = Quarry(SourceText("a", "x\r\ny").whole()).cut(3, 3)
    assert (text.text, text.position(0).line) == ("", 2)
