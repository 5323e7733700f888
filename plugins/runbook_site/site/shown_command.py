"""The text of a command as HTML, with its values to fill in marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from runbook_site.catalog.slots import slots
from runbook_site.site.markup import attribute_text, code_text

if TYPE_CHECKING:
    from runbook_site.catalog.entry import Entry

_SLOT = Markup('<var class="rbs-slot" data-name="{}" data-quoting="{}" data-written="{}">{}</var>')
"""What ``assets/scripts/quoting.js`` reads."""


def shown_source(entry: Entry) -> Markup:
    """The exact text of an entry; every value to fill in is a ``<var>`` with its name and its quotings."""
    html = Markup()
    at = 0
    for slot in slots(entry):
        written = entry.source[slot.start : slot.end]
        html += code_text(entry.source[at : slot.start])
        html += _SLOT.format(slot.name, " ".join(slot.quoting), attribute_text(written), code_text(written))
        at = slot.end
    return html + code_text(entry.source[at:])
