"""Comments of YAML, and what they are about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.sources.text import SourceText
from runbook_site.sources.yaml_comment import YamlComment, YamlComments
from runbook_site.sources.yaml_tree import parse_yaml


def comments(text: str) -> list[YamlComment]:
    """The comments of a text that begin with ``!``."""
    tree = parse_yaml(SourceText("a.yml", text).whole())
    assert tree.root is not None
    assert not tree.findings
    return list(YamlComments(tree.text, (tree.root,)).beginning_with("!"))


def about(text: str) -> list[tuple[str, str]]:
    """What each comment says, and the text that it is about."""
    source = SourceText("a.yml", text)
    return [
        (each.text.strip(), text[source.offset(each.about.start) : source.offset(each.about.end)])
        for each in comments(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# ! x\na: 1\nb: 2\n", "a: 1"),
        ("# ! x\n\n# another\na: 1\n", "a: 1"),
        ("a:\n  # ! x\n  - b: 1\n    c: 2\n  - d: 3\n", "  - b: 1\n    c: 2"),
        ("a:\n  - b: 1\n    # ! x\n    c:\n      d: 2\n", "    c:\n      d: 2"),
        ("a:\n  # ! x\n  text\n", "  text"),
        ("# ! x\na: |\n  b\n  c\n\nd: 1\n", "a: |\n  b\n  c"),
        ("# ! x\na: [b,\n  c]\n", "a: [b,\n  c]"),
        ("a: [b,\n  # ! x\n  c, d]\n", "  c"),
        ("# ! x\na:\nb: 1\n", "a:"),
        ("a: &one {b: 1}\n# ! x\nc: *one\nd: 1\n", "c"),
    ],
)
def test_a_comment_on_its_own_is_about_what_follows(text: str, expected: str) -> None:
    """The next field or item is meant, with all that is in it, and nothing behind it."""
    assert about(text) == [("! x", expected)]


@pytest.mark.parametrize(
    "text", ["a: 1\n# ! x\n", "a:\n  - b: 1\n    # ! x\n  - c: 1\n", "a:\n  b: 1\n  # ! x\nc: 1\n"]
)
def test_a_comment_at_an_end_is_about_nothing(text: str) -> None:
    """What was written at the end of one part says nothing of the next."""
    assert about(text) == [("! x", "# ! x")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2 # ! x\nc: 3\n", "b: 2 # ! x"),
        ("- a: 1 # ! x\n  b: 2\n", "- a: 1 # ! x"),
        ("a: | # ! x\n  b\n  c\nd: 1\n", "a: | # ! x\n  b\n  c"),
        ('a: "b\n  c" # ! x\nd: 1\n', 'a: "b\n  c" # ! x'),
        ("a: # ! x\n  - b\n", "a: # ! x"),
    ],
)
def test_a_comment_behind_a_value_is_about_its_line(text: str, expected: str) -> None:
    """The line is meant; where a text goes on over several, all of that."""
    assert about(text) == [("! x", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  # ! x\n  b\n",
        "a: >-\n  b\n  # ! x\n",
        'a: "b\n  # ! x\n  c"\n',
        "a: '# ! x'\n",
        "a: b# ! x\n",
        '"# ! x": 1\n',
        "a: 1 # y # ! x\n",
    ],
)
def test_text_is_no_comment(text: str) -> None:
    """The sign of a comment inside of a text is a part of the text."""
    assert comments(text) == []


def test_the_top_is_above_everything() -> None:
    """What stands above the first value is known to."""
    assert [each.at_top for each in comments("# ! a\n---\n# ! b\nc: 1 # ! d\n# ! e\n")] == [True, True, False, False]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_make_no_difference(end: str) -> None:
    """A file has the same comments about the same lines, whatever its lines end in."""
    text = "# ! a\nb: 1 # ! c\n# ! d\ne:\n  - f\n  # ! g\n  - |\n    h\n"
    assert [(e.text, e.span, e.about) for e in comments(text.replace("\n", end))] == [
        (e.text, e.span, e.about) for e in comments(text)
    ]


_LINES = st.sampled_from(
    ["a", "- b", "# ! c", "  # ! d", "e: |", "  f", "'g # ! h'", "{i: [j, # ! k", "]}", "- - l", ""]
)


@given(st.lists(_LINES, max_size=8).map("\n".join))
def test_any_text_can_be_looked_through(text: str) -> None:
    """Whatever the text is, its comments and what they are about lie in it, and a comment is where it says."""
    source = SourceText("a.yml", text)
    tree = parse_yaml(source.whole())
    for each in YamlComments(tree.text, (tree.root,) if tree.root else ()).beginning_with("!"):
        assert text[source.offset(each.span.start) : source.offset(each.span.end)] == f"#{each.text}"
        assert 0 <= source.offset(each.about.start) <= source.offset(each.about.end) <= len(text)
