"""Runs rules over single commands, many in one go."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from runbook_site.checks.registry import RULES
from runbook_site.checks.runner import run_checks
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from runbook_site.checks.rule import Family
    from runbook_site.sources.finding import Finding

_YAML = """\
title: Try a command
owner: shop
diagnosis:
  - title: Try it
    commands:
      - title: The command
        risk: read
        run: |
"""


def findings_of(
    commands: Sequence[str], families: Collection[Family], folder: Path, form: Literal["yaml", "markdown"] = "markdown"
) -> list[list[Finding]]:
    """What the rules of some families say of each command, each in a runbook of its own."""
    for index, command in enumerate(commands):
        if form == "yaml":
            text = _YAML + "".join(f"          {line}\n" for line in command.split("\n"))
            (folder / f"{index:04}.yml").write_text(text, encoding="utf-8")
        else:
            (folder / f"{index:04}.md").write_text(f"# Try it\n\n```bash\n{command}\n```\n", encoding="utf-8")
    report = run_checks(read_project([folder]), date(2026, 11, 21), RULES.of(families))
    assert not report.crashes, report.crashes[0].traceback
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        found[Path(finding.span.path).stem].append(finding)
    return [found[f"{index:04}"] for index in range(len(commands))]
