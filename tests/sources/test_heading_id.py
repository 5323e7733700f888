"""Anchors of headings are those that the site generator gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import slugify, unique  # type: ignore[import-untyped]  # it has no types

from runbook_site.sources.heading_id import HeadingIds


@given(st.lists(st.text(alphabet="aB_1 -\u00e9\u4e2d!", max_size=4), max_size=30))
def test_anchors_are_those_of_python_markdown(headings: list[str]) -> None:
    """A link to a heading that works on the site is no finding, and one that does not is."""
    ids = HeadingIds()
    taken: set[str] = set()
    assert [ids.markdown(text) for text in headings] == [unique(slugify(text, "-"), taken) for text in headings]


def test_anchors_of_github() -> None:
    """There letters of any script stay, each space counts, and equals are counted with a hyphen."""
    ids = HeadingIds()
    headings = ["Symptoms & Impact", "Caf\u00e9 down?", "Fix_it", "Fix_it", "Fix_it"]
    assert [ids.github(text) for text in headings] == [
        "symptoms--impact",
        "caf\u00e9-down",
        "fix_it",
        "fix_it-1",
        "fix_it-2",
    ]
