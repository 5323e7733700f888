"""The catalog as a table, for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from runbook_site.catalog.entry import Catalog

COLUMNS = (
    "id",
    "service",
    "runbook",
    "phase",
    "step",
    "title",
    "language",
    "risk",
    "effect",
    "tools",
    "variables",
    "source",
    "path",
    "line",
    "fingerprint",
    "proof",
    "proven_on",
    "url",
)

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def catalog_csv(catalog: Catalog, *, for_terminal: bool = False) -> str:
    """The catalog as CSV (RFC 4180), a line an entry, with a header.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front.

    Args:
        catalog: What to write.
        for_terminal: Whether control characters are spelled out, which would move the cursor or worse.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for entry in catalog.entries:
        tools = dict.fromkeys(" ".join((command.tool, *command.subcommand)).strip() for command in entry.commands)
        cells = (
            entry.id,
            entry.service,
            entry.runbook,
            entry.phase or "",
            entry.step or "",
            entry.title,
            entry.language,
            entry.risk,
            entry.effect or "",
            "; ".join(tools),
            "; ".join(variable.name for variable in entry.variables),
            entry.source,
            entry.location.path,
            str(entry.location.line),
            entry.fingerprint,
            entry.proof.level if entry.proof else "",
            entry.proof.on.isoformat() if entry.proof else "",
            entry.url,
        )
        safe = (f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in cells)
        writer.writerow([printable(cell) if for_terminal else cell for cell in safe])
    return out.getvalue()
