"""Everything that is known of the paths on a command line, with each runbook read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from runbook_site.model.document import BrokenRunbook, Library, RunbookDocument, SkippedFile
from runbook_site.model.from_markdown import read_markdown_runbook
from runbook_site.model.from_yaml import read_yaml_runbook
from runbook_site.model.inventory import Inventory, RunbookFile, take_inventory
from runbook_site.model.markdown_fields import front_matter_findings
from runbook_site.sources.finding import Finding

RunbookReading = tuple[RunbookDocument | None, tuple[Finding, ...]]
"""A runbook, where there is one, and what is wrong with its file."""


def read_library(paths: Sequence[Path], called_from: Path | None = None) -> Library:
    """Read runbooks, services and the site from files and folders; see `take_inventory`."""
    inventory = take_inventory(paths, called_from)
    return put_together(inventory, [read_runbook(file) for file in inventory.files])


def read_runbook(file: RunbookFile) -> RunbookReading:
    """Read one runbook."""
    if not file.is_markdown:
        return read_yaml_runbook(file.source, service=file.service.id, runbook_id=file.id)
    document, findings = read_markdown_runbook(file.source, service=file.service.id, runbook_id=file.id)
    return document, (*front_matter_findings(file.source), *findings)


def put_together(inventory: Inventory, readings: Sequence[RunbookReading]) -> Library:
    """The library of an inventory and what its runbooks, in the same order, were read as."""
    findings = set(inventory.findings)
    skipped = set(inventory.skipped)
    services = {service.folder: service for service in inventory.services}
    runbooks: list[RunbookDocument] = []
    broken: list[BrokenRunbook] = []
    for file, (document, found) in zip(inventory.files, readings, strict=True):
        findings.update(found)
        if document is None:
            skipped.add(SkippedFile(file.source.path, "has errors"))
            broken.append(BrokenRunbook(file.source, file.id, file.service.id, found))
        else:
            runbooks.append(document)
            services.setdefault(file.service.folder, file.service)
    return Library(
        site=inventory.site,
        services=tuple(sorted(services.values(), key=lambda service: (service.id, service.folder))),
        runbooks=tuple(sorted(runbooks, key=lambda runbook: (runbook.service, runbook.id, runbook.source.path))),
        broken=tuple(sorted(broken, key=lambda runbook: (runbook.service, runbook.id, runbook.source.path))),
        findings=tuple(sorted(findings, key=lambda finding: (finding.span, finding.rule, finding.message))),
        skipped=tuple(sorted(skipped, key=lambda file: (file.path, file.reason))),
        sources=inventory.sources,
        proofs=inventory.proofs,
    )
