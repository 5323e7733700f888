"""The terminal in which the commands of a runbook are executed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from runbook_site.proofs.execution.execution import Execution
from runbook_site.proofs.execution.expectation import Met, held_against
from runbook_site.proofs.execution.failures import (
    LIMITS,
    complaint,
    ended_inside,
    ended_wrongly,
    filters_failed,
    limits_of,
    wanted_status,
)
from runbook_site.proofs.execution.shown import unshown
from runbook_site.proofs.rehearsal.complaints import not_allowed, not_found, not_known
from runbook_site.proofs.rehearsal.expected import Known, expected_calls
from runbook_site.proofs.rehearsal.files import is_below, is_new, normal
from runbook_site.proofs.rehearsal.judgement import Seen, judged
from runbook_site.proofs.rehearsal.rehearsal import Call
from runbook_site.proofs.rehearsal.shell_names import asked_variables, functions_in
from runbook_site.proofs.rehearsal.terminal import Terminal
from runbook_site.proofs.rehearsal.values import with_placeholders_filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.proofs.execution.circumstances import Circumstances
    from runbook_site.proofs.rehearsal.expected import Expected
    from runbook_site.proofs.rehearsal.log import Noted
    from runbook_site.proofs.rehearsal.terminal import Run
    from runbook_site.proofs.sandbox.outcome import File
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.snippet import Chunk

_AFTERWARDS = 1_000_000
"""What the number of a look afterwards begins with, so that it is that of no command."""
_READ_ONLY = {"PGOPTIONS": "-c default_transaction_read_only=on"}
_MOST_PATHS = 200


class Shell:
    """A terminal in which programs of counterparts run for real, and no other outside program does."""

    def __init__(self, around: Circumstances, runbook: RunbookSnippets, chunks: Sequence[Chunk]) -> None:
        """Open it, with the files that the steps of the runbook show.

        Raises:
            SandboxError: The sandbox is spent.
        """
        self._around, self._stage = around, around.stage
        self._terminal = Terminal(around.stage, around.exported, LIMITS)
        assigned = {each.name for chunk in chunks for call in chunk.invocations for each in call.assignments}
        changing = assigned | {use.name for chunk in chunks for use in chunk.variables if use.assigned_here}
        self._known = Known(around.exported, around.values.placeholders, frozenset(changing))
        self._functions: set[str] = set()
        self._in_functions: tuple[Expected, ...] = ()
        for _, _, step in runbook.document.runbook.steps():
            for each in step.files:
                if each.path and is_below(each.path):
                    around.session.write(each.path, each.text.encode())
        self._files = self._stage.left().files

    def functions_by(self, entry: Entry) -> frozenset[str]:
        """Names of the functions that are defined once a command has begun, here or above."""
        return frozenset(self._functions.union(functions_in(entry.source)))

    def run(self, number: int, entry: Entry, chunk: Chunk) -> Execution:
        """Run a command, and say what became of it.

        Args:
            number: Which it is, from 1.
            entry: The command.
            chunk: The same, taken apart.

        Raises:
            SandboxError: The sandbox is spent, or what lies in it is more than can be looked at.
        """
        text = with_placeholders_filled(entry, self._around.values).text
        functions = functions_in(text)
        self._functions.update(functions)
        expected = expected_calls(chunk, self._known, frozenset(self._functions | self._around.script_names()))
        asked = asked_variables(chunk) - self._around.exported.keys()
        run = self._terminal.run(number, text, asked=asked, limits=limits_of(entry))
        execution = self._ended(number, entry, run, expected)
        self._in_functions += expected if functions else ()
        return execution

    def run_sql(self, number: int, entry: Entry) -> Execution:
        """Run a command in SQL, or for psql, by a psql of its own; one that only reads may not write.

        Args:
            number: Which it is, from 1.
            entry: The command.

        Raises:
            SandboxError: The sandbox is spent, or what lies in it is more than can be looked at.
        """
        text = with_placeholders_filled(entry, self._around.values).text
        psql = (self._around.path("psql"), "-X", "-v", "ON_ERROR_STOP=1")
        only = _READ_ONLY if entry.risk == "read" else {}
        run = self._terminal.run_program(number, psql, only, limits=limits_of(entry), stdin=f"{text}\n".encode())
        return self._ended(number, entry, run, ())

    def _ended(self, number: int, entry: Entry, run: Run, expected: Sequence[Expected]) -> Execution:
        """What became of a command, with what it left behind kept for the next."""
        around = self._around
        before, intact = self._files, self._stage.is_intact(run.left)
        self._files = run.left.files
        self._terminal.keep(number, run.left)
        seen = self._seen(run, "" if intact else "it changed what was set up for it")
        why_not, skipped = judged(seen, expected, self._in_functions, entry.model_copy(update={"expect": None}))
        reasons = [
            *ended_wrongly(entry, run.outcome),
            *(f"'{each.argv[0]}' did not run for real" for each in run.calls if not around.has(each.argv[0])),
            *why_not,
            *(f"'{each}' stands behind a condition that did not hold" for each in skipped),
        ]
        complaints = around.standing.complaints()
        if not reasons and not wanted_status(entry):
            reasons += [*complaints, *ended_inside(run.left.notes["ended"]), *filters_failed(run.outcome.errors)]
        met = () if reasons else tuple(self._held_against(number, entry, run))
        written = self._written(before)
        return Execution(
            entry.id,
            run.outcome.status,
            calls=tuple(self._calls(run.calls)),
            written=written,
            met=tuple(each.sentence for each in met if each.seen),
            why_not=tuple(dict.fromkeys((*reasons, *(each.sentence for each in met if not each.seen)))),
            unshown=unshown(entry, run.outcome.output.decode("utf-8", "replace"), written, met),
            lacking=bool(seen.missing or seen.unset),
        )

    def _seen(self, run: Run, problem: str) -> Seen:
        """What a rehearsal looks at as well."""
        errors = run.outcome.errors
        missing = [path for path in not_found(errors) if not path.startswith(self._stage.folder)]
        return Seen(
            status=run.outcome.status,
            why="",
            argv=tuple(each.argv for each in run.calls),
            problem=problem or run.problem,
            missing=tuple(dict.fromkeys(filter(None, map(normal, missing)))),
            strangers=tuple(dict.fromkeys(not_known(errors))),
            refused=tuple(dict.fromkeys(not_allowed(errors))),
            unset=run.unset,
            brought="",
        )

    def _held_against(self, number: int, entry: Entry, run: Run) -> Iterator[Met]:
        if entry.expect is None:
            return
        yield from held_against(entry.expect, run.outcome, self._around.session)
        if entry.expect.then is not None:
            yield self._afterwards(number, entry.expect.then)

    def _afterwards(self, number: int, text: str) -> Met:
        """Whether what is to hold after a command does; what that leaves of the shell is forgotten."""
        run = self._terminal.run(_AFTERWARDS + number, text)
        self._around.standing.complaints()
        absent = [each.argv[0] for each in run.calls if not self._around.has(each.argv[0])]
        shown = " ".join(text.split())[:_MOST_PATHS]
        if run.outcome.status == 0 and not absent and not run.problem:
            return Met(seen=True, sentence=f"afterwards '{shown}' ended with 0")
        why = f"nothing real stands for '{absent[0]}'" if absent else run.problem or complaint(run.outcome.errors)
        ended = f"ended with {run.outcome.status}" if run.outcome.status is not None else "did not end"
        return Met(seen=False, sentence=f"afterwards '{shown}' {ended}" + (f": {why}" if why else ""))

    def _calls(self, noted: Iterable[Noted]) -> Iterator[Call]:
        for each in noted:
            program, *words = map(self._around.hide, each.argv)
            yield Call(program, tuple(words), each.folder)

    def _written(self, before: Mapping[str, File]) -> tuple[str, ...]:
        paths = (path for path, each in self._files.items() if is_new(path, each, before))
        some = islice(paths, _MOST_PATHS)
        return tuple(self._around.hide(each.encode("utf-8", "replace").decode()) for each in some)
