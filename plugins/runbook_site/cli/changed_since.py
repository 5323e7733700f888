"""Which findings count where only a change is to be judged.

A finding in a file that has changed counts. One in any other file counts if it was not there before the change: it is
the change that has caused it, as when a runbook is gone that others link to.
"""

from __future__ import annotations

import os
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import DEFAULT_SOURCE
from runbook_site.cli.progress import progress
from runbook_site.cli.revision import read_revision
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from runbook_site.checks.runner import Report
    from runbook_site.cli.revision import Revision
    from runbook_site.snippets.project import Project
    from runbook_site.sources.finding import Finding
    from runbook_site.sources.text import SourceText


@dataclass(frozen=True)
class Parted:
    """Findings of a run.

    Attributes:
        counting: Those in files that have changed, and those that the change has caused elsewhere.
        left_out: The others.
    """

    counting: tuple[Finding, ...]
    left_out: tuple[Finding, ...]


@dataclass(frozen=True)
class ChangedSince:
    """What has changed since a revision.

    Attributes:
        revision: The revision.
        paths: The files and folders that are checked.
        check: Checks a project.
    """

    revision: Revision
    paths: tuple[Path, ...]
    check: Callable[[Project], Report]
    _unchanged: dict[str, bool] = field(default_factory=dict)

    def part(self, findings: Sequence[Finding], sources: Mapping[str, SourceText]) -> Parted:
        """Part findings into those that count and the others.

        Args:
            findings: What was found.
            sources: The files that were read, as reports show them.

        Raises:
            RunbookSiteError: The files of the revision cannot be had.
        """
        from runbook_site.checks.baseline import compare, entries_of

        elsewhere = [each for each in findings if self._has_unchanged(each.span.path)]
        if not elsewhere:
            return Parted(tuple(findings), ())
        former, former_sources = self._former()
        known = set(map(id, compare(entries_of(former, former_sources), elsewhere, sources).known))
        return Parted(
            tuple(each for each in findings if id(each) not in known),
            tuple(each for each in findings if id(each) in known),
        )

    def in_changed_files(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings in files that have changed."""
        return tuple(each for each in findings if not self._has_unchanged(each.span.path))

    def forget(self) -> None:
        """Look anew which files have changed."""
        self._unchanged.clear()

    @property
    def why(self) -> str:
        """Why findings are left out."""
        revision = self.revision
        return f"in files that have not changed since {revision.name} ({revision.short}), and there before"

    def _has_unchanged(self, path: str) -> bool:
        if path not in self._unchanged:
            self._unchanged[path] = self.revision.has_unchanged(Path(path))
        return self._unchanged[path]

    def _former(self) -> tuple[tuple[Finding, ...], dict[str, SourceText]]:
        """What was found in the revision, and the files of then, each by the path that it has now."""
        from runbook_site.checks.reports.secrets import without_secrets
        from runbook_site.snippets.project import read_project

        top, here = self.revision.top, Path(os.path.realpath(Path.cwd()))
        with TemporaryDirectory(prefix="runbook-site-") as made, progress(f"checking {self.revision.name}"):
            folder = Path(os.path.realpath(made))
            self.revision.write(folder, [Path(os.path.realpath(path)) for path in self.paths])
            (folder / ".git").mkdir()
            then = folder / here.relative_to(top)
            then.mkdir(parents=True, exist_ok=True)
            paths = [_moved(path, top, folder) for path in self.paths]
            # Whoever looks for a file from where the tool is called has to see those of then.
            with chdir(then):
                try:
                    project = read_project([path for path in paths if path.exists()], then)
                except RunbookSiteError:
                    # What is a folder of runbooks now was something else then: all that is in it is new.
                    return (), {}
                report, sources = without_secrets(self.check(project), project)
        return report.findings, sources


def changed_since(name: str, paths: Sequence[Path], check: Callable[[Project], Report]) -> ChangedSince:
    """What has changed since a revision, in the repository of the working directory.

    Args:
        name: The revision.
        paths: The files and folders that are checked.
        check: Checks a project.

    Raises:
        RunbookSiteError: There is no such revision, or no repository, or no git.
    """
    return ChangedSince(read_revision(name, Path.cwd()), tuple(paths) or (DEFAULT_SOURCE,), check)


def _moved(path: Path, top: Path, folder: Path) -> Path:
    """A path into the copy, where it is absolute; a relative one leads there by itself."""
    real = Path(os.path.realpath(path))
    return folder / real.relative_to(top) if path.is_absolute() and real.is_relative_to(top) else path
