"""The anchors that a page has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runbook_site.checks.runbook.page_anchors import AnchorIndex, PageAnchors
from runbook_site.sources.heading_id import HeadingIds

if TYPE_CHECKING:
    from tests.checks.conftest import Examples


def page(examples: Examples, text: str) -> PageAnchors:
    """The anchors of a page of Markdown."""
    examples.write({"runbook_src/shop/look.md": text})
    library = examples.project().library
    return AnchorIndex(library).page(library.runbooks[0])


@pytest.mark.parametrize(
    ("heading", "anchors"),
    [
        ("What's up?", ("whats-up", "what-s-up", "what's-up", "_whats-up")),
        ("Caf\u00e9 down", ("caf\u00e9-down", "cafe-down", "caf-down")),
        ("2. Roll out v1.2", ("2-roll-out-v12", "roll-out-v1.2", "_2-roll-out-v1-2", "2.-roll-out-v1.2")),
        ("Symptoms & Impact", ("symptoms--impact", "symptoms-impact", "symptoms-and-impact")),
        ("`.env` file", ("env-file", "-env-file", ".env-file")),
        ("\u518d\u8d77\u52d5", ("\u518d\u8d77\u52d5",)),
    ],
)
def test_headings_have_the_anchors_of_generators(heading: str, anchors: tuple[str, ...], examples: Examples) -> None:
    """Generators differ in punctuation, accents and numbers in front; none of their anchors is reported."""
    found = page(examples, f"# Look\n\n## {heading}\n")
    assert [anchor for anchor in anchors if found.lacks(anchor)] == []
    assert found.lacks("what-is-down")


@pytest.mark.parametrize("anchor", ["pkg.module.func", "std:label", "__codelineno-0-1", "fn1", "fnref-2", "a term"])
def test_names_that_tools_give_are_not_judged(anchor: str, examples: Examples) -> None:
    """What no generator makes of a heading comes from elsewhere."""
    assert not page(examples, "# Look\n").lacks(anchor)


@pytest.mark.parametrize(
    "line",
    [
        '--8<-- "common.md"',
        '{{< include "common.md" >}}',
        "{% include common.md %}",
        "{{#include common.md}}",
        "<%= partial 'common' %>",
        "```{include} common.md\n```",
        "[common](common.md ':include')",
        "[!INCLUDE [common](common.md)]",
        "![[common]]",
        "import Common from './_common.mdx';",
        "## {{ title }}",
    ],
)
def test_pages_that_take_in_others_are_not_judged(line: str, examples: Examples) -> None:
    """The text of another file, or of a template, has headings that nobody has seen."""
    assert page(examples, "# Look\n\nPlain.\n").lacks("common")
    assert not page(examples, f"# Look\n\n{line}\n").lacks("common")


@given(st.lists(st.text(alphabet="aB1 -&\u00e9\u4e2d!.", min_size=1, max_size=5), max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_anchor_of_a_heading_is_lacking(examples: Examples, headings: list[str]) -> None:
    """Whatever the headings are, the anchors that Python-Markdown and GitHub give them exist."""
    found = page(examples, "".join(f"## {heading}\n\n" for heading in headings))
    ids = HeadingIds()
    words = [" ".join(heading.split()) for heading in headings]
    anchors = [anchor for each in words for anchor in (ids.github(each), ids.markdown(each))]
    assert [anchor for anchor in anchors if found.lacks(anchor)] == []
