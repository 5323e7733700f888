"""The examples of the documentation do what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from markdown_it import MarkdownIt

from runbook_site.model.runbook import Runbook
from runbook_site.model.service import Service
from runbook_site.model.site import Site
from runbook_site.model.validate import validate
from runbook_site.sources.text import SourceText
from runbook_site.sources.yaml_tree import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

ROOT = Path(__file__).resolve().parents[2]
PAGES = tuple(sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))))

_TITLE = re.compile(r'title="([^"]+)"')
_NOT_RUN = re.compile(r"<!-- not run: .+ -->\s*")


@dataclass(frozen=True)
class Fence:
    """A code block.

    Attributes:
        language: The first word of its label.
        file: The file that its title names; empty where it has none.
        text: What stands in it.
        runs: Whether no comment above it says that it is not run, and why.
    """

    language: str
    file: str
    text: str
    runs: bool


def fences(page: Path) -> list[Fence]:
    """The code blocks of a page, in its order."""
    found = []
    above = ""
    for token in MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8")):
        if token.type == "fence":
            title = _TITLE.search(token.info)
            language = (token.info.split() or [""])[0]
            found.append(Fence(language, title[1] if title else "", token.content, not _NOT_RUN.fullmatch(above)))
        above = token.content
    return found


_FROM_NOTHING = ("README.md", "getting-started.md", "writing-runbooks.md")
"""Pages whose examples begin in an empty folder; those of the others in one with a first runbook."""

_FIRST_RUNBOOK = (
    'runbook-site new shop/checkout-down --title "Checkout is down" --kind incident --owner payments',
    "mkdir -p pages",
)
_ENVIRONMENT = {
    **os.environ,
    "PATH": f"{sysconfig.get_path('scripts')}:{os.environ['PATH']}",
    "NO_COLOR": "1",
    "NO_MKDOCS_2_WARNING": "1",
}
_RUNNING = tuple(page for page in PAGES if any(fence.language == "console" and fence.runs for fence in fences(page)))


def _sh(command: str, folder: Path, status: int = 0) -> tuple[str, int]:
    """What a command prints, and its exit status, given that of the command before it."""
    result = subprocess.run(
        ["bash", "-c", f"(exit {status})\n{command}"],
        cwd=folder,
        env=_ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
        text=True,
    )
    return result.stdout, result.returncode


def _session(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a console session, each with what it prints."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def _pattern(output: str) -> str:
    """Output as written; a line with an ellipsis stands for any lines."""
    return re.escape(output).replace("…\\\n", "(?:.*\n)*")


@pytest.mark.parametrize("page", _RUNNING, ids=lambda page: page.name)
def test_console_examples_print_what_they_show(page: Path, tmp_path: Path) -> None:
    """Whoever types the commands of a page, in its order, sees what the page shows; a failure is asked for."""
    for command in () if page.name in _FROM_NOTHING else _FIRST_RUNBOOK:
        _sh(command, tmp_path)
    status = 0
    for fence in fences(page):
        if fence.file:
            path = tmp_path / fence.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence.text, encoding="utf-8")
        elif fence.language == "console" and fence.runs:
            for command, output in _session(fence.text):
                assert status == 0 or command == "echo $?"
                printed, status = _sh(command, tmp_path, status)
                assert re.fullmatch(_pattern(output), printed), f"$ {command}\n{printed}"
    assert status == 0


_YAML = [
    (page, fence)
    for page in PAGES
    for fence in fences(page)
    if fence.language == "yaml" and (not fence.file or fence.file.endswith(("site.yml", "service.yml")))
]


@pytest.mark.parametrize(("page", "fence"), _YAML, ids=lambda value: getattr(value, "name", ""))
def test_yaml_examples_are_of_the_format(page: Path, fence: Fence) -> None:
    """A piece of YAML that the documentation shows is right for a runbook, a service or the site."""
    problems = [_problems(fence.text, model, needed) for model, needed in _MODELS.items()]

    assert not all(problems), f"{page}:\n{fence.text}\n{min(problems, key=len)}"


_MODELS: dict[type[BaseModel], tuple[str, ...]] = {Runbook: ("title",), Service: ("name", "summary", "owner"), Site: ()}
"""The kinds of files, with the fields that a piece of one may lack."""


def _problems(text: str, model: type[BaseModel], needed: tuple[str, ...]) -> list[str]:
    missing = (f'{name}: "-"\n' for name in needed if not re.search(rf"^{name}:", text, re.MULTILINE))
    tree = parse_yaml(SourceText("example.yml", text + "".join(missing)).whole())
    return [finding.message for finding in (*tree.findings, *validate(tree, model)[1])]


def test_mkdocs_settings_build_a_site(tmp_path: Path) -> None:
    """All pieces of `mkdocs.yml` that the guide shows build a site together, without a warning."""
    theme: dict[str, object] = {}
    plugins: dict[str, object] = {}
    settings: dict[str, object] = {}
    for fence in fences(ROOT / "docs/guide/mkdocs.md"):
        if fence.file == "mkdocs.yml":
            piece = yaml.safe_load(fence.text)
            theme |= piece.pop("theme", {})
            for plugin in piece.pop("plugins", ()):
                plugins |= plugin if isinstance(plugin, dict) else {plugin: plugins.get(plugin, {})}
            settings |= piece
    settings |= {"theme": theme, "plugins": plugins}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Shop\n", encoding="utf-8")
    _sh(_FIRST_RUNBOOK[0], tmp_path)

    assert settings.keys() == {"site_name", "nav", "theme", "plugins"}
    assert plugins.keys() == {"search", "runbook-site"}
    # Not `--quiet`: what is not logged is not counted by `--strict` either.
    printed, status = _sh("mkdocs build --strict", tmp_path)
    assert status == 0, printed
    assert (tmp_path / "site" / "runbooks" / "shop" / "checkout-down" / "index.html").is_file()
