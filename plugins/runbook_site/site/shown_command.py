"""The text of a command as HTML, with its values to fill in marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from runbook_site.catalog.slots import slots
from runbook_site.checks.pattern import matches_whole
from runbook_site.site.markup import attribute_text, code_text
from runbook_site.snippets.quoted import Around, RefusedError, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runbook_site.catalog.entry import Entry
    from runbook_site.catalog.slots import Slot
    from runbook_site.model.variable import Variable

_SLOT = Markup('<var class="rbs-slot" data-name="{}" data-quoting="{}"{}>{}</var>')
"""What ``assets/scripts/quoting.js`` reads."""
_FILLED = Markup(' data-filled="{}"')
_CERTAIN = {
    "string": re.compile(r"[ -~]{1,200}"),
    "integer": re.compile(r"[+-]?[0-9]{1,18}"),
    "identifier": re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:/@+=,-]{0,199}"),
}
"""Values that are right beyond doubt, by type: less than a script takes, which looks at any value."""


def shown_source(entry: Entry) -> Markup:
    """The exact text of an entry; every value to fill in is a ``<var>`` with its name and its quotings."""
    declared = {variable.name: variable.declaration for variable in entry.variables}
    return shown_text(entry.source, slots(entry), defaults(declared))


def defaults(declared: Mapping[str, Variable | None]) -> dict[str, str]:
    """The defaults that can be filled in as they are; a script that checks and quotes values need not be there yet.

    Args:
        declared: What is declared of values, by name.
    """
    return {
        name: variable.default
        for name, variable in declared.items()
        if variable is not None and variable.default is not None and _is_right(variable, variable.default)
    }


def shown_text(text: str, places: Iterable[Slot], values: Mapping[str, str]) -> Markup:
    """A text as it is, with the places to fill in marked.

    Args:
        text: The text.
        places: Those that are in it, in order.
        values: What stands there until a reader fills in another, by name.
    """
    html = Markup()
    at = 0
    filled = ""
    for slot in places:
        written = text[slot.start : slot.end]
        html += code_text(text[at : slot.start])
        filled += text[at : slot.start]
        value = _value(slot, values, Around(filled, text[slot.end :]))
        attribute = _FILLED.format(attribute_text(value)) if value is not None else ""
        html += _SLOT.format(slot.name, " ".join(slot.quoting), attribute, code_text(written))
        filled += written if value is None else value
        at = slot.end
    return html + code_text(text[at:])


def _value(slot: Slot, values: Mapping[str, str], around: Around) -> str | None:
    """A value as it is written at a place; ``None`` where there is none, or it goes in front of the text."""
    if slot.name not in values or slot.quoting[0] == "assigned":
        return None
    try:
        return quoted(values[slot.name], slot.quoting, around)
    except RefusedError:
        return None


def _is_right(variable: Variable, value: str) -> bool:
    if variable.choices:
        return value in variable.choices and _CERTAIN["string"].fullmatch(value) is not None
    form = _CERTAIN.get(variable.type)
    fits = variable.pattern is None or matches_whole(variable.pattern, value) is True
    return form is not None and form.fullmatch(value) is not None and fits
