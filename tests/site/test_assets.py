"""Scripts and styles as browsers get them."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from runbook_site.site.assets import _BUNDLES, _joined

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


def test_comments_are_left_out() -> None:
    """Nothing but comments and blanks is missing: the words of code are all there, in order."""
    served = _joined(["scripts/dom.js", "styles/base.css"]).decode()
    assert "/**" not in served
    assert "\n//" not in served
    assert "Object.assign(rbs, {" in served
    assert "--rbs-tap: 44px;" in served
