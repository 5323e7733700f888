"""Values for the variables of a runbook."""

from __future__ import annotations

import posixpath
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.catalog.slots import filled, is_secret, slots
from runbook_site.checks.variable.fitting_value import why_not

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from runbook_site.catalog.entry import Entry, EntryVariable
    from runbook_site.catalog.slots import Filled
    from runbook_site.model.service import Service
    from runbook_site.model.variable import Variable

_PLAUSIBLE = {
    "integer": "1",
    "host": "host.example.com",
    "url": "https://host.example.com",
    "path": "given/file.txt",
    "duration": "10m",
    "timestamp": "2026-01-31T12:00:00Z",
}
_LEAST_HIDDEN = 4
"""Characters of the shortest secret that is looked for in other texts."""


@dataclass(frozen=True, slots=True)
class Values:
    """Values by the names of variables.

    Attributes:
        exported: Those that the shell finds in its environment.
        placeholders: Those that stand in the text in the place of ``<pod>``.
        secret: Names of those of `exported` that must not be seen.
        paths: Values that are files which the reader names.
        made_up: Names of those that nobody gave a value, default or example; secrets, which anything may be, are none.
    """

    exported: Mapping[str, str]
    placeholders: Mapping[str, str]
    secret: frozenset[str]
    paths: frozenset[str]
    made_up: frozenset[str] = frozenset()

    def hide(self, text: str) -> str:
        """A text with ``$NAME`` in the place of every secret."""
        # The longest first: one may begin with another.
        for name in sorted(self.secret, key=lambda name: (-len(self.exported[name]), name)):
            if len(self.exported[name]) >= _LEAST_HIDDEN:
                text = text.replace(self.exported[name], f"${name}")
        return text


def values_for(entries: Sequence[Entry], service: Service | None, given: Mapping[str, str]) -> Values:
    """A value for each variable that is declared, and for each placeholder.

    Args:
        entries: The commands of a runbook.
        service: Its service, which says what is set where commands run.
        given: Values that somebody chose. Of the others the declaration's default or example is taken, else one that
            looks right; of a secret, a random one.
    """
    open_names = {each.name for each in service.environment_variables if not each.secret} if service else set()
    exported: dict[str, str] = {}
    placeholders: dict[str, str] = {}
    hidden: set[str] = set()
    paths: set[str] = set()
    made_up: set[str] = set()
    for variable in (variable for entry in entries for variable in entry.variables):
        name, chosen = variable.name, given.get(variable.name)
        if variable.origin == "environment":
            secret = name not in open_names
            exported.setdefault(name, chosen or (_random() if secret else _of_environment(name)))
            made_up |= set() if chosen else {name}
        elif variable.declaration is not None:
            secret = is_secret(variable)
            exported.setdefault(name, chosen or (_random() if secret else _of(name, variable.declaration)))
            made_up |= set() if chosen or secret or _written(variable.declaration) else {name}
            if variable.declaration.type == "path":
                paths.add(exported[name])
        elif chosen is not None:
            secret = False
            exported.setdefault(name, chosen)
        else:
            secret = False
            # `$pod` that nobody declares stays unset; only `<pod>` is written over.
            placeholders[name] = name.replace("_", "-")
            if variable.origin != "assigned" and any(each.syntax != "shell" for each in variable.occurrences):
                made_up.add(name)
        if secret:
            hidden.add(name)
    return Values(exported, placeholders | exported, frozenset(hidden), frozenset(paths), frozenset(made_up))


def with_placeholders_filled(entry: Entry, values: Values) -> Filled:
    """The text of a command with values in the place of ``<pod>`` and ``:'pod'``; the shell expands the others."""
    variables = tuple(map(_without_dollars, entry.variables))
    return filled(entry.source, slots(entry.model_copy(update={"variables": variables})), values.placeholders)


def _without_dollars(variable: EntryVariable) -> EntryVariable:
    places = tuple(each for each in variable.occurrences if each.syntax != "shell")
    return variable.model_copy(update={"occurrences": places})


def _random() -> str:
    return f"secret-{secrets.token_hex(8)}"


def _of_environment(name: str) -> str:
    if name.endswith("_URL"):
        return "postgresql://app@db.example.com/app" if "DATABASE" in name else "https://host.example.com"
    return next((value for end, value in _ENDS if name.endswith(end)), name.lower().replace("_", "-"))


_ENDS = (("PORT", "8080"), ("HOST", "host.example.com"), ("_FILE", "given/file.txt"))


def _of(name: str, variable: Variable) -> str:
    written = _written(variable)
    if variable.type == "path" and written and written[0].startswith(("/", "~")):
        # What lies elsewhere on the reader's machine cannot be put in place; a folder for all can.
        written.insert(0, f"/tmp/{posixpath.basename(written[0].rstrip('/'))}")  # noqa: S108 - in the sandbox
    return _fitting(variable, (*written, _PLAUSIBLE.get(variable.type, name.replace("_", "-")), *written))


def _written(variable: Variable) -> list[str]:
    return [each for each in (variable.default, variable.example, *variable.choices) if each]


def _fitting(variable: Variable, values: Iterable[str]) -> str:
    """The first of some values that the declaration lets through; the last where it lets none through."""
    last = ""
    for last in values:
        if not why_not(variable, last):
            break
    return last
