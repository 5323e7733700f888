"""A runbook tried as a whole: its phases for real, in order, as somebody on call would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.model.counterparts import Counterparts
from runbook_site.model.runbook import Drill
from runbook_site.proofs.execution.circumstances import real_path
from runbook_site.proofs.execution.execute import MissingError, declared_for, opened
from runbook_site.proofs.execution.failures import LIMITS
from runbook_site.proofs.sandbox.error import SandboxError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.model.service import Service
    from runbook_site.proofs.execution.circumstances import Circumstances
    from runbook_site.proofs.execution.execution import Execution
    from runbook_site.snippets.project import RunbookSnippets

_MOST = 300


@dataclass(frozen=True, slots=True)
class Drilled:
    """What became of a drill.

    Attributes:
        service: Id of the service.
        runbook: Id of the runbook.
        executions: What became of each command that belongs to it, in the order of the file.
        left_out: Commands of other phases, and those that it names.
        problems: What is wrong with the whole, in sentences.
        untried: What this machine lacks; empty where the drill took place.
        against: Name and version of what stood there.
    """

    service: str
    runbook: str
    executions: tuple[tuple[Entry, Execution], ...] = ()
    left_out: tuple[Entry, ...] = ()
    problems: tuple[str, ...] = ()
    untried: str = ""
    against: tuple[tuple[str, str], ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every command of it did what is expected, and the whole too."""
        whole = bool(self.executions) and not (self.problems or self.untried)
        return whole and not any(execution.why_not for _, execution in self.executions)


def run_drill(runbook: RunbookSnippets, entries: Sequence[Entry], service: Service | None = None) -> Drilled:
    """Try a runbook as its `drill` says; as a whole where it says nothing.

    Args:
        runbook: The runbook.
        entries: Its catalog entries, all of them, in order.
        service: Its service.
    """
    document = runbook.document
    key = document.service, document.id
    drill = document.runbook.drill or Drill()
    if unknown := [name for name in drill.without if name not in {entry.name for entry in entries}]:
        return Drilled(*key, problems=(f"'drill: without' names '{unknown[0]}', and no command is called so",))
    if declared_for(runbook, service) == Counterparts():
        return Drilled(*key, problems=("it has no 'counterparts' to run against",))
    chosen = [entry.phase in drill.phases and entry.name not in drill.without for entry in entries]
    left_out = tuple(entry for entry, is_chosen in zip(entries, chosen, strict=True) if not is_chosen)
    if not any(chosen):
        return Drilled(*key, left_out=left_out, problems=("no command belongs to it",))
    try:
        with opened(runbook, entries, service, drill.state or "", drill.then or "") as executing:
            around = executing.around
            before = _Said(around, drill.state)
            executions = tuple(
                (entry, executing.executed(number)) for number, entry in enumerate(entries) if chosen[number]
            )
            problems = tuple(map(around.hide, _problems(around, drill, before)))
            return Drilled(*key, executions, left_out, problems, against=around.standing.versions)
    except MissingError as error:
        return Drilled(*key, left_out=left_out, untried=str(error))
    except SandboxError as error:
        return Drilled(*key, left_out=left_out, problems=(f"it could not be carried out: {error}",))


class _Said:
    """What a text of shell prints, and how it ends."""

    def __init__(self, around: Circumstances, text: str | None) -> None:
        self.status: int | None = 0
        self.output, self.errors = "", ""
        if text is not None:
            path = {"PATH": real_path(around.session, around.standing)}
            argv = ["bash", "-eo", "pipefail", "-c", text]
            outcome = around.session.run(argv, env={**around.exported, **path}, limits=LIMITS)
            around.standing.complaints()  # What a look lacks is not held against the commands.
            self.status = outcome.status
            self.output = outcome.output.decode("utf-8", "replace")
            self.errors = " ".join(outcome.errors.decode("utf-8", "replace").split())[:_MOST]

    @property
    def ended(self) -> str:
        """How it ended, as a clause."""
        ended = "did not end" if self.status is None else f"ended with {self.status}"
        return f"{ended}: {self.errors}" if self.errors else ended


def _problems(around: Circumstances, drill: Drill, before: _Said) -> Iterator[str]:
    """What is wrong with the whole."""
    after = _Said(around, drill.state)
    failed = next((each for each in (before, after) if each.status != 0), None)
    if failed is not None:
        yield f"'drill: state' {failed.ended}"
    elif drill.state is not None and not before.output.strip():
        yield "'drill: state' prints nothing, so nothing can be compared"
    elif after.output != before.output:
        yield f"it does not leave the state as it was: before {_line(before.output)!r}, after {_line(after.output)!r}"
    then = _Said(around, drill.then)
    if then.status != 0:
        yield f"'drill: then' {then.ended}"


def _line(text: str) -> str:
    return " ".join(text.split())[:_MOST]
