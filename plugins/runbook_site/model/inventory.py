"""What lies at the paths of a command line: services and the site, and the files to be read as runbooks."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from runbook_site.model.alert_rules import TEMPLATE_REASON, is_template
from runbook_site.model.document import (
    ServiceDocument,
    SiteDocument,
    SkippedFile,
)
from runbook_site.model.file_kind import (
    ENDINGS,
    file_kind,
    is_broken,
    is_foreign,
    is_nearly_runbook,
    is_rule_file,
    is_runbook,
    is_service,
    is_site,
)
from runbook_site.model.from_yaml import read_yaml_service, read_yaml_site
from runbook_site.model.layout import Layout, ServiceFolder, outermost_root, runbook_id, service_folder
from runbook_site.model.proof_file import find_record
from runbook_site.model.rule_files import read_rule_files
from runbook_site.model.schema_files import read_schema_files
from runbook_site.model.site import Site
from runbook_site.sources.ancestors import files_above, repository_of
from runbook_site.sources.file_text import REASONS, read_text
from runbook_site.sources.finding import Finding
from runbook_site.sources.folder import Root, absolute, read_folder
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from runbook_site.model.proof_record import Record

_SERVICE_NAMES = ("service.yml", "service.yaml")
_SITE_NAMES = ("site.yml", "site.yaml")
_NO_RUNBOOK = "YAML that is no runbook"


@dataclass
class _Desk:
    """What has been read so far."""

    sources: dict[Path, SourceText]
    findings: list[Finding]
    skipped: list[SkippedFile]
    instead: Mapping[str, SourceText]
    services: dict[Path, ServiceDocument] = field(default_factory=dict)
    rule_files: set[Path] = field(default_factory=set)

    def skip(self, source: SourceText, reason: str) -> None:
        self.skipped.append(SkippedFile(source.path, reason))


@dataclass(frozen=True, slots=True)
class RunbookFile:
    """A file to be read as a runbook.

    Attributes:
        source: The file.
        service: The service that it belongs to.
        id: What the runbook is called in it.
        is_markdown: Whether it is Markdown, not YAML.
    """

    source: SourceText
    service: ServiceDocument
    id: str
    is_markdown: bool


@dataclass(frozen=True)
class Inventory:
    """What there is, with all of it read but the runbooks.

    Attributes:
        site: What all services share.
        services: By folder. One without a ``service.yml`` counts once a runbook of it could be read.
        files: The runbooks, by path ascending.
        sources: Every file that could be read as text.
        findings: What is wrong with the others, and with what was read.
        skipped: Files that are no runbooks, with the reason.
        proofs: The record beside ``site.yml``; ``None`` where there is none.
    """

    site: SiteDocument
    services: tuple[ServiceDocument, ...]
    files: tuple[RunbookFile, ...]
    sources: tuple[SourceText, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[SkippedFile, ...]
    proofs: Record | None = None


def take_inventory(
    paths: Sequence[Path], called_from: Path | None = None, instead: Mapping[str, SourceText] = MappingProxyType({})
) -> Inventory:
    """Find the runbooks of files and folders, and read what they belong to.

    A ``site.yml`` or ``service.yml`` that speaks for what is given is found above it, up to the top of
    the repository, so that one runbook checked alone has the same names as in a check of all.

    Args:
        paths: Files and folders, relative to ``called_from`` or absolute.
        called_from: The folder that files are named from; the working directory where it is left out.
        instead: What to read in the place of a file's own text, by the path that it is named by.

    Raises:
        RunbookSiteError: A path does not exist, or is a file that cannot be a runbook; or the record of proofs is none.
    """
    top = absolute(called_from or Path.cwd())
    folder = read_folder(paths, top, ENDINGS)
    desk = _Desk(
        {absolute(top / source.path): instead.get(source.path, source) for source in folder.sources},
        list(folder.findings),
        list(folder.skipped),
        instead,
    )
    given = frozenset(desk.sources)
    for root in folder.roots:
        _read_above(desk, root)
    sites = _sites(desk)
    services = _services(desk, {path.parent for path in sites})
    layout = Layout(folder.roots, frozenset(services), frozenset(path.parent for path in sites))
    used = _site_in_use(desk, sites, given)
    site = _read_site(desk, used)
    for path in sorted(services.values()):
        _read_service(desk, path, folder.roots)
    files = tuple(_runbook_files(desk, layout))
    return Inventory(
        site=site,
        services=tuple(desk.services.values()),
        files=files,
        sources=tuple(desk.sources.values()),
        findings=tuple(desk.findings),
        skipped=tuple(desk.skipped),
        proofs=find_record(used.parent) if used else None,
    )


def _read_above(desk: _Desk, root: Root) -> None:
    """The nearest ``service.yml`` and the nearest ``site.yml`` that speak for what was given."""
    start = root.path.parent if root.is_file else root.path
    shown = posixpath.dirname(root.name) if root.is_file else root.name
    for names, is_ours in ((_SERVICE_NAMES, is_service), (_SITE_NAMES, is_site)):
        for path in files_above(start, names):
            if path not in desk.sources:
                up = len(start.parts) - len(path.parent.parts)
                name = posixpath.normpath(posixpath.join(shown, *[".."] * up, path.name))
                read = read_text(path, name)
                if isinstance(read, Finding):
                    desk.findings.append(read)
                    desk.skipped.append(SkippedFile(name, REASONS[read.rule], failed=True))
                    continue
                if not is_ours(read) and not (is_ours is is_site and _is_broken_site(desk, path, read)):
                    continue
                desk.sources[path] = desk.instead.get(name, read)
            if is_ours(desk.sources[path]):
                break


def _sites(desk: _Desk) -> list[Path]:
    """The files ``site.yml`` of this format."""
    found: list[Path] = []
    for path, source in sorted(desk.sources.items()):
        if file_kind(path.name) == "site":
            if is_site(source) or _is_broken_site(desk, path, source):
                found.append(path)
            else:
                desk.skip(source, "site.yml of another tool")
    return found


def _is_broken_site(desk: _Desk, path: Path, source: SourceText) -> bool:
    """Whether a ``site.yml`` that is no YAML lies where that of the services that were read has to lie."""
    return is_broken(source) and any(
        file_kind(other.name) == "service" and path.parent in {other.parent, other.parent.parent} and is_service(text)
        for other, text in desk.sources.items()
    )


def _services(desk: _Desk, site_folders: Container[Path]) -> dict[Path, Path]:
    """The files ``service.yml`` of this format, by folder."""
    found: dict[Path, Path] = {}
    for path, source in sorted(desk.sources.items(), reverse=True):
        if file_kind(path.name) != "service":
            continue
        if not is_service(source) and not (path.parent.parent in site_folders and is_broken(source)):
            desk.skip(source, "service.yml of another tool")
        elif path.parent in found:
            desk.skip(source, "service.yaml beside a service.yml")
        else:
            found[path.parent] = path
    return found


def _site_in_use(desk: _Desk, sites: Iterable[Path], given: frozenset[Path]) -> Path | None:
    """The highest ``site.yml`` among the files given, or the one above them."""
    ordered = sorted(sites, key=lambda path: (path not in given, len(path.parts), path))
    for path in ordered[1:]:
        desk.skip(desk.sources[path], "another site.yml is in use")
    return ordered[0] if ordered else None


def _read_site(desk: _Desk, path: Path | None) -> SiteDocument:
    if path is None:
        return SiteDocument(Site(), None)
    site, findings = read_yaml_site(desk.sources[path])
    desk.findings += findings
    return site


def _read_service(desk: _Desk, path: Path, roots: Sequence[Root]) -> None:
    source = desk.sources[path]
    folder = service_folder(path.parent, path, source.path)
    document, findings = read_yaml_service(source, service_id=folder.id, folder=folder.name)
    rules = read_rule_files(document, path.parent, _boundary(path, roots), desk.sources)
    with_schema, in_schema = read_schema_files(rules.document, path.parent, _boundary(path, roots), desk.sources)
    desk.services[path.parent] = replace(with_schema, whole=_is_whole(path, roots))
    desk.rule_files |= rules.paths
    desk.findings += (*findings, *rules.findings, *in_schema)
    desk.skipped += rules.skipped


def _is_whole(path: Path, roots: Sequence[Root]) -> bool:
    """Whether all that belongs to a service was given, not single files of it."""
    return any(not root.is_file and path.is_relative_to(root.path) for root in roots)


def _boundary(path: Path, roots: Sequence[Root]) -> Path:
    return repository_of(path.parent) or outermost_root(roots, path) or path.parent


def _runbook_files(desk: _Desk, layout: Layout) -> Iterator[RunbookFile]:
    """Every file that is a runbook; the others are put aside with the reason."""
    folders: dict[Path, ServiceFolder] = {}
    services: dict[Path, ServiceDocument] = dict(desk.services)
    for path, source in sorted(desk.sources.items()):
        kind = file_kind(path.name)
        if path in desk.rule_files or kind not in {"yaml", "markdown"}:
            continue
        if kind == "yaml" and (reason := _why_no_runbook(desk, layout, path, source)):
            desk.skip(source, reason)
            continue
        # All files of a folder belong to one service.
        if (folder := folders.get(path.parent)) is None:
            folder = folders[path.parent] = layout.service_folder(path, source.path)
        if (service := services.get(folder.path)) is None:
            whole = _is_whole(folder.path, layout.roots)
            service = services[folder.path] = ServiceDocument(folder.id, folder.name, None, None, whole=whole)
        yield RunbookFile(source, service, runbook_id(folder, path), is_markdown=kind == "markdown")


def _why_no_runbook(desk: _Desk, layout: Layout, path: Path, source: SourceText) -> str:
    """Why a YAML file is not read as a runbook; empty where it is."""
    among_runbooks = layout.has_service_file(path)
    if not is_foreign(source) if among_runbooks else is_runbook(source):
        return ""
    reason = _what_else(source)
    # What is nearly a runbook is read as one: that tells what is misspelt or broken, and where.
    if reason == _NO_RUNBOOK and is_nearly_runbook(source, among_runbooks=among_runbooks):
        return ""
    if not among_runbooks:
        return reason
    if all(service.service is None for folder, service in desk.services.items() if folder in path.parents):
        # What cannot be read cannot name its rule files either; that is said once, at service.yml.
        return reason
    message = (
        "this YAML file has nothing of a runbook in it: name it under 'alert_rules' of service.yml if it "
        "defines alerts, or move it out of the service's folder"
    )
    desk.findings.append(Finding("unknown-file", message, source.span(0, 0)))
    return reason


def _what_else(source: SourceText) -> str:
    if is_template(source):
        return TEMPLATE_REASON
    return "Prometheus rule file" if is_rule_file(source) else _NO_RUNBOOK
