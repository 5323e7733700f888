"""Fixes of the variable and safety families change what they should, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from runbook_site.sources.finding import Finding
    from tests.checks.conftest import Examples

RUNBOOK = """\
title: Look at the shop
owner: shop
reviewed: {{on: 2026-11-01, by: shop on-call}}
variables:
  machine:
    type: host
    description: The machine that the alert names.
  folder:
    type: path
    description: The folder that the alert names.
diagnosis:
  - title: Look
    commands:
      - title: Look
        run: {run}
        risk: destructive
        effect: What is old is gone.
"""


def fixed(examples: Examples, run: str, rule: str) -> str | None:
    """The line of a command with the fix of a rule made; ``None`` where it offers none."""
    text = RUNBOOK.format(run=run)
    report = examples.check({"runbook_src/shop/look.yml": text})
    finding: Finding = next(each for each in report.findings if each.rule == rule)
    if finding.fix is None:
        return None
    lines = text.split("\n")
    for edit in reversed(finding.fix.edits):
        line = lines[edit.span.start.line - 1]
        line = line[: edit.span.start.column - 1] + edit.text + line[edit.span.end.column - 1 :]
        lines[edit.span.start.line - 1] = line
    return lines[finding.span.start.line - 1].strip()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("tail /var/log/<machine>.log", "tail /var/log/$machine.log"),
        ("tail /var/log/<machine>_1.log", "tail /var/log/${machine}_1.log"),
        ('tail "/var/log/<folder>/x.log"', 'tail "/var/log/$folder/x.log"'),
        ("ping {{machine}}", "ping $machine"),
        ("tail /var/log/<folder>/x.log", None),
        ("echo '<machine>'", None),
        ("tail <other>", None),
    ],
)
def test_placeholder_becomes_its_variable(examples: Examples, written: str, expected: str | None) -> None:
    """A placeholder is replaced where the shell fills in the value, quotes are not needed, and the name is declared."""
    assert fixed(examples, f"|\n          {written}", "placeholder-left") == expected


def test_quoted_scalars_are_left_alone(examples: Examples) -> None:
    """In a quoted YAML scalar the text stands with escapes, so nothing is replaced there."""
    assert fixed(examples, '"tail /var/log/<machine>.log"', "placeholder-left") is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('rm -rf "$dir"/*', 'rm -rf "${dir:?}"/*'),
        ("sudo rm -rf ${dir}/", "sudo rm -rf ${dir:?}/"),
        ('rm -rf "$dir/$part"', 'rm -rf "${dir:?}/${part:?}"'),
        ('kubectl delete pods --all -n "$space"', 'kubectl delete pods --all -n "${space:?}"'),
        ("ssh web1 'rm -rf $dir/*'", "ssh web1 'rm -rf ${dir:?}/*'"),
    ],
)
def test_deletion_stops_where_a_variable_is_unset(examples: Examples, written: str, expected: str) -> None:
    """Every variable that may be empty has to be set."""
    assert fixed(examples, f"|\n          {written}", "unset-variable-widens-deletion") == expected


def test_forced_push_gets_a_lease(examples: Examples) -> None:
    """The option is replaced, and what it is given to stays."""
    assert fixed(examples, "|\n          git push --force origin main", "forced-push") == (
        "git push --force-with-lease origin main"
    )
