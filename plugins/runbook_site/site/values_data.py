"""What authors declare of values, as a script: the catalog loads it once somebody fills in a value there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.site.data_script import Table, data_script
from runbook_site.site.page_values import known, page_values

if TYPE_CHECKING:
    from runbook_site.model.variable import Variable
    from runbook_site.site.context import SiteContext


def values_data(context: SiteContext) -> str:
    """The script: a table of all declarations, and the numbers of those of each runbook, in the catalog's order."""
    values = Table()
    runbooks = [
        [
            values.add(_row(name, variable))
            for name, variable in page_values(context.entries_of(document), document.runbook).items()
        ]
        for document in context.library.runbooks
    ]
    return data_script("runbookValues", {"values": values.rows, "runbooks": runbooks})


def _row(name: str, variable: Variable) -> list[object]:
    return [name, variable.type, variable.description, variable.example or "", known(variable)]
