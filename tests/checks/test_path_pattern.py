"""Which files a pattern of ``site.yml`` means."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.path_pattern import covers

if TYPE_CHECKING:
    from pathlib import Path

FILES = (
    "a.md",
    "legacy/a.md",
    "legacy/old/b.md",
    "shop/legacy/c.md",
    "shop/legacy.md",
    "shop/[id].md",
    "shop/i.md",
    "shop/a b\u00e9.md",
)


@pytest.mark.parametrize(
    "pattern",
    [
        "*",
        "**",
        "/",
        "*.md",
        "/*.md",
        "a.md",
        "legacy",
        "legacy/",
        "legacy/*",
        "legacy/**",
        "/legacy",
        "/legacy/",
        "./legacy",
        "**/legacy",
        "**/legacy/**",
        "legacy/**/b.md",
        "shop/**/c.md",
        "shop/?.md",
        "shop/a b*",
        "legacy.md/",
        "shop//legacy",
        "runbook_src/legacy",
        "LEGACY",
        "legacy/a.md/",
    ],
)
def test_patterns_mean_what_git_takes_them_to_mean(pattern: str, tmp_path: Path) -> None:
    """Who has written a `.gitignore` guesses right: git itself says which files a pattern is about."""
    ours = {file for file in FILES if covers(pattern, file)}
    # Where git does not tidy a path (`./`, `//`), we do as everybody means it.
    tidy = {"./legacy": "/legacy", "shop//legacy": "shop/legacy"}.get(pattern, pattern)
    assert ours == ignored(tidy, tmp_path)


def ignored(pattern: str, folder: Path) -> set[str]:
    """The files that git passes over by a pattern."""
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    for file in FILES:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (folder / ".gitignore").write_text(f"{pattern}\n")
    names = "\0".join(FILES).encode()
    asked = ["git", "-C", str(folder), "check-ignore", "--no-index", "-z", "--stdin"]
    found = subprocess.run(asked, input=names, capture_output=True, check=False).stdout
    return {name.decode() for name in found.split(b"\0") if name}


def test_brackets_are_part_of_a_name() -> None:
    """A page that a framework calls `[id].md` can be named as it is."""
    assert [file for file in FILES if covers("shop/[id].md", file)] == ["shop/[id].md"]


def test_many_stars_end() -> None:
    """Where a regular expression would try every way, this one does not."""
    assert not covers("/".join(["**", "*a*a*a*a*a*b"] * 10), "/".join(["a" * 200] * 30))
