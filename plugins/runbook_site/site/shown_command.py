"""The text of a command as HTML, with its values to fill in marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from runbook_site.catalog.slots import slots
from runbook_site.site.markup import code_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runbook_site.catalog.entry import Entry
    from runbook_site.catalog.slots import Slot

_SLOT = Markup('<var class="rbs-slot" data-name="{}" data-quoting="{}">{}</var>')
"""What ``assets/scripts/quoting.js`` reads."""


def shown_source(entry: Entry) -> Markup:
    """The exact text of an entry; every value to fill in is a ``<var>`` with its name and its quotings."""
    return shown_text(entry.source, slots(entry))


def shown_text(text: str, places: Iterable[Slot]) -> Markup:
    """A text as it is, with the places to fill in marked.

    Args:
        text: The text.
        places: Those that are in it, in order.
    """
    html = Markup()
    at = 0
    for slot in places:
        html += code_text(text[at : slot.start])
        html += _SLOT.format(slot.name, " ".join(slot.quoting), code_text(text[slot.start : slot.end]))
        at = slot.end
    return html + code_text(text[at:])
