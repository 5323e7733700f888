"""Texts that no program reads as HTML, with their values to fill in marked: messages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.catalog.slots import Slot
from runbook_site.site.shown_command import defaults, shown_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from runbook_site.model.runbook import Message
    from runbook_site.model.variable import Variable

_USE = re.compile(r"\$(?:(?P<plain>[A-Za-z_][A-Za-z0-9_]*+)|\{(?P<braced>[A-Za-z_][A-Za-z0-9_]*+)\})")


def shown_message(message: Message, values: Mapping[str, Variable]) -> Markup:
    """The exact text of a message, without the line end behind it; the values that have a field are marked.

    Args:
        message: What is to be sent.
        values: What the page asks for, by name, besides the message's own values.
    """
    known = {**values, **message.variables}
    fillable = {name for name, variable in known.items() if variable.type != "secret"}
    text = message.text.removesuffix("\n")
    uses = ((use["plain"] or use["braced"], use.span()) for use in _USE.finditer(text))
    places = (Slot(name, ("text",), *span) for name, span in uses if name in fillable)
    return shown_text(text, places, defaults(known))
