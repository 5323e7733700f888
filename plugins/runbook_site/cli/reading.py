"""From the paths of a command line to a project."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import DEFAULT_SOURCE
from runbook_site.cli.progress import progress
from runbook_site.cli.streams import complain
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from runbook_site.model.inventory import Inventory
    from runbook_site.snippets.project import Project


def read_project(paths: Sequence[Path], meanwhile: Callable[[Inventory], None] | None = None) -> Project:
    """Read the runbooks below some paths, and take them apart.

    Args:
        paths: The paths; the usual folder where there are none.
        meanwhile: What else has to be done, once it is known what there is.

    Raises:
        RunbookSiteError: A path does not exist.
    """
    from runbook_site.snippets import project

    with progress("reading runbooks"):
        return project.read_project(_given(paths), Path.cwd(), meanwhile=meanwhile)


def read_published(paths: Sequence[Path]) -> Project:
    """The same with every credential masked, for what others will see; says on standard error that there are some.

    Raises:
        RunbookSiteError: A path does not exist.
    """
    from runbook_site.checks.secret import published

    with progress("reading runbooks"):
        read = published.read_published(_given(paths), Path.cwd())
    for warning in read.warnings:
        complain(f"runbook-site: {warning}")
    return read.project


def complain_of_nothing(project: Project, paths: Sequence[Path]) -> None:
    """Say on standard error that no runbook was found, where none was: a path may be misspelt."""
    if not project.runbooks and not project.library.broken:
        shown = ", ".join(f"'{path}'" for path in paths or [DEFAULT_SOURCE])
        complain(f"runbook-site: no runbook was found in {shown}: is the path right?")


def _given(paths: Sequence[Path]) -> list[Path]:
    """The paths, or the usual folder.

    Raises:
        RunbookSiteError: There is neither.
    """
    if not paths and not os.path.lexists(DEFAULT_SOURCE):
        message = (
            f"'{DEFAULT_SOURCE}' does not exist (called from {Path.cwd()}): give a file or folder with runbooks, "
            "or write a first one with `runbook-site new`"
        )
        raise RunbookSiteError(message)
    return list(paths) or [DEFAULT_SOURCE]
