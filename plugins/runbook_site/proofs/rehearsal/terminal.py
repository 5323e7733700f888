"""A shell in the sandbox that goes on where the command before it stopped, as a terminal does."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from runbook_site.proofs.rehearsal.log import NOT_BEGUN, UnreadableLogError, read_log

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from runbook_site.proofs.rehearsal.log import Noted
    from runbook_site.proofs.rehearsal.stage import Left, Stage
    from runbook_site.proofs.sandbox.limits import Limits
    from runbook_site.proofs.sandbox.outcome import Outcome

_NOTES = {"log": 2 << 20, "ended": 1 << 20, "unset": 1 << 20, "kept": 1 << 10}
"""What is read after each command, and how much of it at most."""
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
        left: What lies in the sandbox afterwards; of its notes, ``ended`` says how programs did.
    """

    outcome: Outcome
    calls: tuple[Noted, ...]
    unset: tuple[str, ...]
    problem: str
    left: Left


class Terminal:
    """Commands in it find folder, variables and functions as those before them left them."""

    def __init__(self, stage: Stage, exported: Mapping[str, str], limits: Limits) -> None:
        """Take where it stands, what commands find in their environment, and what each may take."""
        self._stage, self._limits = stage, limits
        own = stage.session.environment
        self._exported = {name: value for name, value in exported.items() if name not in own} | stage.environment
        self._state = 0

    def run(  # noqa: PLR0913 - what is run, and in what circumstances
        self,
        number: int,
        text: str,
        *,
        variables: Mapping[str, str] | None = None,
        asked: Collection[str] = (),
        limits: Limits | None = None,
        stdin: bytes = b"",
    ) -> Run:
        """Run a command.

        Args:
            number: Which it is, from 1; a command that is run once more keeps its number.
            text: What bash reads.
            variables: What this one finds in its environment beside.
            asked: Names of variables that have to have a value.
            limits: What it may take.
            stdin: What it reads.

        Raises:
            SandboxError: The sandbox is spent, or what lies in it is more than can be looked at.
        """
        run = self._run(number, text, variables or {}, asked, limits, stdin)
        if run.problem == NOT_BEGUN and self._state:
            # What a command above left of the shell keeps every other one from running: without it, then.
            self._state = 0
            run = self._run(number, text, variables or {}, asked, limits, stdin)
        return run

    def run_program(
        self,
        number: int,
        argv: Sequence[str],
        variables: Mapping[str, str],
        *,
        limits: Limits,
        stdin: bytes,
    ) -> Run:
        """Run one program that leaves nothing of a shell behind. Where there is nothing to be found, none starts it.

        Args:
            number: Which command it is, from 1.
            argv: Its words; the program with its path.
            variables: What it finds in its environment beside, whatever commands above have set.
            limits: What it may take.
            stdin: What it reads.

        Raises:
            SandboxError: The sandbox is spent, or what lies in it is more than can be looked at.
        """
        if self._state:
            given = "".join(f"{name}={shlex.quote(value)} " for name, value in variables.items())
            return self.run(number, f"{given}exec {shlex.join(argv)}", limits=limits, stdin=stdin)
        outcome = self._stage.session.run(argv, env={**self._exported, **variables}, limits=limits, stdin=stdin)
        left = self._stage.left()
        return Run(outcome, (), (), "", replace(left, notes=dict.fromkeys(_NOTES, b"")))

    def keep(self, number: int, left: Left) -> None:
        """Have the next command start with what this one left of the shell, if that is whole and not too large.

        Args:
            number: The command's.
            left: What lies in the sandbox after it.
        """
        state = left.own.get(f"/state.{self._other}")
        if left.notes["kept"] == b"%d\n" % number and state is not None and state.size < _MOST_STATE:
            self._state = self._other

    @property
    def _other(self) -> int:
        """Where the next state goes: what a command starts with stays, for it may be run once more."""
        return 2 if self._state == 1 else 1

    def _run(  # noqa: PLR0913, PLR0917 - all that `run` is given
        self,
        number: int,
        text: str,
        variables: Mapping[str, str],
        asked: Collection[str],
        limits: Limits | None,
        stdin: bytes,
    ) -> Run:
        numbers = {
            "REHEARSAL_FROM": str(self._state),
            "REHEARSAL_TO": str(self._other),
            "REHEARSAL_NUMBER": str(number),
        }
        environment = {**self._exported, **variables, **numbers, "REHEARSAL_ASKED": " ".join(sorted(asked))}
        stage = self._stage
        argv = ["bash", "-c", f". '{stage.folder}/begin'\n{text}"]
        outcome = stage.session.run(argv, env=environment, limits=limits or self._limits, stdin=stdin)
        left = stage.left(_NOTES)
        problem = ""
        calls: tuple[Noted, ...] = ()
        try:
            calls = read_log(left.notes["log"], number, stage.mark)
        except UnreadableLogError as error:
            problem = str(error)
        if stage.session.kind == "landlock" and _BACKGROUND.search(text):
            problem = problem or "what it leaves in the background is not seen in this sandbox"
        said = left.notes["unset"].decode("utf-8", "replace").split()
        return Run(outcome, calls, tuple(sorted({*asked} & set(said))), problem, left)
