"""Mending files, and making sure that they are better for it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.output import replace_file
from runbook_site.cli.streams import complain
from runbook_site.sources.counted import counted
from runbook_site.sources.error import RunbookSiteError
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Callable

    from runbook_site.checks.fix import Change
    from runbook_site.checks.runner import Report
    from runbook_site.snippets.project import Project

_MOST_ROUNDS = 10
_MARK = b"\xef\xbb\xbf"


def mended(project: Project, report: Report, again: Callable[[], tuple[Project, Report]]) -> tuple[Project, Report]:
    """Mend files until nothing is left that can be mended, and say how much it was.

    What one change uncovers is mended in the next round. A file with more errors than before gets its former text
    back, and is left alone.

    Args:
        project: What was read.
        report: What was found in it.
        again: Reads and checks anew.
    """
    from runbook_site.checks.fix import changes_of

    mended_findings: Counter[str] = Counter()
    left_alone: set[str] = set()
    for _ in range(_MOST_ROUNDS):
        sources = {each.path: each for each in project.library.sources if each.path not in left_alone}
        written: dict[str, Change] = {}
        for change in changes_of(report.findings, sources):
            why_not = _write(change)
            if why_not:
                complain(f"runbook-site: '{change.source.path}' is not mended: {why_not}")
                left_alone.add(change.source.path)
            else:
                written[change.source.path] = change
        if not written:
            break
        before = _errors(report)
        project, report = again()
        after = _errors(report)
        worse = {path for path in written if after[path] > before[path]}
        for path in sorted(worse):
            _take_back(written[path])
            complain(f"runbook-site: '{path}' has its former text back: mended, it had more errors")
        left_alone |= worse
        mended_findings.update({path: len(written[path].findings) for path in written.keys() - worse})
        if worse:
            project, report = again()
    files = counted(len(mended_findings), "file")
    complain(f"runbook-site: mended {counted(mended_findings.total(), 'finding')} in {files}")
    return project, report


def as_in_file(change: Change) -> Change:
    """The change as it is to the file's bytes: a byte order mark is no part of what was read."""
    try:
        with Path(change.source.path).open("rb") as file:
            return change.behind("\ufeff") if file.read(len(_MARK)) == _MARK else change
    except (OSError, ValueError):
        return change


def _errors(report: Report) -> Counter[str]:
    return Counter(finding.span.path for finding in report.findings if finding.level is Level.ERROR)


def _write(change: Change) -> str:
    """Put the mended file in place, in one step; or say why not."""
    path = Path(change.source.path)
    try:
        former = path.read_bytes()
        mark = _MARK if former.startswith(_MARK) else b""
        if former != mark + change.source.text.encode():
            return "it was changed meanwhile"
        replace_file(path, mark + change.text.encode())
    except OSError as error:
        return error.strerror or str(error)
    except ValueError:
        return "its name, or its new text, cannot be written"
    return ""


def _take_back(change: Change) -> None:
    """Put the former text back.

    Raises:
        RunbookSiteError: It cannot be put back.
    """
    path = Path(change.source.path)
    try:
        content = path.read_bytes()
        mark = _MARK if content.startswith(_MARK) else b""
        if content == mark + change.text.encode():
            replace_file(path, mark + change.source.text.encode())
    except OSError as error:
        message = f"the former text of '{path}' cannot be put back: {error.strerror or error}"
        raise RunbookSiteError(message) from error
