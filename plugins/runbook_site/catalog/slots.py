"""The places of a command that a reader fills in, and its text with values in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.snippets.quoted import Around, RefusedError, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runbook_site.catalog.entry import Entry, EntryVariable
    from runbook_site.snippets.snippet import VariableContext


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to fill in.

    Attributes:
        name: The value's name.
        quoting: What stands around it, the outermost first.
        start: Offset in the command's text.
        end: Offset behind it.
    """

    name: str
    quoting: tuple[VariableContext, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with values filled in.

    Attributes:
        text: The text; places that nothing was filled into stay as written.
        open: Names without a value, in the text's order.
        unguarded: Those of them that stand at a place where the text does not stop by itself.
        refused: Names whose value cannot be written at one of their places, with the reason.
    """

    text: str
    open: tuple[str, ...]
    unguarded: tuple[str, ...]
    refused: dict[str, str]


_GUARDS: dict[tuple[VariableContext, ...], str] = {
    ("bare",): '"${{{0}:?set {0}}}"',
    ("double",): "${{{0}:?set {0}}}",
    ("heredoc",): "${{{0}:?set {0}}}",
}
"""What stops a shell, by where it stands; in a text that is read again, the value would be read with it."""


def is_secret(variable: EntryVariable) -> bool:
    """Whether its value is not to be typed anywhere: it stays a name."""
    return variable.declaration is not None and variable.declaration.type == "secret"


def slots(entry: Entry) -> tuple[Slot, ...]:
    """The places of a command that a reader fills in, in order; what the environment or the text sets is none."""
    places = sorted(
        (occurrence.start, occurrence.end, variable.name, occurrence.quoting)
        for variable in entry.variables
        if variable.origin in {"declared", "undeclared"} and not is_secret(variable)
        for occurrence in variable.occurrences
        if not occurrence.assigned
    )
    found: list[Slot] = []
    for start, end, name, quoting in places:
        if found and start < found[-1].end:
            outer = found[-1]
            if outer.quoting[0] != "assigned":
                continue  # `${a:-$b}`: the inner one goes with the outer one
            found[-1] = Slot(outer.name, outer.quoting, outer.start, start)  # `${a%$b}`: the text around it stays
        found.append(Slot(name, quoting, start, end))
    return tuple(found)


def filled(source: str, places: Sequence[Slot], values: Mapping[str, str], *, guard: bool = False) -> Filled:
    """The text of a command with values filled in.

    Args:
        source: The text.
        places: Those to fill in.
        values: By name. One that is empty counts as none.
        guard: Whether a shell is to stop at a value that is still open (``${pod:?set pod}``), where it can.
    """
    open_names: dict[str, None] = {}
    unguarded: dict[str, None] = {}
    refused: dict[str, str] = {}
    assigned: dict[str, str] = {}
    text = ""
    at = 0
    for slot in places:
        text += source[at : slot.start]
        at = slot.end
        put = source[slot.start : slot.end]
        if not (value := values.get(slot.name)):
            open_names[slot.name] = None
            stop = _GUARDS.get(slot.quoting) if guard else None
            if stop is None:
                unguarded[slot.name] = None
            else:
                put = stop.format(slot.name)
        else:
            try:
                made = quoted(value, slot.quoting, Around(text, source[slot.end :]))
            except RefusedError as error:
                refused[slot.name] = str(error)
            else:
                if slot.quoting[0] == "assigned":
                    assigned[slot.name] = made
                else:
                    put = made
        text += put
    # `${pod%-*}` is no place that could be replaced: the value is set in front.
    lines = "".join(f"{name}={value}\n" for name, value in assigned.items())
    return Filled(lines + text + source[at:], tuple(open_names), tuple(unguarded), refused)
