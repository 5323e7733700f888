"""The generated parts of the documentation.

A line ``<!-- generated: NAME -->`` of a page becomes the Markdown that the part of that name makes from the
code or the data it describes; the modules of ``parts`` make them. Nothing of it is committed, and so nothing of it can
go stale.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from parts.command_line import command_line
from parts.formats import alerts, catalog, csv_columns, incident_log, proofs, sources
from parts.knowledge import grammars, headings, limits, tools
from parts.modules import modules
from parts.origins import origins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_MARKER = re.compile(r"^<!-- generated: (?P<name>[\w-]+) -->$", re.MULTILINE)


def on_page_markdown(markdown: str, **_: object) -> str:
    """MkDocs' event: fill in the generated parts of a page."""
    return _MARKER.sub(lambda match: part(match["name"]), markdown)


def part(name: str) -> str:
    """A generated part, as Markdown.

    Raises:
        PluginError: There is none of this name.
    """
    if name not in PARTS:
        message = f"there is no generated part '{name}'; there are {', '.join(PARTS)}"
        raise PluginError(message)
    return "\n".join(PARTS[name]())


PARTS: Mapping[str, Callable[[], Iterator[str]]] = {
    "command-line": command_line,
    "sources": sources,
    "catalog": catalog,
    "alerts": alerts,
    "proofs": proofs,
    "incident-log": incident_log,
    "csv-columns": csv_columns,
    "modules": modules,
    "headings": headings,
    "tools": tools,
    "limits": limits,
    "origins": origins,
    "grammars": grammars,
}
"""What a page can ask for."""
