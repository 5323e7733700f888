"""The flow of one runbook, with titles and addresses as seen from its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.site.context import page_of
from runbook_site.site.flow import flow_of

if TYPE_CHECKING:
    from runbook_site.model.document import RunbookDocument
    from runbook_site.site.context import SiteContext
    from runbook_site.site.flow import Flow
    from runbook_site.site.links import Linker
    from runbook_site.site.page_text import PageText

_MARKDOWN = re.compile(r"[][\\`*_<>&~^]")


def runbook_flow(context: SiteContext, linker: Linker, document: RunbookDocument, text: PageText) -> Flow | None:
    """What leads where in a runbook; ``None`` where no step decides anything."""

    def find(reference: str) -> tuple[str, str] | None:
        if (found := context.find_runbook(reference, document.service)) is not None:
            return found.runbook.title, linker.to_page(page_of(found))
        broken = context.find_broken(reference, document.service)
        return (f"{reference} (has errors)", linker.to_page(page_of(broken))) if broken else None

    def plain(line: str) -> str:
        return text.line(line).striptags() if _MARKDOWN.search(line) else line

    return flow_of(document.runbook, find, plain)
