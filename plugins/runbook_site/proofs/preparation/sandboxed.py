"""A PostgreSQL in a sandbox of its own."""

from __future__ import annotations

import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.model.counterparts import Counterparts, PostgresServer
from runbook_site.proofs.counterparts import postgres
from runbook_site.proofs.counterparts.postgres_data import USER
from runbook_site.proofs.counterparts.postgres_programs import libraries, postgres_programs
from runbook_site.proofs.preparation.question import Refusal, answers, task
from runbook_site.proofs.sandbox.host import python
from runbook_site.proofs.sandbox.limits import Limits
from runbook_site.proofs.sandbox.sandbox import open_session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.proofs.preparation.question import Question, Reach
    from runbook_site.proofs.sandbox.session import Session

ASK = (Path(__file__).with_name("inside") / "ask.py").read_text(encoding="utf-8")
_LIMITS = Limits(seconds=30.0, memory=1 << 30, processes=128, output=4 << 20, disk=512 << 20)
_AT_A_TIME = 200
_SECONDS = 300.0
"""How long all questions together may take: ten thousand take a minute."""


def missing(version: str | None) -> str:
    """What this machine lacks for it, and what to install."""
    return postgres.missing(_declared(version))


def version_here(version: str | None) -> str:
    """The version that stands for one that is wanted."""
    programs = postgres_programs(version)
    return programs.version if programs is not None else ""


@contextmanager
def sandboxed(version: str | None, first: Sequence[str]) -> Iterator[SandboxedServer]:
    """A server, to be asked as long as it is entered.

    Args:
        version: The one that is wanted; another where this machine has only that.
        first: Statements for its beginning, such as those that create extensions; what fails is left out.

    Raises:
        SandboxError: It cannot be started.
    """
    declared = _declared(version)
    with open_session(_LIMITS, programs=postgres.needs(declared).programs) as session:
        postgres.start(session, declared)
        yield SandboxedServer(session, version, first)


class SandboxedServer:
    """A PostgreSQL in a sandbox of its own, in which nothing but the statements asked about does anything."""

    reach: Reach = "everything"

    def __init__(self, session: Session, version: str | None, first: Sequence[str]) -> None:
        """Take the sandbox in which it stands."""
        self._session, self._first = session, tuple(first)
        programs = postgres_programs(version)
        self._until = time.monotonic() + _SECONDS
        self.version = programs.version if programs is not None else ""
        self._libraries = libraries(programs) if programs is not None else ()
        self._connection = (("host", postgres.SOCKETS), ("user", USER), ("dbname", USER))

    def ask(self, questions: Sequence[Question]) -> Sequence[Refusal | None]:
        """An answer for each.

        Raises:
            SandboxError: The sandbox is spent.
        """
        found: list[Refusal | None] = []
        for at in range(0, len(questions), _AT_A_TIME):
            found += self._asked(questions[at : at + _AT_A_TIME])
        return found

    def _asked(self, questions: Sequence[Question]) -> Sequence[Refusal | None]:
        """Answers to some; where they break off, each half is asked by itself, down to the one that is to blame."""
        if time.monotonic() > self._until:
            return [Refusal("", f"all statements together took longer than {_SECONDS:g} s")] * len(questions)
        words = [Path(python()).name, "-I", "-S", "-c", ASK]
        outcome = self._session.run(words, stdin=task(self._libraries, self._connection, self._first, questions))
        found = answers(outcome.output, len(questions)) if outcome.status == 0 else None
        if found is not None:
            return found
        if len(questions) == 1:
            said = outcome.errors.decode("utf-8", "replace").strip().rpartition("\n")[2]
            return [Refusal("", said or f"it went over its limit of {outcome.why}")]
        half = len(questions) // 2
        return [*self._asked(questions[:half]), *self._asked(questions[half:])]


def _declared(version: str | None) -> Counterparts:
    return Counterparts(postgres=PostgresServer(version=version))
