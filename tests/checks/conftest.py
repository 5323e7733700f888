"""Files written in Markdown, as examples of rules and cases of tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.runner import run_checks
from runbook_site.snippets.project import read_project
from runbook_site.sources.markdown import parse_markdown
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from runbook_site.checks.runner import Report
    from runbook_site.snippets.project import Project
    from runbook_site.sources.finding import Finding

TODAY = date(2026, 11, 21)
"""The day of all examples."""

SITE = """\
teams:
  shop: {name: Shop}
  platform: {name: Platform}
"""

SERVICE = """\
name: Shop
summary: Sells things.
owner: shop
contacts:
  - {role: On-call engineer, how: [the rota]}
escalation:
  path:
    - to: On-call engineer
severities:
  - {id: SEV-1, name: critical, meaning: Nobody can buy.}
  - {id: SEV-2, name: high, meaning: Some cannot buy.}
"""


@dataclass(frozen=True)
class Examples:
    """Files below a folder, and what the rules say of them.

    Attributes:
        folder: The folder.
    """

    folder: Path

    def titled(self, markdown: str) -> dict[str, str]:
        """The code blocks of a text that have a title, by that title."""
        blocks = parse_markdown(SourceText("example", markdown).whole()).fences
        titled = ((block.info.partition('title="'), block.text.text) for block in blocks)
        return {title.rstrip('"'): text for (_, found, title), text in titled if found}

    def write(self, files: Mapping[str, str]) -> None:
        """Write files, with a site and a service around them where they bring none."""
        given = dict(files)
        if not any(name.endswith("/site.yml") for name in given):
            given["runbook_src/site.yml"] = SITE
        if not any(name.endswith("/service.yml") for name in given):
            given["runbook_src/shop/service.yml"] = SERVICE
        for name, text in given.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")

    def project(self) -> Project:
        """What was written, read and taken apart."""
        return read_project([self.folder / "runbook_src"], self.folder)

    def check(self, files: Mapping[str, str]) -> Report:
        """What the rules find in files."""
        self.write(files)
        return run_checks(self.project(), TODAY)

    def shown(self, finding: Finding) -> str:
        """A finding on one line."""
        start = finding.span.start
        return f"{finding.span.path}:{start.line}:{start.column} {finding.rule}: {finding.message}"


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Examples:
    """A folder for examples, which is where the tool is called."""
    monkeypatch.chdir(tmp_path)
    return Examples(tmp_path)
