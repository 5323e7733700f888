"""Scripts and styles as browsers get them."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from runbook_site.site.assets import _BUNDLES
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


def test_scripts_keep_all_but_comments_and_indentation() -> None:
    """The words of code are all there, each line a line."""
    served = short_script((_ASSETS / "scripts/dom.js").read_text("utf-8"))
    assert "/**" not in served
    assert "\n//" not in served
    assert "\nObject.assign(rbs, {" in served


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
