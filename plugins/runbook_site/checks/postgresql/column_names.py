"""What to say of a column that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.postgresql.names import Complaint, of_other_version
from runbook_site.checks.postgresql.spelling import misspelt, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runbook_site.checks.postgresql.knowledge import Knowledge
    from runbook_site.checks.postgresql.rowset import Rowset, Scope

_SHOWN = 5


def column_complaint(known: Knowledge, name: str, rowsets: list[Rowset], *, quoted: bool = False) -> Complaint | None:
    """What is wrong with a column that none of some rowsets has, or not in every version."""
    for rowset in rowsets:
        every = known.system_relation("", rowset.relation) or known.system_relation(
            "information_schema", rowset.relation
        )
        if every is not None and name in every:
            near = _successor(name, rowset.columns or ())
            complaint = of_other_version(known, f"the column '{name}' of {rowset.relation}", every[name])
            if complaint is not None and near:
                return Complaint(f"{complaint.message}; now it is '{near}'", complaint.gone, (near,))
            return complaint
    if not rowsets:
        return Complaint(f"there is no FROM that '{name}' could be a column of; write a value, or a variable")
    columns = [column for rowset in rowsets for column in rowset.columns or ()]
    named = [rowset.name for rowset in rowsets if rowset.name]
    of = f"{named[0]} has no column" if len(named) == 1 else "there is no column"
    near = misspelt(name, columns)
    hint = f"; did you mean '{near}'?" if near else suggestion(name, columns)
    if quoted:
        hint = "; in double quotes it is the name of a column: write a text in single quotes"
    return Complaint(f"{of} '{name}'{hint}", alternatives=(near,) if near else tuple(sorted(columns)[:_SHOWN]))


def missing_in_from(name: str, scope: Scope) -> Complaint | None:
    """What is wrong with a name in front of a column that nothing in FROM has."""
    rowsets = list(scope.all_rowsets())
    if any(rowset.columns is not None and name in rowset.columns for rowset in rowsets):
        return None  # a field of a composite value
    aliased = next((rowset for rowset in rowsets if rowset.relation == name and rowset.name != name), None)
    if aliased is not None:
        return Complaint(f"'{name}' is called '{aliased.name}' in this query", alternatives=(aliased.name,))
    named = ", ".join(f"'{rowset.name}'" for rowset in rowsets[:_SHOWN] if rowset.name)
    there = f"; there is {named}" if named else ""
    return Complaint(f"nothing in FROM is called '{name}'{there}")


def _successor(name: str, columns: Iterable[str]) -> str:
    """The column that took a column's place: ``total_exec_time`` of ``total_time``."""
    words = name.split("_")
    fitting = [column for column in columns if column != name and set(words) <= set(column.split("_"))]
    return min(fitting, key=lambda column: ("plan" in column, len(column)), default="")
