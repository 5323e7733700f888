"""A file of the sources, read: its value, and where each part of it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from runbook_site.sources.folder import SkippedFile
from runbook_site.sources.value_path import ValuePath

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.model.command import Command
    from runbook_site.model.proof_record import Record
    from runbook_site.model.runbook import Phase, Runbook
    from runbook_site.model.service import Service
    from runbook_site.model.site import Site
    from runbook_site.sources.finding import Finding
    from runbook_site.sources.markdown import Heading, Link
    from runbook_site.sources.text import MappedText, SourceText, Span

__all__ = [
    "AlertRule",
    "Block",
    "BrokenRunbook",
    "Library",
    "RunbookDocument",
    "ServiceDocument",
    "SiteDocument",
    "SkippedFile",
    "StepRef",
    "Suppression",
    "ValuePath",
]


@dataclass(frozen=True, slots=True)
class StepRef:
    """Names a step of a runbook: the phase, and the index in it."""

    phase: Phase
    index: int


@dataclass(frozen=True)
class Block:
    """A text in a runbook that may hold commands: the text of a command in YAML, or a code block of Markdown.

    Attributes:
        text: What stands in it, without fence lines and indents.
        span: All of it, fence lines included.
        info: The info string as written; the language of a YAML command; empty for an indented block.
        origin: What it was in its file.
        step: The step that it belongs to; ``None`` above the first heading.
        command: What the author said of it, where there is a place to say it (YAML).
        heading: Nearest heading or step title above it, for a name where nothing else gives one.
        closed: Whether a fence has its closing line.
        path: Where in the document's value it stands (YAML), else empty.
        allow: Names of rules that are not to speak about it, with the reason and where that is said
            (Markdown: an HTML comment above it; YAML: the command's own ``allow``).
    """

    text: MappedText
    span: Span
    info: str
    origin: Literal["command", "fence", "indented"]
    step: StepRef | None
    command: Command | None = None
    heading: str = ""
    closed: bool = True
    path: ValuePath = ()
    allow: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True)
class Suppression:
    """A rule that is told not to speak.

    Attributes:
        rule: Its name.
        reason: Why; empty where the author gave none (which is a finding).
        span: Where that is said.
        scope: What it covers; the whole file where it stands above everything.
    """

    rule: str
    reason: str
    span: Span
    scope: Span


@dataclass(frozen=True)
class RunbookDocument:
    """One runbook file.

    Attributes:
        source: The file.
        id: Stable name, unique in its service: the file's path below the service's folder, without
            ending, as a slug.
        service: Id of the service.
        form: How it is written.
        runbook: What it says. Of a Markdown file, the sections are its steps.
        places: Where each value of the document stands in the file, by path. For Markdown: of the front
            matter's fields, and of ``("title",)`` and ``(phase, index)`` for the steps.
        blocks: Everything that may hold commands, in the file's order.
        promised: Whether the author declared fields of this format: any YAML file, and Markdown whose
            front matter has one of the runbook fields. What nobody promised is not held against them.
        headings: Of Markdown: its headings.
        anchors: Names that its author gave to places in it, besides the headings' own.
        labels: Those by which links of other files can mean the place without naming the file (MyST).
        links: Links in it, with what they point at, in the file's order.
        suppressions: Rules told not to speak, for the whole file or a part of it.
        body: Of Markdown: the text below the front matter.
    """

    source: SourceText
    id: str
    service: str
    form: Literal["yaml", "markdown"]
    runbook: Runbook
    places: Mapping[ValuePath, Span]
    blocks: tuple[Block, ...]
    promised: bool
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    body: MappedText | None = None

    def place(self, *path: str | int) -> Span:
        """Where a value stands, or the nearest one around it that is written down; else the file's start."""
        for length in range(len(path), 0, -1):
            if (span := self.places.get(path[:length])) is not None:
                return span
        return self.source.span(0, 0)


@dataclass(frozen=True)
class BrokenRunbook:
    """A runbook file with errors: what it means is not certain, and somebody may need it all the same.

    Attributes:
        source: The file.
        id: The id that the runbook would have, unique in its service.
        service: Id of the service that it belongs to.
        findings: What is wrong with it.
    """

    source: SourceText
    id: str
    service: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class AlertRule:
    """One alert of a Prometheus rule file.

    Attributes:
        name: The alert's name.
        runbook_url: Its annotation, where it has one.
        severity: Its ``severity`` label, where it has one.
        expression: What it watches.
        span: Where it is defined.
        lasting: For how long that has to hold before it fires (``for``), as written.
        labels: What else it is labelled with, as written.
        annotations: What it tells, as written; `runbook_url` is among them.
    """

    name: str
    runbook_url: str | None
    severity: str | None
    expression: str
    span: Span
    lasting: str | None = None
    labels: tuple[tuple[str, str], ...] = ()
    annotations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ServiceDocument:
    """One service's folder.

    Attributes:
        id: The folder's name, as a slug.
        folder: The folder, named as `SourceText.path` is.
        service: What ``service.yml`` says; ``None`` where there is none, or none that could be read.
        source: The file ``service.yml``, where there is one.
        places: Where each of its values stands.
        alert_rules: The alerts that its rule files define.
        whole: Whether all of its files were given to be read; else what seems to be missing may well exist.
        labels: Names of places in its Markdown, as those of a runbook.
        links: Links in its Markdown, with what they point at, in the file's order.
        suppressions: Rules told not to speak in ``service.yml`` or in its rule files.
        schema: The files of DDL that it names, in their order.
    """

    id: str
    folder: str
    service: Service | None
    source: SourceText | None
    places: Mapping[ValuePath, Span] = field(default_factory=dict)
    alert_rules: tuple[AlertRule, ...] = ()
    whole: bool = True
    labels: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    schema: tuple[SourceText, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether it is known what its ``service.yml`` says, if there is one."""
        return self.source is None or self.service is not None


@dataclass(frozen=True)
class SiteDocument:
    """``site.yml``, or the defaults where there is none.

    Attributes:
        site: What it says.
        source: The file, where there is one.
        places: Where each of its values stands.
        suppressions: Rules told not to speak in it.
        is_sound: Whether it says what its author wrote: where the file has errors, the defaults hold.
    """

    site: Site
    source: SourceText | None
    places: Mapping[ValuePath, Span] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()
    is_sound: bool = True


@dataclass(frozen=True)
class Library:
    """Everything that was read.

    Attributes:
        site: What all services share.
        services: By id, ascending.
        runbooks: By service, then id, ascending.
        broken: Runbooks with errors, in the same order.
        findings: What the readers have to say: of files that are no UTF-8, syntax, unknown fields …
        skipped: Files that were seen and not read, with the reason.
        sources: Every file that could be read as text, those included that are no runbooks.
        proofs: How far commands are proven, as the record beside ``site.yml`` has it; ``None`` where there is none.
    """

    site: SiteDocument
    services: tuple[ServiceDocument, ...]
    runbooks: tuple[RunbookDocument, ...]
    broken: tuple[BrokenRunbook, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[SkippedFile, ...]
    sources: tuple[SourceText, ...]
    proofs: Record | None = None

    @property
    def partial_services(self) -> frozenset[str]:
        """Ids of services of which not all files were given to be read."""
        return frozenset(service.id for service in self.services if not service.whole)

    @property
    def unsound(self) -> Iterator[SourceText]:
        """Files whose errors keep what they say from being known: the site's, services', runbooks'."""
        files: list[SiteDocument | ServiceDocument] = [self.site, *self.services]
        yield from (each.source for each in files if each.source is not None and not each.is_sound)
        yield from (each.source for each in self.broken)

    @property
    def suppressions(self) -> Iterator[Suppression]:
        """Every rule told not to speak in a comment, in any file."""
        yield from self.site.suppressions
        for service in self.services:
            yield from service.suppressions
        for runbook in self.runbooks:
            yield from runbook.suppressions

    def service(self, service_id: str) -> ServiceDocument:
        """The service with this id.

        Raises:
            KeyError: There is none.
        """
        for document in self.services:
            if document.id == service_id:
                return document
        raise KeyError(service_id)
