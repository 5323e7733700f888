"""The catalog as a script, in short: a page opened from a disk can load scripts, and no JSON."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from runbook_site.model.page_anchors import PHASE_TITLES
from runbook_site.site.data_script import Table, data_script, site_address
from runbook_site.site.shown_command import shown_source
from runbook_site.site.tools import entry_tools

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.catalog.entry import Entry
    from runbook_site.site.context import SiteContext

_RISKS = ("read", "change", "destructive", "unknown")
_SLOT = re.compile(r"<var([^<>]*)>(.*?)</var>", re.DOTALL)
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_TAG = re.compile(r"<[^<>]*>")
"""The HTML of a command has no other ``<``: its text is escaped."""


def catalog_data(context: SiteContext) -> str:
    """The script that gives the catalog's page its rows.

    Columns and tables of what repeats, instead of a mapping a row: that is what makes ten thousand commands small.
    ``commands.js`` puts the rows together again.
    """
    services, calls, slots, texts = Table(), Table(), Table(), Table()
    entries = context.catalog.entries
    same = context.catalog.same_commands
    facets = {"languages": Table(), "phases": Table(), "proofs": Table()}
    columns = {
        # `0` for a text that is met for the first time: they are numbered as they come.
        "text": [texts.add_new(_text(entry, calls, slots)) for entry in entries],
        "title": [entry.title for entry in entries],
        # Most names are made from the title; the others are said.
        "name": [0 if entry.name == _simple_slug(entry.title) else entry.name for entry in entries],
        "language": [facets["languages"].add(entry.language) for entry in entries],
        "phase": [facets["phases"].add(_phase(entry)) for entry in entries],
        "proof": [facets["proofs"].add(entry.proof.level if entry.proof else "") for entry in entries],
        "risk": [_RISKS.index(entry.risk) for entry in entries],
        "effect": [entry.effect or 0 for entry in entries],
        "same": [len(same.get(entry.fingerprint, ())) for entry in entries],
    }
    runbooks = [
        [
            services.add([document.service, context.service_name(document.service)]),
            document.runbook.title,
            site_address(context, runbook.url),
            len(context.entries_of(document)),
        ]
        for document, runbook in zip(context.library.runbooks, context.catalog.runbooks, strict=True)
    ]
    data = {
        "services": services.rows,
        "runbooks": runbooks,
        "calls": calls.rows,
        "slots": slots.rows,
        "texts": texts.rows,
        "risks": _RISKS,
        **{name: table.rows for name, table in facets.items()},
        "columns": columns,
    }
    return data_script("runbookCatalog", data)


def _simple_slug(title: str) -> str:
    """As the script makes it."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") if title.isascii() else ""


def _phase(entry: Entry) -> list[str]:
    return [entry.phase, PHASE_TITLES[entry.phase]] if entry.phase else ["", ""]


def _text(entry: Entry, calls: Table, slots: Table) -> object:
    """A command's text and its calls; a text with values to fill in is in pieces, its slots as their numbers."""
    pieces = list(_pieces(entry, slots))
    return [pieces[0] if len(pieces) == 1 else pieces, *(calls.add(list(call)) for call in entry_tools(entry))]


def _pieces(entry: Entry, slots: Table) -> Iterator[str | int]:
    if not entry.variables:
        yield entry.source
        return
    before, *rest = _SLOT.split(shown_source(entry))
    yield _plain(before)
    for attributes, text, after in zip(*[iter(rest)] * 3, strict=True):
        given = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(attributes) if name != "data-filled"}
        yield slots.add([_plain(text), given])
        yield _plain(after)


def _plain(shown: str) -> str:
    return html.unescape(_TAG.sub("", shown))
