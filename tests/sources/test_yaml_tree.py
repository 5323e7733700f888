"""YAML with places: what is read, what is refused, and where each thing stands."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from runbook_site.sources.text import SourceText
from runbook_site.sources.yaml_reader import MAX_DEPTH, Node, Reader
from runbook_site.sources.yaml_tree import YamlTree, parse_yaml, parse_yaml_documents

NOISE = st.text(st.sampled_from("ab0 \n\t\r:-'\"#[]{},&*!|>%@?\\x.\x85\u2028\ufeff😀"), max_size=60)
VALUES = st.recursive(
    st.text(st.sampled_from("ab 1:#'\né😀"), max_size=8) | st.integers(-9, 99) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "no", "é😀"]), inner, max_size=3),
    max_leaves=12,
)


def tree(text: str) -> YamlTree:
    """The tree of a text."""
    return parse_yaml(SourceText("x.yml", text).whole())


def rules(text: str) -> list[str]:
    """The rules that speak about a text."""
    return [finding.rule for finding in tree(text).findings]


def shape(node: Node) -> object:
    """All that a node knows, without its identity."""
    children = [(name, shape(child)) for name, child in node.children.items()]
    keys = [(name, key.start, key.end) for name, key in node.keys.items()]
    return (node.value, node.start, node.end, node.style, node.text, node.content, node.content_end, children, keys)


@pytest.mark.parametrize("written", ["on", "no", "yes", "12:30", "1_000", "2024-05-06", "0o17", "0x1F", "007", ".inf"])
def test_what_yaml_1_1_would_change_stays(written: str) -> None:
    """Words, times, dates and odd numbers are the text that the author wrote."""
    assert tree(f"k: {written}\n").value == {"k": written}


@pytest.mark.parametrize(
    ("written", "value"),
    [("7", 7), ("-7", -7), ("1.5", 1.5), ("1e3", 1000.0), ("true", True), ("False", False), ("~", None), ("", None)],
)
def test_what_the_core_schema_knows_is_read(written: str, value: object) -> None:
    """Numbers, truth values and nothing are what YAML 1.2 says."""
    read = tree(f"k: {written}\n").value
    assert read == {"k": value}
    assert isinstance(read, dict)
    assert type(read["k"]) is type(value)


def test_endless_digits_are_text() -> None:
    """A number too long for any machine does not stop the reader."""
    digits = "9" * 6000
    assert tree(f"k: {digits}\nf: 1e999999\n").value == {"k": digits, "f": "1e999999"}


def test_places_of_keys_and_values() -> None:
    """Keys and values have the lines and columns that an editor shows."""
    read = tree("# top\ntitle: Restart\nsteps:\n  - title: '😀'\n    run: |\n      ls\n\n  - {a: [1, 2]}\n")
    at = {
        path: (span.start.line, span.start.column, span.end.line, span.end.column) for path, span in read.places.items()
    }
    assert at[("title",)] == (2, 8, 2, 15)
    assert at[("steps", 0, "title")] == (4, 12, 4, 15)
    assert at[("steps", 0, "run")] == (5, 10, 6, 9)
    assert at[("steps", 1)] == (8, 5, 8, 16)
    assert at[("steps", 1, "a", 1)] == (8, 13, 8, 14)
    assert read.keys[("steps", 0, "run")].start.column == 5
    assert at[("steps",)] == (4, 3, 8, 16)


def test_duplicate_key_names_the_first() -> None:
    """A second equal key is a finding at its own place, and the first one counts."""
    read = tree("a: 1\nb: 2\na: 3\n")
    assert read.value == {"a": 1, "b": 2}
    (finding,) = read.findings
    assert (finding.rule, finding.span.start.line, finding.span.start.column) == ("duplicate-key", 3, 1)
    assert "line 1" in finding.message


def test_a_duplicate_key_is_shown_on_one_line() -> None:
    """However long a key is, and whatever it holds, the message about it is a sentence."""
    (finding,) = tree(f'? "x\\n{"y" * 5000}"\n: 1\n? "x\\n{"y" * 5000}"\n: 1\n').findings
    assert finding.rule == "duplicate-key"
    assert "\n" not in finding.message
    assert len(finding.message) < 200


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a:\n\tb: 1\n", 2, 1, "tab"),
        ("a: 1\nb: 'open\nc: 2\n", 2, 4, "never closed"),
        ("a: x: y\n", 1, 5, "colon"),
        ("a: @home\n", 1, 4, "quotes"),
        ('a: "\\d"\n', 1, 5, "escape"),
        ("a: 1\nb\nc: 2\n", 2, 1, "key: value"),
        ("a: [1, 2\n", 1, 4, "never closed"),
        ("a: {b: [\n\n", 1, 8, "never closed"),
        ("a: [1, 2\nb: 3\n", 2, 2, "'[' in line 1"),
        ("a: [1,,2]\n", 1, 7, "a value"),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "indented"),
        ("a: x\x07y\n", 1, 5, "U+0007"),
        ("- a: 1\n\tb: 2\n", 2, 1, "a tab is not allowed"),
        ("a: |\n\t\tls\n", 2, 1, "a tab is not allowed"),
        ("run: > /var/log/app.log\n", 1, 6, "begins in the line below"),
        ("run: | sort\n", 1, 6, "begins in the line below"),
        ("a: *now* or never\n", 1, 4, "'*' stands for the name"),
        ("run: [ -f x ] && ls\n", 1, 15, "the bracket ] before this"),
        ("run: [ -f x ] || ls\n", 1, 15, "the bracket ] before this"),
        ('run: "ls" -l\n', 1, 11, 'the quote " before this'),
        ("a: 'Don't stop'\n", 1, 9, "the quote ' before this"),
        ("- x\n- a:b\n  c: 1\n", 2, 3, "a space is missing behind the ':' of 'a'"),
        ("a: 1\nb:2\nc: 1\n", 2, 1, "a space is missing behind the ':' of 'b'"),
        ("a:\n  -title: x\n    run: y\n", 2, 3, "a space is missing behind the '-'"),
        ("a:\n  - b: 1\n\u00a0\u00a0\u00a0\u00a0c: x\n    d: y\n", 3, 1, "U+00A0 is no space to YAML"),
        ("a: [chat #queue]\nb: 1\n", 1, 10, "begins a comment"),
    ],
)
def test_syntax_errors_say_where_and_what_to_do(text: str, line: int, column: int, words: str) -> None:
    """What is no YAML is one finding at the right place, in words that help."""
    read = tree(text)
    (finding,) = read.findings
    assert (finding.rule, finding.span.start.line, finding.span.start.column) == ("yaml-syntax", line, column)
    assert words in finding.message
    assert read.value is None


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
@pytest.mark.parametrize(
    "text", ["a:\n\tb: 1\n", "b: 'open\nc: 2\n", "a: x: y\n", 'a: "\\d"\n', "a: [1, 2\n", "a:\n  b: 1\n c: 2\n"]
)
def test_both_parsers_lead_to_the_same_words(loader: type[yaml.SafeLoader], text: str) -> None:
    """The message does not depend on whether PyYAML was built with libyaml."""
    reader = Reader(SourceText("x.yml", text).whole(), single=True, loader=loader)
    reader.documents()
    assert reader.findings == list(tree(text).findings)


@pytest.mark.parametrize(
    "text",
    [
        "a: !ruby/object:X {}\n",
        "a: !!int x\n",
        "<<: {a: 1}\n",
        "[a]: 1\n",
        "--- 1\n--- 2\n",
        "{{ x }}: 1\n",
        "a: !!set {b}\n",
    ],
)
def test_what_is_not_supported_is_said(text: str) -> None:
    """Tags of one's own, merge keys, keys that are no text and second documents are findings."""
    assert set(rules(text)) == {"yaml-unsupported"}


