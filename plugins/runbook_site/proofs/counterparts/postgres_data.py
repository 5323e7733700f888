"""The data folder of a new PostgreSQL: making one takes a second, copying one a tenth of that."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from runbook_site.checks.cache import cache_folder, keep_file
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.limits import Limits
from runbook_site.proofs.sandbox.sandbox import open_session

if TYPE_CHECKING:
    from pathlib import Path

    from runbook_site.proofs.counterparts.postgres_programs import PostgresPrograms
    from runbook_site.proofs.sandbox.session import Session

DATA = "/dev/shm/postgresql"  # noqa: S108 - the sandbox's, where no command of a runbook has reason to look
USER = "postgres"
_MOST = 256 << 20
_LIMITS = Limits(seconds=60, disk=_MOST)
_ARCHIVE = "/tmp/data.tar"  # noqa: S108 - the sandbox's


@cache
def kept_data(programs: PostgresPrograms) -> Path | None:
    """An archive with a new data folder, from the user's cache folder; nothing where none can be kept there.

    It is made in a sandbox in which nothing else runs.
    """
    folder = cache_folder()
    if folder is None:
        return None
    server = (programs.folder / "postgres").stat()
    made_of = f"{programs.folder} {programs.version} {server.st_size} {server.st_mtime_ns} 1"
    file = folder / f"postgresql-{hashlib.sha256(made_of.encode()).hexdigest()[:16]}.tar"
    if file.is_file():
        return file
    with suppress(OSError, SandboxError), open_session(_LIMITS, programs=programs.shown) as session:
        make_data(session, programs, None)
        place = PurePosixPath(DATA)
        session.run(["tar", "-cf", _ARCHIVE, "-C", str(place.parent), place.name])
        if content := session.read(_ARCHIVE, _MOST):
            keep_file(file, content)
            return file
    return None


def make_data(session: Session, programs: PostgresPrograms, kept: Path | None) -> None:
    """Put a new data folder at `DATA`.

    Args:
        session: The sandbox.
        programs: The server.
        kept: An archive of one, which the sandbox shows; it is made anew where that is damaged.

    Raises:
        SandboxError: It cannot be made, with the end of what was said.
    """
    if kept is not None:
        if session.run(["tar", "-xf", str(kept), "-C", str(PurePosixPath(DATA).parent)]).status == 0:
            return
        session.run(["rm", "-rf", DATA])
    outcome = session.run(
        [
            str(programs.folder / "initdb"),
            *("-D", DATA, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
        ],
        limits=_LIMITS,
    )
    if outcome.status != 0:
        said = outcome.errors.decode("utf-8", "replace").strip()[-300:]
        message = f"PostgreSQL {programs.version} could not make its data folder: {said or outcome.why}"
        raise SandboxError(message)
