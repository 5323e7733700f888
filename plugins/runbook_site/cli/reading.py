"""From the paths of a command line to a project."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import DEFAULT_SOURCE
from runbook_site.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.snippets.project import Project


def read_project(paths: Sequence[Path]) -> Project:
    """Read the runbooks below some paths, and take them apart.

    Raises:
        RunbookSiteError: A path does not exist.
    """
    from runbook_site.model.library import read_library
    from runbook_site.snippets.project import split_library

    with _no_garbage_collection():
        with progress("reading runbooks"):
            library = read_library(list(paths) or [DEFAULT_SOURCE], Path.cwd())
        with progress(f"taking {len(library.runbooks)} runbooks apart"):
            return split_library(library)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Nearly all that is made here is kept: searching it for cycles again and again costs a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
