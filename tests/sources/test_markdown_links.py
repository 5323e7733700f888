"""Links and anchors of Markdown."""

from __future__ import annotations

import pytest

from runbook_site.sources.markdown import Link, Markdown, parse_markdown
from runbook_site.sources.text import SourceText


def parse(text: str) -> Markdown:
    """Read the text as a whole file."""
    return parse_markdown(SourceText("page.md", text).whole())


def written(text: str, link: Link) -> str:
    """What stands in the file where the link is."""
    source = SourceText("page.md", text)
    return text[source.offset(link.span.start) : source.offset(link.span.end)]


@pytest.mark.parametrize(
    ("text", "expected", "kind", "words", "target"),
    [
        ("See [the *log*](a/b.md#c).", "[the *log*](a/b.md#c)", "link", "the log", "a/b.md#c"),
        ("See [a b](<a b.md> 'title').", "[a b](<a b.md> 'title')", "link", "a b", "a b.md"),
        ("See [a](caf\u00e9.md).", "[a](caf\u00e9.md)", "link", "a", "caf\u00e9.md"),
        ("See [a](a\\_b.md?x=1&amp;y=2).", "[a](a\\_b.md?x=1&amp;y=2)", "link", "a", "a_b.md?x=1&y=2"),
        ("See ![graph](g.png).", "![graph](g.png)", "image", "graph", "g.png"),
        ("See <https://example.org/a>.", "<https://example.org/a>", "autolink", "https://example.org/a", None),
        ("See [the log][1].\n\n[1]: a.md", "[the log][1]", "reference", "the log", "a.md"),
        ("See [log][].\n\n[log]: a.md", "[log][]", "reference", "log", "a.md"),
        ("See [log].\n\n[log]: a.md", "[log]", "reference", "log", "a.md"),
        ("> > quoted\n> > [a\n> > b](c.md)", "[a\n> > b](c.md)", "link", "a b", "c.md"),
        ("- item\r\n  [a](b.md)\r\n", "[a](b.md)", "link", "a", "b.md"),
        ("| a | b |\n|---|---|\n| [x](y.md) | z |", "[x](y.md)", "link", "x", "y.md"),
        ("| a | b |\n|---|---|\n| p \\| q [x](y.md) | z |", "[x](y.md)", "link", "x", "y.md"),
        ("| a | b |\n|---|---|\n| x | [x](y.md) |", "[x](y.md)", "link", "x", "y.md"),
        ("# Go [on](a.md) {#here}", "[on](a.md)", "link", "on", "a.md"),
        ('Text <a href="a.md">b</a>.', '<a href="a.md">', "html", "", "a.md"),
        ('<div>\n<a class=x href="a&amp;b">b</a>\n</div>', '<a class=x href="a&amp;b">', "html", "", "a&b"),
    ],
)
def test_a_link_is_found_at_its_place(text: str, expected: str, kind: str, words: str, target: str | None) -> None:
    """Every way to write a link gives its words, its target as written, and its place."""
    (link,) = parse(text).links
    assert (written(text, link), link.kind, link.text, link.target) == (expected, kind, words, target or words)


def test_an_image_in_a_link_gives_both() -> None:
    """The badge on top of a page is a link and an image, each with its own place."""
    text = "x [![*state*](state.svg)](build.md) ![a [b](c.md)](d.png)"
    assert [(link.kind, written(text, link), link.text, link.target) for link in parse(text).links] == [
        ("link", "[![*state*](state.svg)](build.md)", "state", "build.md"),
        ("image", "![*state*](state.svg)", "state", "state.svg"),
        ("image", "![a [b](c.md)](d.png)", "a b", "d.png"),
    ]


@pytest.mark.parametrize(
    "text",
    ["`[a](b)`", "```\n[a](b)\n```", "    [a](b)", "<!-- [a](b) -->", "\\[a](b)", "[a] (b)", "[ ] a", "a[0](", ""],
)
def test_what_is_no_link_is_none(text: str) -> None:
    """Code, comments and brackets are not followed."""
    assert parse(text).links == ()


def test_an_anchor_that_is_given_is_taken() -> None:
    """The generator counts headings whose names others have claimed, wherever those stand."""
    assert [heading.id for heading in parse("# A\n# B {#a}\n# A\n").headings] == ["a_1", "a", "a_2"]


def test_anchors_beside_headings() -> None:
    """Names can be given in HTML and in attribute lists, but not in comments."""
    text = (
        '<a id="one"></a>\n\nText <span id=two>a</span> <a name="three">b</a>\n{: #four .x }\n\n'
        '<div id="five">\n<!-- <a id="six"> -->\n</div>\n\n## Head {#seven}\n\n[a](b){#eight}\n'
    )
    markdown = parse(text)
    assert markdown.anchors == ("one", "two", "three", "four", "five", "eight")
    assert markdown.headings[0].id == "seven"


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ('Text\n{: id="note" .x }\n', ("note",)),
        ("Text\n{ #note }\n", ("note",)),
        ("```sh {#list .x}\nls\n```\n", ("list",)),
        ("::: {#box .x}\ntext\n:::\n", ("box",)),
        ('<h2 align="center">The <b>big</b> one</h2>\n', ("the-big-one",)),
        ("<h2>One</h2>\n<h3>One</h3>\n", ("one", "one_1", "one-1")),
        ("##Without a space\n", ("without-a-space",)),
        ("Text ${#list[@]} and {not: #hash}\n", ("list[@]", "hash")),
        ("<h2>Open\n\n<p>text</p>\n", ()),
        ("####### Seven\n", ()),
    ],
)
def test_anchors_that_only_some_engines_make(text: str, anchors: tuple[str, ...]) -> None:
    """Attribute lists in their spellings, headings of HTML, and those that only Python-Markdown takes for one."""
    assert parse(text).anchors == anchors


@pytest.mark.parametrize(
    ("heading", "words", "anchor"),
    [
        ("Hello, world! :id=hello", "Hello, world!", "hello"),
        ("A {#a-b .x}", "A", "a-b"),
        ('A {: id="b" }', "A", "b"),
        ("A :id=", "A :id=", "a-id"),
        ("A :id=x y", "A :id=x y", "a-idx-y"),
    ],
)
def test_a_heading_gives_its_anchor(heading: str, words: str, anchor: str) -> None:
    """What names the anchor of a heading is no part of its words."""
    (found,) = parse(f"## {heading}\n").headings
    assert (found.text, found.id) == (words, anchor)


@pytest.mark.parametrize("text", ["[<http://x/>][v]\n\n[v]: http://y/\n", "[a <http://x/> b](http://y/)\n"])
def test_an_address_inside_the_text_of_a_link_is_a_link_too(text: str) -> None:
    """Both are there, and neither stands in the other's way."""
    links = parse_markdown(SourceText("page.md", text).whole()).links
    assert [link.target for link in links] == ["http://y/", "http://x/"]
