"""A runbook, executed in order in one sandbox, against the counterparts that are declared for it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from runbook_site.model.counterparts import Counterparts
from runbook_site.proofs.counterparts.counterpart import Standing
from runbook_site.proofs.counterparts.kinds import KINDS
from runbook_site.proofs.execution.circumstances import Circumstances, real_path
from runbook_site.proofs.execution.executing import Executing
from runbook_site.proofs.execution.execution import Execution
from runbook_site.proofs.execution.failures import LIMITS
from runbook_site.proofs.execution.needed import needed
from runbook_site.proofs.rehearsal.rehearse import goes_on
from runbook_site.proofs.rehearsal.stage import TEMPORARY
from runbook_site.proofs.rehearsal.values import values_for
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.sandbox import open_session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.model.service import Service
    from runbook_site.proofs.rehearsal.values import Values
    from runbook_site.proofs.sandbox.session import Session
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.snippet import Chunk

_DONE = "set-up-is-done"
_SET_UP = f"""\
cd "${{TMPDIR:-{TEMPORARY}}}" && done=$PWD/{_DONE} && cd || exit
bash -eo pipefail -c "$1"$'\\n''env -0 >"$0".new && mv "$0".new "$0"' "$done" || exit
[ -e "$done" ] || : >"$done"
exec sleep infinity
"""
"""Stays, so that what the text leaves in the background does too: sessions that are idle, for example."""
_SECONDS = 300.0


def declared_for(runbook: RunbookSnippets, service: Service | None) -> Counterparts:
    """What is declared for the commands of a runbook, by its service and by itself."""
    own = runbook.document.runbook.counterparts
    if service is None:
        return own
    declared = service.counterparts.joined(own)
    if declared.postgres is None or declared.postgres.version is not None:
        return declared
    return declared.model_copy(
        update={"postgres": declared.postgres.model_copy(update={"version": service.sql.version})}
    )


class MissingError(SandboxError):
    """This machine lacks what a counterpart needs; the message says what, and what to install."""


def execute(
    runbook: RunbookSnippets, entries: Sequence[Entry], service: Service | None = None
) -> tuple[Execution, ...]:
    """Run the commands of a runbook for real, in the order of the file, as in one terminal.

    A command that calls a program for which nothing real stands is passed over.

    Args:
        runbook: The runbook.
        entries: Its catalog entries, all of them, in order.
        service: Its service.

    Returns:
        One for each entry; none where no counterparts are declared.
    """
    if declared_for(runbook, service) == Counterparts() or not entries:
        return ()
    try:
        with opened(runbook, entries, service) as executing:
            return tuple(_each(executing, entries))
    except MissingError as error:
        return tuple(Execution(entry.id, why_not=(str(error),), untried=True) for entry in entries)
    except SandboxError as error:
        reason = f"its counterparts could not be set up: {error}"
        return tuple(Execution(entry.id, why_not=(reason,)) for entry in entries)


@contextmanager
def opened(
    runbook: RunbookSnippets, entries: Sequence[Entry], service: Service | None, *texts: str
) -> Iterator[Executing]:
    """A runbook in a sandbox of its own, with all that is declared for it, before its first command.

    Args:
        runbook: The runbook.
        entries: Its catalog entries, all of them, in order.
        service: Its service.
        texts: Shell that will be run beside its commands.

    Raises:
        MissingError: This machine lacks a counterpart.
        SandboxError: Something does not start, or a `set_up` fails.
    """
    pairs = [(entry, chunk) for entry, (_, chunk) in zip(entries, runbook.chunks, strict=True)]
    declared = needed(declared_for(runbook, service), pairs, *texts)
    if lacks := [why for each in KINDS.values() if (why := each.missing(declared))]:
        raise MissingError("; ".join(lacks))
    needs = [each.needs(declared) for each in KINDS.values()]
    programs = dict.fromkeys(path for each in needs for path in each.programs)
    hosts = {name: address for each in needs for name, address in each.hosts.items()}
    paths = [path for each in needs for path in each.paths]
    with open_session(LIMITS, programs=tuple(programs), hosts=hosts, paths=paths) as session:
        yield Executing(_set_up(session, pairs, service, declared), runbook, pairs)


def _set_up(
    session: Session, pairs: Sequence[tuple[Entry, Chunk]], service: Service | None, declared: Counterparts
) -> Circumstances:
    """Have everything stand there that is declared, and give the runbook's variables their values.

    Raises:
        SandboxError: Something does not start, or the `set_up` fails.
    """
    standing = _together([each.start(session, declared) for each in KINDS.values()])
    entries = [entry for entry, _ in pairs]
    environment = {**standing.environment, **declared.environment}
    given = {**environment, **declared.values}
    if text := _text(declared):
        before = _values(entries, service, given, environment)
        path = {"PATH": real_path(session, standing)}
        argv = ["bash", "-c", _SET_UP, "bash", text]
        done = f"{TEMPORARY}/{_DONE}"
        try:
            session.start(
                argv, env={**before.exported, **path}, ready=lambda _: session.read(done) is not None, seconds=_SECONDS
            )
        except SandboxError as error:
            raise SandboxError(before.hide(str(error))) from None
        standing.complaints()
        given |= _exported(session.read(done) or b"", before.exported, entries)
    return Circumstances(session, pairs, _values(entries, service, given, environment), standing)


def _text(declared: Counterparts) -> str:
    """All that has to be run before the commands."""
    servers = [each for each in (declared.aws, declared.redis) if each is not None]
    return "\n".join(text for text in (*(each.set_up for each in servers), declared.set_up) if text)


def _values(
    entries: Sequence[Entry], service: Service | None, given: Mapping[str, str], environment: Mapping[str, str]
) -> Values:
    """Values of the runbook's variables, with all of the environment among them."""
    values = values_for(entries, service, given)
    secret = {each.name for each in service.environment_variables if each.secret} if service is not None else set()
    return replace(
        values,
        exported={**environment, **values.exported},
        secret=values.secret | (secret & environment.keys()),
    )


def _exported(environment: bytes, before: Mapping[str, str], entries: Sequence[Entry]) -> dict[str, str]:
    """Variables of the runbook to which its set-up gave a value: the number of a process, an id that a server made."""
    names = {variable.name for entry in entries for variable in entry.variables}
    pairs = (each.partition("=") for each in environment.decode("utf-8", "replace").split("\0"))
    return {name: value for name, _, value in pairs if name in names and value and value != before.get(name)}


def _together(standing: Sequence[Standing]) -> Standing:
    """Several counterparts, as if they were one."""
    return Standing(
        environment={name: value for each in standing for name, value in each.environment.items()},
        folders=tuple(dict.fromkeys(path for each in standing for path in each.folders)),
        tools=frozenset().union(*(each.tools for each in standing)),
        versions=tuple(version for each in standing for version in each.versions),
        complaints=lambda: [sentence for each in standing for sentence in each.complaints()],
        parts=tuple(standing),
    )


def _each(executing: Executing, entries: Sequence[Entry]) -> Iterator[Execution]:
    spent = ""
    for number, entry in enumerate(entries):
        if spent:
            yield Execution(entry.id, why_not=(f"the sandbox was ended by '{spent}', which stands above",))
            continue
        try:
            yield executing.executed(number)
        except SandboxError as error:
            spent = "" if goes_on(executing.around.session) else entry.name
            yield Execution(entry.id, why_not=(f"the sandbox could not go on with it: {error}",))
