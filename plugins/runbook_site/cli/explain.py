"""``runbook-site explain``: the page of a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.cli.arguments import add_command
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.output import write_output
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    import argparse

    from runbook_site.cli.arguments import Subparsers

_EXAMPLES = """\
  runbook-site explain review-overdue
"""


def add(commands: Subparsers) -> None:
    """Describe the command."""
    command = add_command(commands, "explain", "explain a rule: what it does, why, and what to write", _EXAMPLES, run)
    command.add_argument("rule", metavar="RULE", help="its name, as in a report")


def run(options: argparse.Namespace) -> ExitCode:
    """Print a rule's page."""
    from difflib import get_close_matches

    from runbook_site.checks.registry import RULES

    rule = RULES.get(options.rule)
    if rule is None:
        near = get_close_matches(options.rule, RULES, n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else "; `runbook-site rules` lists them"
        message = f"there is no rule '{options.rule}'{hint}"
        raise RunbookSiteError(message)
    head = f"{rule.name} ({rule.family}, {rule.level.value}, since {rule.since})"
    write_output(f"{head}\n\n{rule.page}\n", None)
    return ExitCode.CLEAN
