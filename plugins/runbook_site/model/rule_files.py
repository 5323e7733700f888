"""The rule files that a service names."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from runbook_site.model.alert_rules import read_alert_rules
from runbook_site.model.document import ServiceDocument, SkippedFile
from runbook_site.sources.ancestors import lies_in
from runbook_site.sources.file_text import read_text
from runbook_site.sources.finding import Finding
from runbook_site.sources.folder import absolute
from runbook_site.sources.text import SourceText


@dataclass(frozen=True)
class RuleFiles:
    """What the rule files of a service hold.

    Attributes:
        document: The service, with its alerts and what is told not to speak of them.
        paths: The files; absolute.
        findings: What is wrong with them.
        skipped: Those that could not be read.
    """

    document: ServiceDocument
    paths: frozenset[Path]
    findings: tuple[Finding, ...]
    skipped: tuple[SkippedFile, ...]


def read_rule_files(
    document: ServiceDocument, folder: Path, boundary: Path, sources: Mapping[Path, SourceText]
) -> RuleFiles:
    """Read the files named under ``alert_rules``, each once.

    Args:
        document: The service.
        folder: Its folder; absolute.
        boundary: The folder that no file may lie outside of: a ``service.yml`` from a stranger names
            files of the stranger's repository, and no others.
        sources: The files that were read already, by absolute path.
    """
    named = document.service.alert_rules if document.service is not None else ()
    alerts = list(document.alert_rules)
    suppressions = list(document.suppressions)
    findings: list[Finding] = []
    skipped: list[SkippedFile] = []
    paths: set[Path] = set()
    for number, entry in enumerate(named):
        path = absolute(folder / entry)
        if path in paths:
            continue
        paths.add(path)
        name = posixpath.normpath(posixpath.join(document.folder, entry))
        read = sources.get(path) or _read(path, name, boundary)
        if isinstance(read, Finding):
            message = f"the rule file '{entry}' cannot be used: {name}: {read.message}; mend the file, or its path here"
            findings.append(Finding(read.rule, message, document.places["alert_rules", number]))
            continue
        rules = read_alert_rules(read)
        alerts += rules.alerts
        suppressions += rules.suppressions
        findings += rules.findings
        if rules.skipped:
            skipped.append(SkippedFile(read.path, rules.skipped))
    read_with_them = replace(document, alert_rules=tuple(alerts), suppressions=tuple(suppressions))
    return RuleFiles(read_with_them, frozenset(paths), tuple(findings), tuple(skipped))


def _read(path: Path, name: str, boundary: Path) -> SourceText | Finding:
    if lies_in(path, boundary):
        return read_text(path, name)
    message = f"it lies outside of {boundary.name or boundary}"
    return Finding("unreadable-file", message, SourceText(name, "").span(0, 0))
