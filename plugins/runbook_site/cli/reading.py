"""From the paths of a command line to a project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import DEFAULT_SOURCE
from runbook_site.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.snippets.project import Project


def read_project(paths: Sequence[Path]) -> Project:
    """Read the runbooks below some paths, and take them apart.

    Raises:
        RunbookSiteError: A path does not exist.
    """
    from runbook_site.snippets import project

    with progress("reading runbooks"):
        return project.read_project(list(paths) or [DEFAULT_SOURCE], Path.cwd())
