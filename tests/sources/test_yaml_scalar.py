"""Where each character of a YAML scalar stands in its file."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.sources.text import MappedText, SourceText
from runbook_site.sources.yaml_tree import parse_yaml

TEXTS = st.text(st.sampled_from("ab :#'\"\\-\t\n\r|>&*![]{},?%@é\ufeff😀\xa0\x07"), max_size=40)
LINES = st.lists(st.text(st.sampled_from("ab '\"\\:#\té😀"), max_size=8), max_size=6)


def scalar(text: str, *path: str | int) -> MappedText:
    """The scalar at a path of a YAML text."""
    mapped = parse_yaml(SourceText("x.yml", text).whole()).scalar(path)
    assert mapped is not None
    return mapped


def at(value: Any, *path: str | int) -> object:  # noqa: ANN401 - whatever YAML holds
    """The value at a path of a loaded document."""
    for part in path:
        value = value[part]
    return value


def offsets(mapped: MappedText) -> list[int]:
    """Where each character stands in the file."""
    return [mapped.file_offset(index) for index in range(len(mapped.text))]


@given(
    value=TEXTS,
    style=st.sampled_from([None, "'", '"', "|", ">"]),
    indent=st.integers(2, 9),
    width=st.integers(20, 60),
    allow_unicode=st.booleans(),
)
def test_dumped_text_is_found_again(
    *, value: str, style: str | None, indent: int, width: int, allow_unicode: bool
) -> None:
    """Whatever style PyYAML writes a text in, the mapped text is the value, and its places ascend in the file."""
    dumped = yaml.safe_dump(
        {"a": {"key": [value, {"deep": value}]}},
        default_style=style,
        indent=indent,
        width=width,
        allow_unicode=allow_unicode,
        default_flow_style=False,
    )
    for path in (("a", "key", 0), ("a", "key", 1, "deep")):
        mapped = scalar(dumped, *path)
        # Not compared with the value itself: PyYAML writes some texts so that it reads others.
        assert mapped.text == at(yaml.safe_load(dumped), *path)
        places = offsets(mapped)
        assert places == sorted(set(places))
        assert mapped.file_end <= len(dumped)
        assert not places or mapped.file_end > places[-1]


@given(
    lines=LINES,
    style=st.sampled_from("|>"),
    chomping=st.sampled_from(["", "-", "+"]),
    indicated=st.booleans(),
    depth=st.integers(1, 9),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    before=st.sampled_from(["key: ", "- key: ", "- - ", "key:\n  - "]),
)
def test_block_scalars_written_by_hand(  # noqa: PLR0913 - each is one freedom of the notation
    *, lines: list[str], style: str, chomping: str, indicated: bool, depth: int, line_end: str, before: str
) -> None:
    """Each character of a block scalar that is written as it is stands at its very place in the file."""
    if not indicated:
        # Without an indicator, a first line that begins with blanks would set the indentation.
        lines = [line.lstrip(" \t") for line in lines]
    column = len(before.rsplit("\n", 1)[-1]) - (5 if "key: " in before else 2)
    header = f"{style}{depth if indicated else ''}{chomping}  # a note"
    body = [" " * (column + depth) + line if line else "" for line in lines]
    written = line_end.join([*f"{before}{header}".split("\n"), *body, "..."])
    source = SourceText("x.yml", written)
    tree = parse_yaml(source.whole())
    assert tree.findings == ()
    path = next(path for path in tree.places if tree.scalar(path) is not None)
    mapped = tree.scalar(path)
    assert mapped is not None
    loaded: object = yaml.load(written.replace(line_end, "\n"), Loader=yaml.SafeLoader)
    while isinstance(loaded, (list, dict)):
        loaded = loaded[0] if isinstance(loaded, list) else loaded["key"]
    assert mapped.text == loaded
    for character, place in zip(mapped.text, offsets(mapped), strict=True):
        if character in " \n":
            assert written[place] in " \r\n"
        else:
            assert written[place] == character


@given(TEXTS.filter(lambda text: not set(text) & set("\x07\r\ufeff")))
def test_single_quoted_characters_stand_where_they_are_written(value: str) -> None:
    """In a single-quoted scalar every character but folded line ends is the file's own."""
    written = "k: '" + value.replace("'", "''") + "'\n"
    mapped = scalar(written, "k")
    for character, place in zip(mapped.text, offsets(mapped), strict=True):
        assert written[place] == character or (character == " " and written[place] == "\n")


def test_plain_scalar_over_several_lines() -> None:
    """A line break folded to a space stands at the break, and an empty line at its own."""
    mapped = scalar("k: one\n  two\n\n  three\n", "k")
    assert mapped.text == "one two\nthree"
    assert offsets(mapped)[3:8] == [6, 9, 10, 11, 13]
    assert mapped.position(8).line == 4
    assert mapped.position(8).column == 3


def test_escapes_of_a_double_quoted_scalar() -> None:
    """An escape is one character at its backslash, and an escaped line break none at all."""
    written = 'k: "a\\x41\\u00e9\\U0001F600\\n\\"\\\\\\/\\\n   b \\\n\n  c"\n'
    mapped = scalar(written, "k")
    assert mapped.text == 'aAé😀\n"\\/b \nc'
    assert [written[place] for place in offsets(mapped)] == list("a\\\\\\\\\\\\\\b \nc")
    assert mapped.file_end == written.rindex('"')


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_folded_scalar_keeps_indented_lines(line_end: str) -> None:
    """Lines with more indentation are not folded, whatever ends the lines."""
    written = line_end.join(["k: >", "  one", "  two", "", "    three", "  four", ""])
    mapped = scalar(written, "k")
    assert mapped.text == "one two\n\n  three\nfour\n"
    at = mapped.text.index("three")
    assert written[mapped.file_offset(at) :].startswith("three")
    assert mapped.position(at).line == 5


def test_tag_and_anchor_are_no_part_of_the_text() -> None:
    """What stands before a scalar, comments included, does not move its characters."""
    written = "k: &run !!str  # why\n  'ls'\nother: *run\n"
    mapped = scalar(written, "k")
    assert (mapped.text, mapped.file_offset(0)) == ("ls", written.index("ls"))
    assert scalar(written, "other").file_offset(0) == written.index("ls")


def test_text_of_a_part_of_a_file() -> None:
    """Inside a part of a file, such as front matter, the places are those of the whole file."""
    source = SourceText("x.md", "---\nk: |\n  ls\n---\n")
    mapped = parse_yaml(source.whole().cut(4, 14)).scalar(("k",))
    assert mapped is not None
    assert (mapped.text, mapped.position(0)) == ("ls\n", source.position(11))


def test_an_empty_scalar_has_a_place() -> None:
    """Nothing written is an empty text at the place where it would stand."""
    mapped = scalar("k: ''\n", "k")
    assert (mapped.text, mapped.file_offset(0)) == ("", 3)
