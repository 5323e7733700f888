"""What the files at the top of the repository say agrees with each other."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

import runbook_site

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PAGES = tuple(sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))))
_PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_MADE = frozenset({"site", "build", "dist", "node_modules", "__pycache__"})
_BINARY = (".png", ".jpg", ".ico", ".woff2", ".gz", ".pyc")


def test_versions_agree() -> None:
    """The package, its metadata and the newest entry of the changelog name one version."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)

    assert newest is not None
    assert newest[1] == runbook_site.__version__
    assert _PROJECT["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "runbook_site.__version__"}


def test_every_dependency_has_its_reason() -> None:
    """A package is added together with the line that says what it is for, and its line goes with it."""
    page = (ROOT / "docs/reference/dependencies.md").read_text(encoding="utf-8")
    groups = {"": _PROJECT["project"]["dependencies"], **_PROJECT["project"]["optional-dependencies"]}
    wanted = sorted(_name(requirement) for group in groups.values() for requirement in group)

    assert sorted(re.findall(r"^\| `([^`]+)` \| .*\w.* \|$", page, re.MULTILINE)) == wanted
    assert set(re.findall(r"`\[(\w+)\]`", page)) >= set(groups) - {""}


def _name(requirement: str) -> str:
    """The name in a requirement (PEP 508), as it is normalised (PEP 503)."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A relative link or image of the documentation names a file, or a page that the plugin generates."""
    for target in _targets(page):
        if re.match(r"[a-z]+:", target) or target.startswith("#"):
            continue
        path = (page.parent / target.partition("#")[0]).resolve()
        generated = path.is_relative_to(ROOT / "docs" / "runbooks")
        assert generated or path.exists(), target


def _targets(page: Path) -> Iterator[str]:
    for block in MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8")):
        for token in block.children or ():
            for name in ("href", "src"):
                if value := token.attrGet(name):
                    yield str(value)
            if token.type == "html_inline":
                yield from re.findall(r'(?:href|src|srcset)="([^"]+)"', token.content)
        if block.type == "html_block":
            yield from re.findall(r'(?:href|src|srcset)="([^"]+)"', block.content)


def test_make_targets_exist() -> None:
    """A command that the documentation tells to type is in the Makefile."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.compile(r"(?:^|`|=1 )make (\w+)", re.MULTILINE)

    assert {name for page in PAGES for name in named.findall(page.read_text(encoding="utf-8"))} <= set(targets)


def test_no_page_of_the_site_is_in_its_place() -> None:
    """The first page of the site is the plugin's, for whoever is on call."""
    assert not (ROOT / "docs" / "index.md").exists()


def test_no_address_of_a_registry_or_of_one_machine() -> None:
    """The project can be built from a mirror, and on another machine than the one that it was written on."""
    registries = "|".join(re.escape(name) for name in ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org"))
    here = "|".join(rf"(?<![\w.]){re.escape(path)}/" for path in (str(ROOT), sys.prefix))
    forbidden = re.compile(rf"{registries}|{here}")
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in _files()
        if (match := forbidden.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert found == []


def _files() -> Iterator[Path]:
    waiting = [ROOT]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            made = path.name in _MADE or path.name.endswith(".egg-info") or path.name.startswith(".")
            if path.is_dir() and not path.is_symlink() and (not made or path.name == ".ci"):
                waiting.append(path)
            elif path.is_file() and not path.name.endswith(_BINARY):
                yield path
