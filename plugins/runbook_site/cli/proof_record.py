"""Keeping what was proven."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import DEFAULT_SOURCE, today_of
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.output import why_not, write_output
from runbook_site.cli.streams import complain, say
from runbook_site.sources.counted import counted
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from runbook_site.checks.runner import Report
    from runbook_site.model.document import Library
    from runbook_site.model.proof_record import Record
    from runbook_site.proofs.proven import Proven
    from runbook_site.proofs.renewal import Renewal


def read_former(path: Path | None) -> Record:
    """What was known before; nothing where there is no file yet.

    Raises:
        RunbookSiteError: The file holds no record.
    """
    from runbook_site.model.proof_file import read_record
    from runbook_site.model.proof_record import Record

    return Record() if path is None or not os.path.lexists(path) else read_record(path)


def keep(run: Sequence[Proven], library: Library, report: Report, options: argparse.Namespace) -> Renewal | None:
    """Write a run into the record; ``None`` where nothing is to be kept, or a part of the work was not done.

    Raises:
        RunbookSiteError: The file holds no record, or cannot be written.
    """
    path: Path | None = options.record
    if path is None:
        return None
    if report.crashes or report.failed_files:
        complain(f"runbook-site: '{path}' is not written, because a part of the check could not be done")
        return None
    if not (library.site.is_sound and all(service.is_sound for service in library.services)):
        complain(f"runbook-site: '{path}' is not written, because proofs would fall for want of what has errors")
        return None
    if not run:
        return None  # a wrong path is not the end of all commands
    from runbook_site.model.proof_file import record_json
    from runbook_site.proofs.renewal import renewed

    whole = _whole_services(library) & (set(options.service) or _whole_services(library))
    everything = not options.service and _has_every_service(library, options.paths)
    with _alone(path):
        renewal = renewed(read_former(path), run, today_of(options), whole, everything=everything)
        write_output(record_json(renewal.record), path)
    return renewal


def join(path: Path, others: Sequence[Path]) -> ExitCode:
    """Take the records of other runs into one.

    Raises:
        RunbookSiteError: A file holds no record, or the one cannot be written.
    """
    from runbook_site.model.proof_file import read_record, record_json
    from runbook_site.model.proof_record import record_of

    read = [read_record(each) for each in others]
    with _alone(path):
        joined = record_of(proof for record in (read_former(path), *read) for proof in record.proofs)
        write_output(record_json(joined), path)
    say(f"{path}: {counted(len(joined.proofs), 'proof')}")
    return ExitCode.CLEAN


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other runs from writing a record between our reading and writing of it; they wait."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    # The folder is locked: the file itself is replaced, and a lock beside it would stay.
    try:
        folder = os.open(Path(os.path.realpath(path)).parent, os.O_RDONLY)
    except OSError as error:
        message = f"cannot write '{path}': {why_not(path, error)}"
        raise RunbookSiteError(message) from error
    try:
        with suppress(OSError):  # some network file systems lock no folders
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _whole_services(library: Library) -> frozenset[str]:
    """Services of which every command was looked at."""
    broken = {each.service for each in library.broken}
    return frozenset(each.id for each in library.services) - library.partial_services - broken


def _has_every_service(library: Library, paths: Sequence[Path]) -> bool:
    """Whether the folder of ``site.yml`` was given: what is not below it belongs to nothing."""
    source = library.site.source
    if source is None:
        return False
    folder = Path(source.path).resolve().parent
    return any(folder.is_relative_to(path.resolve()) for path in paths or [DEFAULT_SOURCE])
