"""A runbook, rehearsed in order in one sandbox."""

from __future__ import annotations

from contextlib import suppress
from itertools import zip_longest
from typing import TYPE_CHECKING

from runbook_site.checks.shell.plain_shell import is_plain
from runbook_site.proofs.counterparts import files as files_counterpart
from runbook_site.proofs.rehearsal.rehearsal import Rehearsal
from runbook_site.proofs.rehearsal.running import Running
from runbook_site.proofs.sandbox.bubblewrap import own_folders
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.limits import Limits
from runbook_site.proofs.sandbox.offer import best
from runbook_site.proofs.sandbox.sandbox import open_session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.model.counterparts import Counterparts
    from runbook_site.model.service import Service
    from runbook_site.proofs.sandbox.session import Session
    from runbook_site.snippets.project import RunbookSnippets

LIMITS = Limits(seconds=2.0, memory=256 << 20, processes=64, output=256 << 10, disk=64 << 20)
"""What one command may take: with recorders around it, it has next to nothing to do."""
_MOST_TEXT = 100_000
"""Characters of a command: Linux takes no word above 128 KiB."""
_MOST_TEXTS = 1_000_000
_SECONDS_TO_READ = 20.0
_READ = 'for text do (eval "set -n\n$text") 2>/dev/null && echo y || echo n; done'
"""As ``bash -n`` reads them, without a shell that is started for each."""


def rehearse(  # noqa: PLR0913 - what is rehearsed, and in what circumstances
    runbook: RunbookSnippets,
    entries: Sequence[Entry],
    session: Session,
    *,
    service: Service | None = None,
    values: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
    limits: Limits = LIMITS,
) -> tuple[Rehearsal, ...]:
    """Run the shell commands of a runbook with recorders for all outside programs, in the order of the file.

    They run as in one terminal: files, the working folder, variables and functions stay from one to the next. Where a
    command ends the sandbox, those behind it are not rehearsed, and say so.

    Args:
        runbook: The runbook.
        entries: Its catalog entries, all of them, in order.
        session: A sandbox, entered, that nothing else uses.
        service: Its service, for the scripts and the environment variables that it declares.
        values: Values of its variables; others are made up.
        files: Files that are there before the first command, by path; in the place of what begins with ``#!`` a
            recorder stands. Those at absolute paths are left out where the sandbox has no place for them.
        limits: What each command may take.

    Returns:
        One for each entry of language shell.
    """
    chunks = (chunk for _, chunk in runbook.chunks)
    pairs = [(entry, chunk) for entry, chunk in zip(entries, chunks, strict=True) if entry.language == "shell"]
    if not pairs:
        return ()
    try:
        running = Running(runbook, pairs, session, service, values or {}, files or {}, limits)
        readable = _readable(running.texts, session)
    except SandboxError as error:
        return tuple(Rehearsal(entry.id, why_not=(f"nothing could be rehearsed: {error}",)) for entry, _ in pairs)
    return tuple(_each(running, readable, session))


def opened(declared: Counterparts) -> Session:
    """A sandbox to rehearse in, to be entered: with places for the files that are declared, where it can have them.

    Why it cannot, and what to do, an execution says.

    Raises:
        SandboxError: This machine offers none.
    """
    paths: tuple[str, ...] = ()
    if best() == "bubblewrap":
        with suppress(SandboxError):
            wanted = files_counterpart.needs(declared).paths
            own_folders(wanted)
            paths = wanted
    return open_session(LIMITS, paths=paths)


def _each(running: Running, readable: Sequence[bool], session: Session) -> Iterator[Rehearsal]:
    spent = ""
    for number, entry in enumerate(running.entries):
        if spent:
            yield Rehearsal(entry.id, why_not=(f"the sandbox was ended by '{spent}', which stands above",))
        elif not readable[number]:
            yield Rehearsal(entry.id, why_not=("bash cannot read it, or it is too long",))
        else:
            try:
                yield running.rehearsed(number)
            except SandboxError as error:
                spent = "" if goes_on(session) else entry.id
                yield Rehearsal(entry.id, why_not=(f"the sandbox could not go on with it: {error}",))


def goes_on(session: Session) -> bool:
    """Whether a sandbox can be used any further."""
    try:
        session.run(["true"])
    except SandboxError:
        return False
    return True


def _readable(texts: Sequence[str], session: Session) -> list[bool]:
    """Whether bash can read each of some texts: all in one job, and none in which only the words could be wrong."""
    readable = ["\0" not in text and len(text.encode("utf-8", "replace")) <= _MOST_TEXT for text in texts]
    doubtful = [number for number, text in enumerate(texts) if readable[number] and not is_plain(text)]
    for batch in _batches(doubtful, texts):
        words = [texts[number] for number in batch]
        said = session.run(
            ["bash", "-c", _READ, "bash", *words], limits=Limits(seconds=_SECONDS_TO_READ)
        ).output.split()
        for number, answer in zip_longest(batch, said[: len(batch)]):
            readable[number] = answer == b"y"
    return readable


def _batches(numbers: Iterable[int], texts: Sequence[str]) -> Iterator[list[int]]:
    """As many texts at a time as Linux takes for one process."""
    batch: list[int] = []
    size = 0
    for number in numbers:
        size += len(texts[number].encode())
        if batch and size > _MOST_TEXTS:
            yield batch
            batch, size = [], len(texts[number].encode())
        batch.append(number)
    if batch:
        yield batch
