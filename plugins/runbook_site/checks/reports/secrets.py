"""Keeping credentials out of reports."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from runbook_site.checks.secret.credentials import MOST, Redactor, credentials_of, redactor_for, secret_texts
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from runbook_site.checks.runner import Report, Suppressed
    from runbook_site.snippets.project import Project
    from runbook_site.sources.finding import Finding

_NOTHING_SHOWN = Redactor(re.compile(r"\S"))
"""For files with more of them: these are no runbooks."""


def without_secrets(report: Report, project: Project) -> tuple[Report, dict[str, SourceText]]:
    """A report and the files that it is about, with every credential in them replaced by as many ``*``."""
    sources = {source.path: source for source in project.library.sources}
    if not (report.findings or report.suppressed or report.crashes):
        return report, sources
    suppressed = (each.finding for each in report.suppressed)
    quoted = {finding.span.path for finding in (*report.findings, *suppressed)}
    # A traceback may quote any file; a finding quotes its own.
    redactor = _redactors(project, None if report.crashes else quoted)
    for path in quoted & sources.keys():
        sources[path] = SourceText(path, redactor(path).text(sources[path].text))
    shown = replace(
        report,
        findings=tuple(_redacted(finding, redactor(finding.span.path)) for finding in report.findings),
        suppressed=tuple(_excused(each, redactor(each.finding.span.path)) for each in report.suppressed),
        crashes=tuple(replace(crash, traceback=redactor("").text(crash.traceback)) for crash in report.crashes),
    )
    return shown, sources


def _redactors(project: Project, paths: Container[str] | None) -> Callable[[str], Redactor]:
    """What takes the credentials out of the texts of a file, by its path; with no path, out of any text."""
    values = {file.source.path: secret_texts(file) for file in credentials_of(project, paths)}
    every = set().union(*values.values())
    if len(every) <= MOST:
        for_all = redactor_for(every)
        return lambda _: for_all
    of_file = {path: redactor_for(own) if len(own) <= MOST else _NOTHING_SHOWN for path, own in values.items()}
    of_file[""] = _NOTHING_SHOWN
    return lambda path: of_file.get(path, Redactor(None))


def _excused(suppressed: Suppressed, redactor: Redactor) -> Suppressed:
    """The same of a finding that is kept quiet; the reason for that is somebody's text too."""
    reason = redactor.text(suppressed.suppression.reason)
    suppression = replace(suppressed.suppression, reason=reason)
    return replace(suppressed, finding=_redacted(suppressed.finding, redactor), suppression=suppression)


def _redacted(finding: Finding, redactor: Redactor) -> Finding:
    """A finding that quotes no credential; a fix that writes one is left out."""
    fix = finding.fix
    writes_secret = fix is not None and any(redactor.text(edit.text) != edit.text for edit in fix.edits)
    return replace(
        finding,
        message=redactor.text(finding.message),
        alternatives=tuple(map(redactor.text, finding.alternatives)),
        fix=None if writes_secret else fix,
    )
