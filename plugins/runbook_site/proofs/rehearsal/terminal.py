"""A shell in the sandbox that goes on where the command before it stopped, as a terminal does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.proofs.rehearsal.log import NOT_BEGUN, UnreadableLogError, read_log

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from runbook_site.proofs.rehearsal.log import Noted
    from runbook_site.proofs.rehearsal.stage import Stage
    from runbook_site.proofs.sandbox.limits import Limits
    from runbook_site.proofs.sandbox.outcome import File, Outcome

_MOST_LOG = 2 << 20
_MOST_STATE = 1 << 20
_BACKGROUND = re.compile(r"(?<![&>|<\\])&(?=[\s;)}]|$)")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command.

    Attributes:
        outcome: What became of it.
        calls: What was noted of programs, in order.
        unset: Variables that had no value, of those that were asked for.
        problem: What keeps the calls from being relied on; empty where nothing does.
    """

    outcome: Outcome
    calls: tuple[Noted, ...]
    unset: tuple[str, ...]
    problem: str


class Terminal:
    """Commands in it find folder, variables and functions as those before them left them."""

    def __init__(self, stage: Stage, exported: Mapping[str, str], limits: Limits) -> None:
        """Take where it stands, what commands find in their environment, and what each may take."""
        self._stage, self._limits = stage, limits
        own = stage.session.environment
        self._exported = {name: value for name, value in exported.items() if name not in own} | stage.environment
        self._state = 0

    def run(
        self,
        number: int,
        text: str,
        *,
        variables: Mapping[str, str] | None = None,
        asked: Collection[str] = (),
        limits: Limits | None = None,
    ) -> Run:
        """Run a command.

        Args:
            number: Which it is, from 1; a command that is run once more keeps its number.
            text: What bash reads.
            variables: What this one finds in its environment beside.
            asked: Names of variables that have to have a value.
            limits: What it may take.

        Raises:
            SandboxError: The sandbox is spent.
        """
        run = self._run(number, text, variables or {}, asked, limits)
        if run.problem == NOT_BEGUN and self._state:
            # What a command above left of the shell keeps every other one from running: without it, then.
            self._state = 0
            run = self._run(number, text, variables or {}, asked, limits)
        return run

    def keep(self, number: int, temporary: Iterable[File]) -> None:
        """Have the next command start with what this one left of the shell, if that is whole and not too large.

        Args:
            number: The command's.
            temporary: What lies in the folder for temporary files.
        """
        sizes = {self._stage.own(each.path): each.size for each in temporary}
        whole = sizes.get(f"/kept.{number}") == len("whole\n")
        if whole and sizes.get(f"/state.{number}", _MOST_STATE) < _MOST_STATE:
            self._state = number

    def _run(
        self, number: int, text: str, variables: Mapping[str, str], asked: Collection[str], limits: Limits | None
    ) -> Run:
        numbers = {"REHEARSAL_FROM": str(self._state), "REHEARSAL_TO": str(number)}
        environment = {**self._exported, **variables, **numbers, "REHEARSAL_ASKED": " ".join(sorted(asked))}
        stage = self._stage
        outcome = stage.session.run(
            ["bash", "-c", f". '{stage.folder}/begin'\n{text}"], env=environment, limits=limits or self._limits
        )
        problem = ""
        calls: tuple[Noted, ...] = ()
        try:
            calls = read_log(stage.session.read(f"{stage.place}/log", _MOST_LOG) or b"", number, stage.mark)
        except UnreadableLogError as error:
            problem = str(error)
        if stage.session.kind == "landlock" and _BACKGROUND.search(text):
            problem = problem or "what it leaves in the background is not seen in this sandbox"
        said = (stage.session.read(f"{stage.place}/unset") or b"") if asked else b""
        unset = tuple(sorted({*asked} & set(said.decode("utf-8", "replace").split())))
        return Run(outcome, calls, unset, problem)
