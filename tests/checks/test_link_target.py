"""Links and the files that they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.checks.runbook.link_target import FileIndex, Target, target_of

if TYPE_CHECKING:
    from tests.checks.conftest import Examples


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("restart.md", Target("restart.md", "")),
        ("../restart/#first", Target("../restart/", "first")),
        ("with%20space.md?raw=1#a%20b", Target("with space.md", "a b")),
        ("#first", Target("", "first")),
        ("https://example.com/a.md", None),
        ("//example.com/a.md", None),
        ("/a.md", None),
        ("mailto:shop@example.com", None),
        ("{{< ref a.md >}}", None),
        ("<%= link %>", None),
        ("%= link %", None),
        ("#{link}", None),
        ("@/restart.md", None),
        ("~/restart.md", None),
        ("#/restart", None),
        ("#!/restart", None),
        ("?id=first#second", None),
        ("#top", None),
        ("#L10-L20", None),
        ("main.py#L10", Target("main.py", "")),
        ("main.py#L10C2-L20C7", Target("main.py", "")),
        ("restart.md#list", Target("restart.md", "list")),
        ("restart.md#first:~:text=down", Target("restart.md", "first")),
        ("#:~:text=down", None),
        ("", None),
    ],
)
def test_relative_links_have_targets(written: str, target: Target | None) -> None:
    """Addresses of other hosts, of the site's root, templates and routes are not looked for among the files."""
    assert target_of(written) == target


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("restart.md", "runbook_src/shop/restart.md"),
        ("Restart.md", None),
        ("../restart/", "runbook_src/shop/restart.md"),
        ("./restart", "runbook_src/shop/restart.md"),
        ("RESTART/", "runbook_src/shop/restart.md"),
        ("restart.html", "runbook_src/shop/restart.md"),
        ("load.png", "runbook_src/shop/load.png"),
        ("../wiki/", "runbook_src/wiki/index.md"),
        ("../wiki", "runbook_src/wiki/index.md"),
        ("gone.md", None),
        ("service.yml", "runbook_src/shop/service.yml"),
    ],
)
def test_files_are_found(written: str, found: str | None, examples: Examples) -> None:
    """A link to a file needs its exact name; one to a page is written as the site generator will have it."""
    examples.write(
        {
            "runbook_src/shop/look.md": "# Look\n",
            "runbook_src/shop/restart.md": "# Restart\n",
            "runbook_src/shop/load.png": "",
            "runbook_src/wiki/index.md": "# Wiki\n",
        }
    )
    target = target_of(written)
    assert target is not None
    assert FileIndex(examples.project().library).find("runbook_src/shop/look.md", target) == found


@given(st.text(max_size=80))
def test_any_target_can_be_looked_for(written: str) -> None:
    """Whatever stands in a link, it has a target or none."""
    target = target_of(written)
    assert target is None or target.anchor or target.path
