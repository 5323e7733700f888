"""The tools that commands use."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runbook_site.catalog.entry import Entry
    from runbook_site.snippets.project import Project

SQL = "SQL"
"""Stands for a tool where a command is no shell."""


def entry_tools(entry: Entry) -> list[tuple[str, str]]:
    """The tools that an entry uses, each with its subcommand; ``SQL`` and the kind of statement for SQL."""
    tools = [(command.tool, " ".join(command.subcommand)) for command in entry.commands if command.tool]
    if entry.language != "shell":
        tools += [(SQL, statement.kind.removesuffix("Stmt")) for statement in entry.statements]
    return list(dict.fromkeys(tools))


def tool_names(project: Project) -> list[str]:
    """Every tool that `entry_tools` gives for some entry, in alphabetical order; this needs no catalog."""
    names: set[str] = set()
    for runbook in project.runbooks:
        for _, chunk in runbook.chunks:
            names |= {invocation.tool for invocation in chunk.invocations if invocation.argv and invocation.tool}
            if chunk.language != "shell" and chunk.statements:
                names.add(SQL)
    return sorted(names, key=lambda name: (name.casefold(), name))


def by_tool(entries: Iterable[Entry]) -> Mapping[str, Mapping[str, list[Entry]]]:
    """Entries by tool and subcommand, in the catalog's order."""
    tools: dict[str, dict[str, dict[str, Entry]]] = defaultdict(lambda: defaultdict(dict))
    for entry in entries:
        for tool, subcommand in entry_tools(entry):
            tools[tool][subcommand][entry.id] = entry
    return {
        tool: {subcommand: list(groups[subcommand].values()) for subcommand in sorted(groups)}
        for tool, groups in tools.items()
    }
