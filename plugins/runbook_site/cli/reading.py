"""From the paths of a command line to a project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import DEFAULT_SOURCE
from runbook_site.cli.progress import progress
from runbook_site.cli.streams import complain

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
        return project.read_project(list(paths) or [DEFAULT_SOURCE], Path.cwd(), meanwhile=meanwhile)


def read_published(paths: Sequence[Path]) -> Project:
    """The same with every credential masked, for what others will see; says on standard error that there are some.

    Raises:
        RunbookSiteError: A path does not exist.
    """
    from runbook_site.checks.secret import published

    with progress("reading runbooks"):
        read = published.read_published(list(paths) or [DEFAULT_SOURCE], Path.cwd())
    for warning in read.warnings:
        complain(f"runbook-site: {warning}")
    return read.project
