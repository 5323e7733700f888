"""``runbook-site sandbox``: what this machine offers to run commands in."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import add_command
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.output import write_output

if TYPE_CHECKING:
    import argparse

    from runbook_site.cli.arguments import Subparsers

_EXAMPLES = """\
  runbook-site sandbox
  runbook-site sandbox --format json
"""

_SUMMARY = "see what this machine offers to run commands in, and what keeps it from offering more"

_BOTH = """\
    hidden     your files and environment; of the host, programs and Python alone can be read
    bounded    time, memory, processes, output, files
    gone       every process and file at the end, also when runbook-site is killed
"""
_TEXTS = {
    "bubblewrap": f"""\
{_BOTH}\
    separate   processes, users, /tmp, /proc and network: 127.0.0.1 is its own, and there is no other
    open       the kernel: a hole in it is a way out
""",
    "landlock": f"""\
{_BOTH}\
    refused    every network and socket; signals to other processes
    open       the kernel: a hole in it is a way out
    open       names: whether a file of the host exists, and how large it is, can be found out
    missing    /tmp, /proc, servers for commands to talk to; without root also chmod, chown and touch -d
""",
}


def add(commands: Subparsers) -> None:
    """Describe the command."""
    command = add_command(commands, "sandbox", _SUMMARY, _EXAMPLES, run)
    command.add_argument("--format", choices=("text", "json"), default="text", help="form of the answer")


def run(options: argparse.Namespace) -> ExitCode:
    """Try each sandbox, and say what came of it."""
    from runbook_site.cli.progress import progress
    from runbook_site.proofs.sandbox.offer import offers
    from runbook_site.sources.printable import printable

    with progress("trying each sandbox"):
        found = offers()
    used = next((each.kind for each in found if each.usable), None)
    if options.format == "json":
        answer = {"used": used, "offers": [dataclasses.asdict(each) for each in found]}
        write_output(json.dumps(answer, indent=2) + "\n", None)
    else:
        lines: list[str] = []
        for each in found:
            state = "not offered" if not each.usable else "used" if each.kind == used else "second choice"
            lines.append(f"{each.kind}: {state}\n")
            if each.usable:
                lines.append(_TEXTS[each.kind])
            else:
                lines += (f"    {printable(line)}\n" for line in (each.why, each.advice) if line)
        if used is None:
            lines.append("Nothing is run on this machine until it offers one of them.\n")
        write_output("".join(lines), None)
    return ExitCode.FAILED if used is None else ExitCode.CLEAN
