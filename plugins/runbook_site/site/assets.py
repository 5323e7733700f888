"""Files beside the pages: stylesheet, scripts, data, schemas."""

from __future__ import annotations

from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING

from runbook_site.catalog.alerts import alerts_json
from runbook_site.catalog.json import catalog_json
from runbook_site.model.schemas import EVERY, schema_file
from runbook_site.site.catalog_data import catalog_data
from runbook_site.site.find_data import find_data
from runbook_site.site.llms import llms_text
from runbook_site.site.maintenance_file import maintenance_files
from runbook_site.site.page import Asset
from runbook_site.site.runbook_markdown import markdown_files
from runbook_site.site.shortened import short_script, short_style
from runbook_site.site.templating import ASSETS
from runbook_site.site.values_data import values_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable

    from runbook_site.site.context import SiteContext

STYLESHEET = f"{ASSETS}/runbook-site.css"
SCRIPT = f"{ASSETS}/runbook-site.js"
CATALOG = "catalog.json"
DISK_SCRIPT = f"{ASSETS}/disk.js"
_OFFLINE = "scripts/offline.js"
_BUNDLES: dict[str, tuple[str, ...]] = {
    "runbook-site.css": (
        *("styles/base.css", "styles/head.css", "styles/command.css", "styles/values.css", "styles/step.css"),
        *("styles/flow.css", "styles/foot.css", "styles/find.css", "styles/narrow.css", "styles/motion.css"),
        *("styles/offline.css", "styles/access.css", "styles/print.css"),
    ),
    "lists.css": ("styles/home.css", "styles/table.css", "styles/catalog.css", "styles/seeing.css"),
    "switcher.css": ("styles/switcher.css",),
    "log.css": ("styles/confirm.css", "styles/done.css", "styles/log.css"),
    "confirm.css": ("styles/confirm.css",),
    "help.css": ("styles/help.css",),
    "runbook-site.js": (
        *("scripts/dom.js", "scripts/page.js", "scripts/clipboard.js", "scripts/visible.js", "scripts/values.js"),
        *("scripts/copy.js", "scripts/log.js", "scripts/doing.js", "scripts/foot.js"),
        *("scripts/age.js", "scripts/keys.js", "scripts/finder.js", "scripts/access.js", "scripts/late.js", _OFFLINE),
    ),
    "catalog.js": (
        *("scripts/ranking.js", "scripts/commands.js", "scripts/facets.js", "scripts/row-values.js"),
        "scripts/catalog.js",
    ),
    "switcher.js": ("scripts/ranking.js", "scripts/commands.js", "scripts/switcher.js"),
    "filter.js": ("scripts/ranking.js", "scripts/filter.js"),
    "alert.js": ("scripts/alert.js",),
    "lost.js": ("scripts/lost.js",),
    "log.js": ("scripts/done.js", "scripts/timebox.js", "scripts/log-export.js", "scripts/log-panel.js"),
    "confirm.js": ("scripts/confirm.js",),
    "filling.js": ("scripts/fields.js", "scripts/slots.js", "scripts/value-bar.js"),
    "fragment.js": ("scripts/fragment.js",),
    "writing.js": ("scripts/kinds.js", "scripts/quoting.js", "scripts/asking.js"),
    "help.js": ("scripts/jump.js", "scripts/help.js"),
    "search.js": ("scripts/search.js",),
    "offline-copy.js": ("scripts/offline-copy.js",),
    "disk.js": ("scripts/disk.js",),
}
"""The files that browsers load, and what each is put together from. All but the first two are loaded when needed."""

_BY_MARKUP = ":is(body, #rbs).rbs-here", ":is(body, #rbs):has(rbs-page)"
"""How a stylesheet tells our pages from others: by what a script says, and where none runs, by what they hold."""


def site_assets(context: SiteContext) -> Iterator[Asset]:
    """Every file that is no page."""
    for name, every in _BUNDLES.items():
        parts = tuple(part for part in every if context.offline or part != _OFFLINE)
        yield Asset(f"{ASSETS}/{name}", partial(_joined, name, parts))
    yield Asset(f"{ASSETS}/catalog-data.js", lambda: catalog_data(context).encode())
    yield Asset(f"{ASSETS}/find-data.js", lambda: find_data(context).encode())
    yield Asset(f"{ASSETS}/values-data.js", lambda: values_data(context).encode())
    yield Asset(CATALOG, lambda: catalog_json(context.catalog).encode())
    yield Asset("llms.txt", lambda: llms_text(context).encode("utf-8", "replace"))
    yield from markdown_files(context)
    yield Asset("alerts.json", lambda: alerts_json(context.alert_index).encode())
    yield from maintenance_files(context)
    for kind in EVERY:
        yield Asset(f"schema/{kind}.schema.json", partial(schema_file, kind))


def _part(file: Traversable) -> str:
    text = file.read_text("utf-8")
    scripted, by_markup = _BY_MARKUP
    if file.name.endswith(".css") and scripted in text:
        return f"{text}@media (scripting: none) {{\n{text.replace(scripted, by_markup)}}}\n"
    return text


def _joined(name: str, parts: Iterable[str]) -> bytes:
    """The parts in one file."""
    folder = files("runbook_site.site") / "assets"
    text = "\n".join(_part(folder / part) for part in parts)
    return (short_style if name.endswith(".css") else short_script)(text).encode()
