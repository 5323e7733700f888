"""What each rule says of the cases in ``cases/``.

A case file reads like documentation: text, files as code blocks with a title, and what the rule says of them
in a block ``text title="findings"`` (``path:line:column rule: message``) at the end. ``make golden``
renews the findings; look at the difference.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.registry import RULES

if TYPE_CHECKING:
    from tests.checks.conftest import Examples

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
OPENING = '\n```text title="findings"\n'


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, examples: Examples) -> None:
    """A rule finds what its cases say, where they say it, and nothing else."""
    text = case.read_text("utf-8")
    files = examples.titled(text)
    expected = files.pop("findings", "")
    report = examples.check(files)
    assert not report.crashes
    found = "".join(f"{examples.shown(finding)}\n" for finding in report.findings if finding.rule == case.stem)
    if os.environ.get("RENEW_GOLDEN"):
        above = text.partition(OPENING)[0].rstrip("\n")
        case.write_text(f"{above}\n{OPENING}{found}```\n", encoding="utf-8")
        expected = found
    assert found == expected
    assert found, "a case has to show what the rule finds"


def test_cases_belong_to_rules() -> None:
    """A case whose rule was renamed would test nothing."""
    assert {case.stem for case in CASES} <= set(RULES)
