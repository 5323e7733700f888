"""Text as data, in Markdown and in HTML."""

from __future__ import annotations

import html

import markdown  # type: ignore[import-untyped]  # Python-Markdown carries no types
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.cli.verify import read_commands
from runbook_site.site.markup import code_text, markdown_text, one_line, text_to_paste, title_text

_WRITABLE = st.characters(exclude_categories=["Cs"], exclude_characters="".join(map(chr, range(32))))
_EXTENSIONS = ["attr_list", "md_in_html", "toc", "tables", "abbr", "footnotes", "smarty", "def_list", "admonition"]


def _shown(line: str) -> str:
    """The text of a line of HTML that went through Python-Markdown with many extensions."""
    page = f'<div id="command-x"><pre><code class="rbs-source">{line}</code></pre></div>'
    return read_commands(markdown.markdown(page, extensions=_EXTENSIONS))["command-x"]


@given(st.text(st.one_of(_WRITABLE, st.sampled_from("\t\n {}<>&[]`*_#|\\\u202e\u2028\x85")), min_size=1))
def test_code_reads_as_it_was_written(text: str) -> None:
    """Whatever a command consists of, the page holds exactly that."""
    assert _shown(code_text(text)) == text


@given(st.text(st.one_of(_WRITABLE, st.sampled_from("{%}#<>[]`$\n"))))
def test_code_holds_nothing_that_acts(text: str) -> None:
    """No line end, no tag, no template's expression is left in the HTML of a command."""
    written = code_text(text).replace('<span class="rbs-unseen" data-code="', "").replace("</span>", "")
    assert not set("\n{}[]%`$") & set(written)
    assert "<" not in written


@pytest.mark.parametrize("character", ["\0", "\x02", "\x1b", "\ud800"])
def test_code_replaces_what_html_cannot_hold(character: str) -> None:
    """A control character, or half a character, becomes the sign for something that cannot be shown."""
    assert code_text(f"a{character}b") == "a\N{REPLACEMENT CHARACTER}b"


def test_code_marks_what_cannot_be_seen() -> None:
    """A no-break space in a command is shown, because a shell takes it for a letter."""
    assert code_text("a\u00a0b") == 'a<span class="rbs-unseen" data-code="U+00A0">\u00a0</span>b'


def test_text_to_paste_ends_in_no_line_end() -> None:
    """A line end behind what is pasted would run it before it was read."""
    assert text_to_paste("reboot\n") == "reboot"


@given(st.text(st.one_of(_WRITABLE, st.sampled_from("*_`[](){}<>&#!|~^=+-:\\\"'./")), min_size=1))
def test_heading_reads_as_it_was_written(text: str) -> None:
    """A title is a heading of exactly its words, whatever extensions an engine has on."""
    words = " ".join(text.split())
    if not words:
        return
    rendered = markdown.markdown(f"# {markdown_text(text)}", extensions=["attr_list", "abbr", "smarty", "footnotes"])
    assert rendered.startswith("<h1>")
    assert html.unescape(rendered.removeprefix("<h1>").removesuffix("</h1>")) == words


@given(st.text(st.one_of(_WRITABLE, st.sampled_from("<>&\"'{}:\\\n"))))
def test_title_survives_front_matter(text: str) -> None:
    """A title in front matter is one YAML string, and HTML that shows the title."""
    title = title_text(text)
    loaded = yaml.safe_load(f'title: "{title.replace(chr(92), chr(92) * 2)}"')["title"]
    assert loaded == title
    assert not set('<>"{}') & set(title)


@given(st.text(st.sampled_from("a <>/dtdivli \n\r{}\x0b\x00")))
def test_one_line_is_one_line(text: str) -> None:
    """HTML for a page never brings a line end or a brace with it."""
    line = one_line(text)
    assert not set("\n\r{}\0\x0b") & set(line)


def test_one_line_parts_words() -> None:
    """A search index that drops tags keeps the words of a table apart."""
    assert one_line("<td>a</td><td>b</td>") == "<td>a</td> <td>b</td>"
