"""The text of a message as HTML, with its values to fill in marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from runbook_site.site.markup import attribute_text, code_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.model.runbook import Message
    from runbook_site.model.variable import Variable

_USE = re.compile(r"\$(?:(?P<plain>[A-Za-z_][A-Za-z0-9_]*+)|\{(?P<braced>[A-Za-z_][A-Za-z0-9_]*+)\})")
_SLOT = Markup('<var class="rbs-slot" data-name="{}" data-quoting="raw_heredoc" data-written="{}">{}</var>')
"""What ``assets/scripts/quoting.js`` reads; a value stands in a message as it does in a text that no shell reads."""


def shown_message(message: Message, values: Mapping[str, Variable]) -> Markup:
    """The exact text of a message, without the line end behind it; the values that have a field are marked.

    Args:
        message: What is to be sent.
        values: What the page asks for, by name, besides the message's own values.
    """
    known = {**values, **message.variables}
    fillable = {name for name, variable in known.items() if variable.type != "secret"}
    text = message.text.removesuffix("\n")
    html = Markup()
    at = 0
    for use in _USE.finditer(text):
        name = use["plain"] or use["braced"]
        if name in fillable:
            html += code_text(text[at : use.start()])
            html += _SLOT.format(name, attribute_text(use[0]), code_text(use[0]))
            at = use.end()
    return html + code_text(text[at:])
