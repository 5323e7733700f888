"""The reference of the command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parts.table import table
from runbook_site.cli.main import parser
from runbook_site.site.markup import markdown_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping


def command_line() -> Iterator[str]:
    """Every command with its arguments, its options and its examples."""
    actions = parser()._actions  # noqa: SLF001 - argparse shows its parts nowhere else
    commands: Mapping[str, argparse.ArgumentParser] = next(a.choices for a in actions if isinstance(a.choices, dict))
    for name, command in commands.items():
        rows = [(_option(a), _help(a)) for a in command._actions if a.dest != "help"]  # noqa: SLF001
        yield from (f"## {name}", "", markdown_text(command.description or ""), "")
        yield from table(("Argument", "Meaning"), rows)
        yield from _epilog(command.epilog or "")


def _option(action: argparse.Action) -> str:
    choices = " or ".join(f"`{choice}`" for choice in action.choices or ())
    value = choices or (f"`{action.metavar or action.dest.upper()}`" if action.nargs != 0 else "")
    names = ", ".join(f"`{name}`" for name in action.option_strings)
    optional = action.nargs in ("?", "*") or (action.option_strings and not action.required)
    return f"{names} {value}".strip() + ("" if optional else ", needed")


def _help(action: argparse.Action) -> str:
    return markdown_text((action.help or "") % vars(action))


def _epilog(text: str) -> Iterator[str]:
    """Indented lines are examples, others are prose."""
    lines = text.removeprefix("examples:\n").split("\n")
    examples = [re.sub(r" {3,}#", "  #", line[2:]) for line in lines if line.startswith("  ")]
    yield from ("", "```console", *(f"$ {line}" for line in examples), "```", "")
    yield from (markdown_text(line) for line in lines if not line.startswith("  "))
