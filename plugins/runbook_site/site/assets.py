"""Files beside the pages: stylesheet, scripts, data, schemas."""

from __future__ import annotations

import json
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING

from runbook_site.catalog.json import catalog_json
from runbook_site.model.schemas import EVERY, schema_file
from runbook_site.site.index_pages import entry_tools
from runbook_site.site.links import page_address
from runbook_site.site.page import Asset
from runbook_site.site.templating import ASSETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runbook_site.site.context import SiteContext

STYLESHEET = f"{ASSETS}/runbook-site.css"
SCRIPT = f"{ASSETS}/runbook-site.js"
CATALOG = "catalog.json"
_BUNDLES: dict[str, tuple[str, ...]] = {
    "runbook-site.css": (
        *("styles/base.css", "styles/head.css", "styles/command.css", "styles/step.css", "styles/table.css"),
        *("styles/catalog.css", "styles/narrow.css", "styles/motion.css", "styles/print.css"),
    ),
    "runbook-site.js": (
        *("scripts/dom.js", "scripts/page.js", "scripts/clipboard.js", "scripts/copy.js", "scripts/search.js"),
    ),
    "catalog.js": ("scripts/catalog.js",),
}
"""The files that browsers load, and what each is put together from. All but the first two are loaded when needed."""


def site_assets(context: SiteContext) -> Iterator[Asset]:
    """Every file that is no page."""
    for name, parts in _BUNDLES.items():
        yield Asset(f"{ASSETS}/{name}", partial(_joined, parts))
    yield Asset(f"{ASSETS}/catalog-data.js", lambda: _catalog_data(context).encode())
    yield Asset(CATALOG, lambda: catalog_json(context.catalog).encode())
    for kind in EVERY:
        yield Asset(f"schema/{kind}.schema.json", partial(schema_file, kind))


def _joined(parts: Iterable[str]) -> bytes:
    folder = files("runbook_site.site") / "assets"
    return b"\n".join((folder / part).read_bytes() for part in parts)


def _catalog_data(context: SiteContext) -> str:
    """The catalog as a script, in short: a page opened from a disk can load scripts, and no JSON."""
    rows = []
    same = context.catalog.same_commands
    for entry in context.catalog.entries:
        tools = entry_tools(entry)
        address, _, anchor = entry.url.partition("#")
        page = page_address(address.rstrip("/"), directory_urls=context.directory_urls)
        rows.append(
            {
                "id": entry.id,
                "service": entry.service,
                "runbook": entry.runbook_title,
                "title": entry.title,
                "language": entry.language,
                "risk": entry.risk,
                "effect": entry.effect or "",
                "tools": sorted({tool for tool, _ in tools}),
                "source": entry.source,
                "url": f"{page}#{anchor}",
                "same": len(same.get(entry.fingerprint, ())),
            }
        )
    # `<` is spelled out so that the text can end no script element wherever it is put.
    data = json.dumps(rows, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"globalThis.runbookCatalog = {data};\n"