def test_core_tags_are_supported() -> None:
    """A tag of the core schema may be written out."""
    read = tree("a: !!str 12\nb: !!int 3\nc: ! x\nd: !!null ~\ne: !!map {}\nf: !!float 2\ng: !!bool true\n")
    assert read.findings == ()
    assert read.value == {"a": "12", "b": 3, "c": "x", "d": None, "e": {}, "f": 2, "g": True}


def test_an_alias_is_its_anchor() -> None:
    """An alias has the value and the place of what it refers to."""
    read = tree("a: &x {k: 1}\nb: [*x]\n")
    assert read.value == {"a": {"k": 1}, "b": [{"k": 1}]}
    assert read.places[("b", 0, "k")] == read.places[("a", "k")]


@pytest.mark.parametrize("text", ["a: *nobody\n", "&a [*a]\n", "a: &a {b: *a}\n"])
def test_aliases_to_nothing_and_to_themselves(text: str) -> None:
    """An alias without an anchor, or inside of it, is a finding and no endless value."""
    assert rules(text) == ["yaml-syntax"]


def test_alias_bomb_is_bounded() -> None:
    """A few lines that stand for a billion values are refused at once."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    start = time.process_time()
    assert rules("\n".join(lines)) == ["yaml-limit"]
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "- " * 50_000,
        "a: &a [[[[[[[[[[x]]]]]]]]]]\n"
        + "".join(f"{new}: &{new} [[[[[[[[[[*{old}]]]]]]]]]]\n" for old, new in zip("abcdef", "bcdefg", strict=True)),
    ],
)
def test_nesting_is_bounded(text: str) -> None:
    """Neither brackets nor dashes nor aliases nest a value too deep to be handled."""
    assert rules(text) == ["yaml-limit"]


def test_usual_nesting_is_read() -> None:
    """The bound lies far above what a runbook needs."""
    depth = MAX_DEPTH - 1
    assert rules("[" * depth + "]" * depth) == []


def test_number_of_values_is_bounded() -> None:
    """A file of very many values is refused, and a file of many is read."""
    assert rules("- a\n" * 60_000) == ["yaml-limit"]
    assert rules("- a\n" * 40_000) == []


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n"])
def test_empty_texts(text: str) -> None:
    """A text without a value is no error of YAML."""
    read = tree(text)
    assert (read.value, read.findings) == (None, ())


def test_several_documents() -> None:
    """Where several documents are welcome, each has its own tree and the places of the one file."""
    first, second = parse_yaml_documents(SourceText("x.yml", "a: 1\n---\nb: 2\n").whole())
    assert (first.value, second.value) == ({"a": 1}, {"b": 2})
    assert second.places[("b",)].start.line == 3


def test_documents_after_an_error_are_missed_aloud() -> None:
    """What could be read is there, and the finding says where reading ended."""
    trees = parse_yaml_documents(SourceText("x.yml", "a: 1\n---\nb: [\n").whole())
    assert trees[0].value == {"a": 1}
    assert [finding.rule for finding in trees[-1].findings] == ["yaml-syntax"]


def test_separators_of_unicode_end_no_line() -> None:
    """U+0085, U+2028 and U+FEFF are characters like any other, in values and in the counting of lines."""
    read = tree("a: |\n  x\u2028y\n\ufeffb: 'p\x85q'\n")
    assert read.value == {"a": "x\u2028y\n", "\ufeffb": "p\x85q"}
    assert read.places[("\ufeffb",)].start == tree("a: |\n  xyy\n.b: 1\n").places[(".b",)].start


def test_byte_order_mark_in_front() -> None:
    """A byte order mark that is still there is no part of the first key."""
    read = tree("\ufeffa: 1\n")
    assert read.value == {"a": 1}
    assert read.keys[("a",)].start.column == 2


@pytest.mark.parametrize("escape", ["\\0", "\\ud800", "\\U00110000"])
def test_escapes_that_are_no_text(escape: str) -> None:
    """An escape for NUL, half a surrogate pair, or beyond Unicode never reaches a command."""
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        reader = Reader(SourceText("x.yml", f'k: "{escape}"\n').whole(), single=True, loader=loader)
        roots = reader.documents()
        assert [finding.rule for finding in reader.findings] == ["yaml-syntax"]
        assert all("\0" not in root.children["k"].text for root in roots)


def test_nul_has_a_rule_of_its_own() -> None:
    """NUL bytes are named as such."""
    assert rules("a: b\0c\n") == ["nul-byte"]


@given(NOISE)
@example("&0:0")
@example("- &a:b c\n- !!str &a%b")
def test_never_raises(text: str) -> None:
    """Any text gives a tree, findings, or both; places and scalars of what was read are there."""
    read = tree(text)
    for path in read.places:
        node = read.node(path)
        mapped = read.scalar(path)
        assert node is not None
        if mapped is not None:
            assert mapped.text == node.text
            places = [mapped.file_offset(index) for index in range(len(mapped.text))]
            assert places == sorted(set(places))


@given(NOISE)
def test_both_parsers_give_the_same_places(text: str) -> None:
    """What libyaml and PyYAML's own parser both accept has the same values and places."""
    readers = [
        Reader(SourceText("x", text).whole(), single=True, loader=kind) for kind in (yaml.SafeLoader, yaml.CSafeLoader)
    ]
    slow, fast = (reader.documents() for reader in readers)
    if not readers[0].findings and not readers[1].findings:
        assert [shape(root) for root in slow] == [shape(root) for root in fast]


@given(value=VALUES, flow=st.booleans(), indent=st.integers(2, 6))
def test_dumped_values_are_read_again(*, value: object, flow: bool, indent: int) -> None:
    """What PyYAML writes is read as the same value, and each scalar is found at its place."""
    written = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, indent=indent)
    source = SourceText("x.yml", written)
    read = parse_yaml(source.whole())
    assert read.findings == ()
    assert read.value == value
    for path, span in read.places.items():
        node = read.node(path)
        assert node is not None
        if node.style == "" and "\n" not in node.text:
            assert written[source.offset(span.start) : source.offset(span.end)] == node.text
