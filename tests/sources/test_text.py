"""Positions are what everything else stands on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from runbook_site.sources.text import MappedText, Position, SourceText, join

TEXTS = st.text(alphabet=st.sampled_from("ab \t\r\n\f\x85\u2028é𝛑"), max_size=60)


@given(TEXTS, st.integers(min_value=0))
def test_every_offset_survives_the_way_to_a_position_and_back(text: str, number: int) -> None:
    """A finding's line and column lead back to exactly the character that it is about."""
    source = SourceText("a.md", text)
    offset = number % (len(text) + 1)
    assert source.offset(source.position(offset)) == offset


@given(TEXTS)
def test_lines_end_where_commonmark_ends_them(text: str) -> None:
    """A form feed or U+2028 in a command does not move the line numbers of what follows."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    source = SourceText("a.md", text)
    assert [source.line(number + 1) for number in range(len(lines))] == lines
    assert len(source.line_starts) == len(lines)


def test_columns_count_characters() -> None:
    """Editors count characters, not bytes or UTF-16 units."""
    source = SourceText("a.md", "x\n𝛑é$ ls")
    assert source.position(source.text.index("$")) == Position(2, 3)


@st.composite
def mapped_texts(draw: st.DrawFn) -> MappedText:
    """A file, and a text made of stretches of it."""
    source = SourceText("a.md", draw(st.text(alphabet="abc\n ", min_size=1, max_size=50)))
    cuts = sorted(draw(st.lists(st.integers(0, len(source.text)), min_size=2, max_size=8)))
    parts = [source.whole().cut(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    return join(parts, source)


@given(mapped_texts())
def test_a_joined_text_knows_where_each_character_stands(text: MappedText) -> None:
    """Stripped indents and prompts do not cost the positions of what is left."""
    for offset, character in enumerate(text.text):
        assert text.source.text[text.file_offset(offset)] == character
        assert text.text_offset(text.file_offset(offset)) == offset


@given(mapped_texts(), st.integers(0, 60), st.integers(0, 60))
def test_a_cut_keeps_the_places_of_its_characters(text: MappedText, first: int, second: int) -> None:
    """A command cut out of a fence still knows its line and column."""
    start, end = sorted((min(first, len(text.text)), min(second, len(text.text))))
    cut = text.cut(start, end)
    assert cut.text == text.text[start:end]
    for offset in range(len(cut.text)):
        assert cut.file_offset(offset) == text.file_offset(start + offset)


@given(mapped_texts())
def test_a_span_holds_all_of_its_text(text: MappedText) -> None:
    """What an editor marks begins with the first character of a command and ends behind its last one."""
    if not text.text:
        return
    span = text.span(0, len(text.text))
    assert text.source.offset(span.start) == text.file_offset(0)
    assert text.source.offset(span.end) >= text.file_offset(len(text.text) - 1) + 1
