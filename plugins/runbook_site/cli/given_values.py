"""The values that are given on the command line, and the commands of a runbook with these in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.catalog.slots import filled, is_secret, slots
from runbook_site.checks.variable.fitting_value import in_words, why_not
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from runbook_site.catalog.entry import Entry, EntryVariable
    from runbook_site.catalog.slots import Filled


def given_values(given: Iterable[str], entries: Sequence[Entry]) -> dict[str, str]:
    """Values by name, from ``NAME=VALUE``; the declared defaults are among them.

    Args:
        given: As typed.
        entries: The commands that they are for.

    Raises:
        RunbookSiteError: One cannot be used; the message says why, and what to do.
    """
    variables = {variable.name: variable for entry in entries for variable in entry.variables}
    values = {
        name: variable.declaration.default
        for name, variable in variables.items()
        if variable.declaration is not None and variable.declaration.default
    }
    places = {slot.name for entry in entries for slot in slots(entry)}
    for each in given:
        name, sign, value = each.partition("=")
        if not sign:
            message = f"'{each}' gives no value; write it as --set {each or 'NAME'}=VALUE"
        elif (variable := variables.get(name)) is None or name not in places:
            message = _no_place(name, variable if name in variables else None, places)
        elif not value:
            message = f"the value of '{name}' is empty; leave --set {name}= out to keep it open"
        elif variable.declaration is not None and (why := why_not(variable.declaration, value)):
            message = f"the value {in_words(name, value)} {why}"
        else:
            values[name] = value
            continue
        raise RunbookSiteError(message)
    return values


def _no_place(name: str, variable: EntryVariable | None, places: Iterable[str]) -> str:
    """Why there is nothing to fill in under a name."""
    if variable is not None and is_secret(variable):
        return f"'{name}' is a secret: it is not typed here, and stays ${name}; set it where the command runs"
    if variable is not None:
        where = "where the command runs" if variable.origin == "environment" else "by the command itself"
        return f"'{name}' is set {where}, and is nothing to fill in"
    known = f"there is {', '.join(sorted(places))}" if places else "there is nothing to fill in"
    return f"there is no value '{name}'; {known}"


def filled_entries(entries: Sequence[Entry], values: Mapping[str, str], *, guard: bool) -> dict[str, Filled]:
    """Each command by its id, with the values filled in.

    Args:
        entries: The commands.
        values: By name.
        guard: Whether shell commands are to stop at a value that is still open.

    Raises:
        RunbookSiteError: A value cannot be written where it stands; the message says where and why.
    """
    made = {
        entry.id: filled(entry.source, slots(entry), values, guard=guard and entry.language == "shell")
        for entry in entries
    }
    refused = [
        f"'{name}' cannot be written in {entry_id}: {why}"
        for entry_id, each in made.items()
        for name, why in each.refused.items()
    ]
    if refused:
        raise RunbookSiteError("\n".join(refused))
    return made
