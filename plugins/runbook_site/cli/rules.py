"""``runbook-site rules``: what is checked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import add_command
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.output import write_output

if TYPE_CHECKING:
    import argparse

    from runbook_site.cli.arguments import Subparsers

_EXAMPLES = """\
  runbook-site rules
  runbook-site rules --format json
"""


def add(commands: Subparsers) -> None:
    """Describe the command."""
    command = add_command(commands, "rules", "list what is checked", _EXAMPLES, run)
    command.add_argument("--format", choices=("text", "json"), default="text", help="form of the list")


def run(options: argparse.Namespace) -> ExitCode:
    """List the rules."""
    from runbook_site.checks.registry import RULES

    if options.format == "json":
        rows = [
            {"name": r.name, "family": r.family, "level": r.level, "since": r.since, "summary": r.summary}
            for r in RULES.values()
        ]
        write_output(json.dumps(rows, indent=2) + "\n", None)
        return ExitCode.CLEAN
    width = max(len(name) for name in RULES)
    lines = [f"{r.family:<12} {r.level.value:<8} {r.name:<{width}}  {r.summary}" for r in RULES.values()]
    write_output("\n".join(lines) + "\n", None)
    return ExitCode.CLEAN
