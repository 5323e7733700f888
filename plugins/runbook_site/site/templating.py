"""Jinja with what the page templates use."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from runbook_site.model.address import PREFIX
from runbook_site.model.base import to_timedelta
from runbook_site.model.document import RunbookDocument
from runbook_site.model.page_anchors import (
    ABOUT_ANCHOR,
    ESCALATION_ANCHOR,
    VALUES_ANCHOR,
    command_anchor,
    message_anchor,
    phase_anchor,
    step_anchor,
)
from runbook_site.model.slug import slug
from runbook_site.site.context import page_of, runbook_path, service_page
from runbook_site.site.flow_drawing import draw
from runbook_site.site.links import Linker
from runbook_site.site.markup import attribute_text, code_text, markdown_text, one_line, text_to_paste
from runbook_site.site.page_text import PageText
from runbook_site.site.page_values import declaration
from runbook_site.site.runbook_flow import runbook_flow
from runbook_site.site.shown_command import shown_source
from runbook_site.site.shown_message import shown_message
from runbook_site.sources.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runbook_site.site.context import SiteContext

ASSETS = "assets/runbook-site"
"""Folder of stylesheet and scripts below the site's root."""


@cache
def environment() -> Environment:
    """The templates, with escaping on for every value."""
    environment = Environment(
        loader=PackageLoader("runbook_site.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters |= {
        "code": code_text,
        "attribute": attribute_text,
        "to_paste": text_to_paste,
        "heading": markdown_text,
        "counted": counted,
        "one_line": _whole_line,
        "slug": slug,
        "step_anchor": step_anchor,
        "phase_anchor": phase_anchor,
        "command_anchor": command_anchor,
        "message_anchor": message_anchor,
        "declaration": declaration,
        "source": shown_source,
        "message_source": shown_message,
        "duration": words_for_duration,
        "minutes": minutes,
        "seconds": seconds,
    }
    environment.globals |= {
        "page_of": page_of,
        "service_page": service_page,
        "runbook_path": runbook_path,
        "index_page": index_page,
        "about_anchor": ABOUT_ANCHOR,
        "escalation_anchor": ESCALATION_ANCHOR,
        "values_anchor": VALUES_ANCHOR,
        "flow_of": runbook_flow,
        "draw_flow": draw,
    }
    return environment


def _whole_line(html: str) -> Markup:
    """HTML on a line of its own: Jinja drops the line end behind the tag that closes a filter."""
    return one_line(html) + "\n"


def index_page(name: str) -> str:
    """Path of a page that belongs to no service."""
    return f"{PREFIX}/{name}"


def render(template: str, context: SiteContext, page: str, **values: object) -> str:
    """The Markdown of a page.

    Args:
        template: Name of the template.
        context: What the pages are made from.
        page: Path of the page, from which addresses are seen.
        values: What this page shows.
    """
    linker = Linker(page, context.directory_urls, context.links_from_source)
    values.setdefault("text", PageText(context, linker, None))
    rendered = environment().get_template(template).render(context=context, page=page, link=linker, **values)
    # Not `splitlines`: a command may hold characters that Python takes for a line's end, and nobody else does.
    lines = [stripped for line in rendered.split("\n") if (stripped := line.strip(" \t\r"))]
    lines.append(_marker(linker, values))
    on_every_page = ("runbook-site.css", "runbook-site.js") if context.embed_assets else ()
    of_lists = () if isinstance(values.get("document"), RunbookDocument) else ("lists.css",)
    if names := (*on_every_page, *of_lists):
        lines.append(_embedded(linker, names))
    return "\n\n".join(lines) + "\n"


def _marker(linker: Linker, values: Mapping[str, object]) -> str:
    """The element that tells the scripts which page is shown."""
    root = linker.for_scripts.to_asset("")
    about = {"root": root, **_about(values.get("document")), "scripts": values.get("scripts")}
    attributes = Markup("").join(Markup(' data-{}="{}"').format(name, each) for name, each in about.items() if each)
    return one_line(Markup("<div hidden><rbs-page{}></rbs-page></div>").format(attributes))


def _about(document: object) -> dict[str, str]:
    if not isinstance(document, RunbookDocument):
        return {}
    return {"service": document.service, "runbook": document.id, "title": document.runbook.title}


def _embedded(linker: Linker, names: Iterable[str]) -> str:
    addresses = (linker.to_asset(f"{ASSETS}/{name}") for name in names)
    return f"<div hidden>{''.join(map(_element, addresses))}</div>"


def _element(address: str) -> str:
    if address.endswith(".css"):
        return f'<link rel="stylesheet" href="{address}">'
    return f'<script defer src="{address}"></script>'


def seconds(duration: str) -> int:
    """A duration in seconds."""
    return int(to_timedelta(duration).total_seconds())


def minutes(duration: str | None) -> int:
    """A duration in whole minutes; none is no time at all."""
    return int(to_timedelta(duration).total_seconds() // 60) if duration else 0


_UNITS = {"s": "second", "m": "minute", "h": "hour", "d": "day", "w": "week"}


def words_for_duration(duration: str) -> str:
    """``1h30m`` as ``1 hour 30 minutes``."""
    words: list[str] = []
    number = ""
    for character in duration:
        if character in _UNITS:
            words.append(f"{number} {_UNITS[character]}{'' if number == '1' else 's'}")
            number = ""
        else:
            number += character
    return " ".join(words)
