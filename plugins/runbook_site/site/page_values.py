"""The values that a page asks its reader for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from runbook_site.checks.pattern import matches_whole
from runbook_site.model.variable import Variable
from runbook_site.site.markup import code_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from runbook_site.catalog.entry import Entry
    from runbook_site.model.runbook import Runbook

_UNDECLARED = Variable(description="Its author does not describe it: see where the commands use it.")
_SAMPLE = "x" * 128
"""Longer than most values: a pattern that could take too long to try with it is not handed to browsers."""


def page_values(entries: Iterable[Entry], runbook: Runbook) -> dict[str, Variable]:
    """The values of a runbook's page: those that it declares, and those that its commands need, by name."""
    shown = dict(runbook.variables)
    for entry in entries:
        for variable in entry.variables:
            if variable.origin in {"declared", "undeclared"}:
                shown.setdefault(variable.name, variable.declaration or _UNDECLARED)
    return shown


def known(variable: Variable) -> dict[str, object]:
    """What a field has to know beside what is shown of a value: choices, pattern, default."""
    made: dict[str, object] = {}
    if variable.pattern is not None and matches_whole(variable.pattern, _SAMPLE) is not None:
        made["pattern"] = variable.pattern
    return made | variable.model_dump(mode="json", include={"choices", "default"}, exclude_defaults=True)


def declaration(variable: Variable) -> Markup:
    """What a field has to know, as JSON for an attribute."""
    return code_text(json.dumps(made, separators=(",", ":")) if (made := known(variable)) else "")
