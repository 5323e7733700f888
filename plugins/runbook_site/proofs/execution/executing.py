"""A runbook while it is being executed."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from runbook_site.proofs.execution.execution import Execution
from runbook_site.proofs.execution.shell import Shell
from runbook_site.proofs.execution.transactions import is_part_of_one
from runbook_site.proofs.rehearsal.values import with_placeholders_filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.proofs.execution.circumstances import Circumstances
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.snippet import Chunk

_FOLDERS = frozenset({"cd", "pushd", "popd"})
_MOST_SHOWN = 5


class Executing:
    """The commands of a runbook, one after the other; those for which nothing real stands are passed over.

    Attributes:
        around: What they find.
    """

    def __init__(self, around: Circumstances, runbook: RunbookSnippets, pairs: Sequence[tuple[Entry, Chunk]]) -> None:
        """Begin.

        Raises:
            SandboxError: The sandbox is spent.
        """
        self.around, self._pairs = around, pairs
        self._shell = Shell(around, runbook, [chunk for _, chunk in pairs])
        self._passed: list[str] = []
        self._astray = ""

    def executed(self, number: int) -> Execution:
        """Run a command, and say what became of it.

        Raises:
            SandboxError: The sandbox is spent, or what lies in it is more than can be looked at.
        """
        entry, chunk = self._pairs[number]
        if why := tuple(self._why_passed(entry, chunk)):
            self._passed.append(entry.name)
            if any(each.tool in _FOLDERS for each in chunk.invocations):
                self._astray = self._astray or entry.name
            return Execution(entry.id, why_not=tuple(map(self.around.hide, why)))
        if entry.language == "shell":
            execution = self._shell.run(number + 1, entry, chunk)
        else:
            execution = self._shell.run_sql(number + 1, entry)
        reasons = execution.why_not
        if execution.lacking and self._passed:
            more = ", …" if len(self._passed) > _MOST_SHOWN else ""
            reasons += (f"above it were not executed: {', '.join(self._passed[:_MOST_SHOWN])}{more}",)
        return replace(
            execution,
            met=tuple(map(self.around.hide, execution.met)),
            why_not=tuple(map(self.around.hide, reasons)),
            against=self.around.standing.against(_programs(entry, execution)),
        )

    def _why_passed(self, entry: Entry, chunk: Chunk) -> Iterator[str]:
        """Why a command is not even tried."""
        if entry.language == "shell":
            if absent := list(self.around.absent(chunk, self._shell.functions_by(entry))):
                yield f"nothing real stands for {', '.join(map(repr, absent[:_MOST_SHOWN]))}"
            if self._astray:
                yield f"it stands below '{self._astray}', which changes the folder and was not executed"
        elif not self.around.has("psql") or any(each.dialect != "postgresql" for each in chunk.statements):
            yield "no database of its dialect stands there"
        elif is_part_of_one(chunk):
            yield "it is a part of a transaction that goes over several commands"
        for name in sorted(self.around.values.made_up & {each.name for each in entry.variables}):
            yield f"nobody gives a value for '{name}': 'counterparts' can, in 'values' or 'environment'"
        for name, why in with_placeholders_filled(entry, self.around.values).refused.items():
            yield f"the value of '{name}' cannot stand where it is: {why}"


def _programs(entry: Entry, execution: Execution) -> set[str]:
    """Names of the programs that a command called for real."""
    called = {posixpath.basename(call.program) for call in execution.calls} | {call.program for call in execution.calls}
    return called if entry.language == "shell" else called | {"psql"}
