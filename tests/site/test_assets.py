"""Scripts and styles as browsers get them."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from pygments import token  # type: ignore[import-untyped]
from pygments.lexers.javascript import JavascriptLexer  # type: ignore[import-untyped]

from runbook_site.site.assets import _BUNDLES, _joined
from runbook_site.site.shortened import short_script, short_style

_ASSETS = files("runbook_site.site") / "assets"
_IN_PATTERN_OR_QUOTES = re.compile(r"""\[(?:\\.|[^\]\\])*+\]|/`\+/|"`"|\\`""")


@pytest.mark.parametrize("part", sorted({part for parts in _BUNDLES.values() for part in parts}))
def test_no_text_goes_over_lines(part: str) -> None:
    """Indentation is taken away: a text between backquotes that goes over lines would lose it too."""
    for line in (_ASSETS / part).read_text("utf-8").split("\n"):
        assert _IN_PATTERN_OR_QUOTES.sub("", line).count("`") % 2 == 0, line


def test_every_part_is_served() -> None:
    """A script or stylesheet that no bundle names would never be loaded."""
    there = {f"{folder}/{each.name}" for folder in ("scripts", "styles") for each in (_ASSETS / folder).iterdir()}
    own_files = {"scripts/worker.js", "scripts/no-worker.js"}  # the service worker is a file of its own
    assert {part for parts in _BUNDLES.values() for part in parts} | own_files == there


@pytest.mark.parametrize("name", sorted(name for name in _BUNDLES if name.endswith(".js")))
def test_scripts_keep_all_that_means_something(name: str) -> None:
    """Comments and spaces are gone, and nothing else: what is left reads as the same words."""
    written = "\n".join((_ASSETS / part).read_text("utf-8") for part in _BUNDLES[name])
    served = _joined(name, _BUNDLES[name]).decode()
    assert "/**" not in served
    assert len(served) < len(written)
    assert _words(served) == _words(written)


def _words(script: str) -> str:
    tokens = JavascriptLexer().get_tokens(script)
    return "".join(text for kind, text in tokens if kind not in token.Comment and text.strip())


@pytest.mark.parametrize(
    ("written", "served"),
    [
        ("  /** One. */\n  const a = (b) => { c(b, -1); }; // Two.\n\n  // Three.\n", "const a=(b)=>{c(b,-1);};"),
        ("try { a(); } catch { /* Nothing. */ }", "try{a();}catch{}"),
        ("return a - -b + +c / 2 / d;", "return a - -b + +c / 2 / d;"),
        ('a("x , \\" { } // y", b);', 'a("x , \\" { } // y",b);'),
        ("a(`b ${c ? `d , ${e}` : f} // g`, h);", "a(`b ${c ? `d , ${e}` : f} // g`,h);"),
        (
            'a.replace(/[/"] , `? {2}/g, (b) => b || /"\\/ ; /.test(c));',
            'a.replace(/[/"] , `? {2}/g,(b)=>b||/"\\/ ; /.test(c));',
        ),
    ],
)
def test_script_by_its_parts(written: str, served: str) -> None:
    """Texts, patterns and what computes stay as they are; spaces go only where a mark parts what is around them."""
    assert short_script(written) == served


@pytest.mark.parametrize(
    ("written", "served"),
    [
        (".a, .b > i:is(.c, .d) :is(p) {\n  color: red;\n}\n", ".a,.b > i:is(.c,.d) :is(p){color:red}"),
        ("/* One. */\na { b: c; } /* Two. */\n\n/* Three: {;} */\nd { e: f; }", "a{b:c}d{e:f}"),
        ('a::before { content: " ; , { } : /* x */ " attr(b); }', 'a::before{content:" ; , { } : /* x */ " attr(b)}'),
        ("@media (max-width: 44rem) {\n  & *, &::after { margin: -1px calc(1em - 2px); }\n}", None),
    ],
)
def test_styles_keep_all_that_means_something(written: str, served: str | None) -> None:
    """A space between words and around what computes stays; so does a text."""
    short = short_style(written)
    assert short == (served or "@media (max-width:44rem){& *,&::after{margin:-1px calc(1em - 2px)}}")
