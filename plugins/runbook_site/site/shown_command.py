"""The text of a command as HTML, with its values to fill in marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from runbook_site.site.markup import code_text

if TYPE_CHECKING:
    from runbook_site.catalog.entry import Entry


def shown_source(entry: Entry) -> Markup:
    """The exact text of an entry; every value to fill in is a ``<var>`` with its name."""
    places = sorted(
        (occurrence.start, occurrence.end, variable.name)
        for variable in entry.variables
        if variable.origin in ("declared", "undeclared")
        for occurrence in variable.occurrences
    )
    html = Markup()
    at = 0
    for start, end, name in places:
        if start < at:
            continue  # `${a:-$b}`: the inner one is part of the outer one's text
        html += code_text(entry.source[at:start])
        html += Markup('<var data-name="{}">{}</var>').format(name, code_text(entry.source[start:end]))
        at = end
    return html + code_text(entry.source[at:])
