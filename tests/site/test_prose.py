"""Markdown of the sources as HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.site.prose import prose, prose_inline

_PIECES = st.sampled_from(
    [
        *(
            "<script>",
            "</script>",
            "<img src=x onerror=alert(1)>",
            "<a href='javascript:x'>",
            "<details>",
            "<!--",
            "-->",
        ),
        *("[a](javascript:x)", "[a](x.md)", "![a](http://b)", "`", "```", "~~~", "\n", "\n\n", "    ", "- [ ] ", "> "),
        *(
            "| a | b |\n|---|---|\n",
            "!!! note",
            "??? tip",
            "&lt;",
            "&#60;script&#62;",
            "{{ x }}",
            "*",
            "_",
            "<b",
            "words",
        ),
        *('<svg/onload="x">', "[a]: javascript:x\n", "[a][a]", "<javascript:x>", "<https://x>", '"', "'", "{: #x }"),
    ]
)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@given(st.lists(_PIECES).map("".join))
def test_is_harmless(text: str) -> None:
    """No Markdown gives an element that runs or fetches something, or a link to anything but an address."""
    reader = _Tags()
    reader.feed(prose(text))
    for tag, attributes in reader.tags:
        assert tag not in {"script", "img", "svg", "iframe", "object", "style", "link", "form", "javascript"}
        assert not [name for name in attributes if name.startswith("on")]
        href = attributes.get("href")
        assert href is None or href.startswith(("#", "/", "http:", "https:", "mailto:", "tel:"))


@given(st.text())
def test_gives_one_line_of_any_text(text: str) -> None:
    """Every text gives one line, without a brace for a template engine."""
    assert not set("\n\r{}") & set(prose(text))
    assert not set("\n\r{}") & set(prose_inline(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words & more.", "<p>Plain words &amp; more.</p>"),
        ("Plain words.", "<p>Plain words.</p>"),
        ("*a* `b` **c**", "<p><em>a</em> <code>b</code> <strong>c</strong></p>"),
        ("the pod <namespace>", "<p>the pod &lt;namespace&gt;</p>"),
        ("&copy; &amp; \\*", "<p>© &amp; *</p>"),
        ("a<br>b <kbd class='x'>C</kbd>", "<p>a<br>b <kbd>C</kbd></p>"),
        ("a <!-- hidden --> b", "<p>a  b</p>"),
        ("[gone](gone.md)", '<p>gone <span class="rbs-note">(gone.md)</span></p>'),
        ("![d](d.png)", '<p><span class="rbs-image">d (d.png)</span></p>'),
        ("![d](https://x.y/d.png)", '<p><a href="https://x.y/d.png">d</a></p>'),
        ("<img alt=d src='https://x.y/d.png'>", '<a href="https://x.y/d.png">d</a>'),
        (
            "- [x] a",
            '<ul> <li><label class="rbs-task"><input type="checkbox" checked> <span>a</span></label></li> </ul>',
        ),
        ("[x] no list", "<p>[x] no list</p>"),
        (
            '!!! warning "Mind"\n    the gap',
            '<div class="rbs-admonition"><p class="rbs-label">Mind</p><p>the gap</p> </div>',
        ),
        ("??? note\n    a", '<details class="rbs-admonition"><summary>Note</summary><p>a</p> </details>'),
        ('=== "Linux"\n    a', '<div class="rbs-admonition"><p class="rbs-label">Linux</p><p>a</p> </div>'),
    ],
)
def test_shows(text: str, expected: str) -> None:
    """What the author wrote reads as it is meant."""
    assert prose(text) == expected


def test_code_block_is_exact() -> None:
    """A code block keeps its spaces and line ends, and ends without one."""
    assert '<code class="rbs-source">a:&#10;  b: &#34;c&#34;</code>' in prose('```yaml\na:\n  b: "c"\n```')


def test_many_spaces_take_no_time() -> None:
    """A hundred thousand spaces, tags or brackets are read in one pass."""
    for piece in (" ", "<a ", "[", "<!--", "`", "*", "!!! note\n    "):
        prose(piece * 30_000)
