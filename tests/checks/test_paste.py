"""Characters that break a command when it is pasted, and the fixes for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from runbook_site.checks.runner import Report
    from tests.checks.conftest import Examples

PAGE = "# Restart\n\n```sh\n{}\n```\n"


def check(examples: Examples, command: str) -> Report:
    """What is found in a command."""
    return examples.check({"runbook_src/shop/restart.md": PAGE.format(command)})


def mended(examples: Examples, rule: str, command: str) -> str:
    """A command with the fixes of a rule applied."""
    fixes = [finding.fix for finding in check(examples, command).findings if finding.rule == rule]
    lines = PAGE.format(command).split("\n")
    for edit in sorted((edit for fix in fixes if fix for edit in fix.edits), key=lambda edit: edit.span, reverse=True):
        assert edit.span.start.line == edit.span.end.line
        line = lines[edit.span.start.line - 1]
        changed = line[: edit.span.start.column - 1] + edit.text + line[edit.span.end.column - 1 :]
        lines[edit.span.start.line - 1] = changed
    return "\n".join(lines[3:-2])


@pytest.mark.parametrize(
    ("rule", "command", "fixed"),
    [
        ("smart-quote", "grep \u201cout of memory\u201d log", 'grep "out of memory" log'),
        ("smart-quote", "grep \u2018a\u2019 \u2018b\u2019", "grep 'a' 'b'"),
        ("dash-in-option", "ls \u2013l", "ls -l"),
        ("dash-in-option", "ls \u2014all", "ls --all"),
        ("dash-in-option", 'echo "$(ls \u2013l)"', 'echo "$(ls -l)"'),
        ("no-break-space", "kubectl\u00a0get\u00a0pods", "kubectl get pods"),
        ("zero-width-character", "kubectl get\u200b pods", "kubectl get pods"),
        ("zero-width-character", "echo 'a\u200bb'", "echo 'ab'"),
        ("space-after-backslash", "ls \\ \n  -l", "ls \\\n  -l"),
        ("prompt-in-commands", "$ ls\n$ uptime", "ls\nuptime"),
    ],
)
def test_fix_mends_it(examples: Examples, rule: str, command: str, fixed: str) -> None:
    """What a fix leaves is the command that was meant, and nothing is found in it any more."""
    assert mended(examples, rule, command) == fixed
    assert rule not in {finding.rule for finding in check(examples, fixed).findings}


@pytest.mark.parametrize(
    "command",
    [
        "echo '\u201cready\u201d'",
        'echo "don\u2019t \u2013 never"',
        "ls # \u2013l",
        "echo 'a\u00a0b'",
        "echo '\U0001f468\u200d\U0001f469'",
        "echo one\\ two",
        "echo caf\u00e9",
        "cat <<EOF\n\u2013n\u00a0\u201cx\u201d\nEOF",
    ],
)
def test_text_is_left_alone(examples: Examples, command: str) -> None:
    """Inside of quotes, comments and heredocs these characters are what the author wants to say."""
    assert not [finding for finding in check(examples, command).findings if finding.level != "info"]


def test_unclear_dash_has_no_fix(examples: Examples) -> None:
    """An en dash in front of several letters may be one hyphen or two: that is asked, and not decided."""
    (finding,) = (each for each in check(examples, "find . \u2013name x").findings if each.rule == "dash-in-option")
    assert finding.fix is None
    assert finding.alternatives == ("--name", "-name")


def test_yaml_gets_no_quotes(examples: Examples) -> None:
    """A quote put into YAML may end the text around it; that is left to the author."""
    text = 'title: Look\ndiagnosis:\n  - title: Look\n    commands:\n      - run: "grep \u201ca b\u201d log"\n'
    report = examples.check({"runbook_src/shop/look.yml": text})
    (finding,) = (each for each in report.findings if each.rule == "smart-quote")
    assert finding.fix is None
