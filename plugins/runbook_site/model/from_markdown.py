"""From a Markdown file to a runbook: nothing is asked of the author, and what is there is used."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from runbook_site.model.document import Block, RunbookDocument, StepRef, Suppression
from runbook_site.model.fence_findings import fence_findings
from runbook_site.model.markdown_fields import read_fields
from runbook_site.model.markdown_sections import Section, lead, read_sections, steps_of, title_heading
from runbook_site.model.runbook import Runbook
from runbook_site.model.sections import INCIDENT
from runbook_site.model.suppression import NAME, Suppressions, read_suppressions, read_yaml_suppressions
from runbook_site.sources.finding import Finding
from runbook_site.sources.markdown import Markdown, parse_markdown
from runbook_site.sources.text import SourceText, Span
from runbook_site.sources.value_path import ValuePath
from runbook_site.sources.yaml_tree import parse_yaml

_ALERT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*+")
_FEWEST_CAPITALS = 2
_ENDINGS = (".md", ".markdown", ".mdx", ".html", ".erb")
_FOLDER_PAGES = ("index", "readme", "_index")
_BULLET = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(.*\S)")


def read_markdown_runbook(
    source: SourceText, *, service: str, runbook_id: str
) -> tuple[RunbookDocument | None, tuple[Finding, ...]]:
    """Read a Markdown file as a runbook.

    Args:
        source: The file.
        service: Id of the service that it belongs to.
        runbook_id: Id of the runbook.

    Returns:
        The runbook, whatever the file holds, and what is wrong with the file.
    """
    markdown = parse_markdown(source.whole())
    fields = read_fields(markdown.front_matter)
    suppressions = read_suppressions(markdown)
    declared, misspelt = _suppressions_above(markdown)
    sections = read_sections(markdown)
    steps, refs = steps_of(sections)
    values: dict[str, Any] = {"title": _title(markdown, source.path)}
    values |= _inferred(markdown, sections, fields.values.get("title", values["title"]))
    values |= fields.values
    document = RunbookDocument(
        source=source,
        id=runbook_id,
        service=service,
        form="markdown",
        runbook=Runbook(**values, **steps),
        places=_places(markdown, sections, refs) | fields.places,
        blocks=_blocks(markdown, sections, refs, suppressions),
        promised=fields.promised,
        headings=markdown.headings,
        anchors=markdown.anchors,
        labels=markdown.labels,
        links=markdown.links,
        suppressions=(*declared, *suppressions.all),
        body=markdown.body,
    )
    findings = (*fields.findings, *misspelt, *fence_findings(markdown), *suppressions.findings)
    return document, tuple(sorted(findings, key=lambda finding: finding.span))


def _suppressions_above(markdown: Markdown) -> tuple[tuple[Suppression, ...], tuple[Finding, ...]]:
    """Those in comments of the front matter."""
    if markdown.front_matter is None or NAME not in markdown.front_matter.text:
        return (), ()
    return read_yaml_suppressions([parse_yaml(markdown.front_matter)])


def _title(markdown: Markdown, path: str) -> str:
    heading = title_heading(markdown)
    return heading.text if heading else title_from_path(path)


def title_from_path(path: str) -> str:
    """A title for a page that gives none: its file's name in words, or its folder's for ``index.md``."""
    file = PurePosixPath(path)
    name = _without_endings(file.name)
    if name.lower() in _FOLDER_PAGES and file.parent.name:
        name = file.parent.name
    return " ".join(re.sub(r"[-_\s]+", " ", name).split()) or file.name.strip() or "Untitled"


def _without_endings(name: str) -> str:
    while True:
        ending = next((each for each in _ENDINGS if name.lower().endswith(each) and len(name) > len(each)), None)
        if ending is None:
            return name
        name = name[: -len(ending)]


def _inferred(markdown: Markdown, sections: Sequence[Section], title: str) -> dict[str, Any]:
    """Fields that the sections give: kind, summary, impact, symptoms, alerts."""
    values: dict[str, Any] = {}
    named = {section.role for section in sections if section.named}
    if named & INCIDENT or {"diagnosis", "mitigation"} <= named:
        values["kind"] = "incident"
    # Pages of one alert carry its name and nothing else as their title, and say what it means.
    if "meaning" in named and _is_alert_name(title):
        values["alerts"] = (title,)
    summary = _prose_of(sections, "meaning") or _prose_of(sections, "overview") or _intro(markdown, sections)
    if summary:
        values["summary"] = summary
    if impact := _prose_of(sections, "impact"):
        values["impact"] = impact
    if symptoms := _items(_prose_of(sections, "symptoms")):
        values["symptoms"] = symptoms
    return values


def _is_alert_name(title: str) -> bool:
    capitals = sum(letter.isupper() for letter in title)
    return _ALERT_NAME.fullmatch(title) is not None and capitals >= _FEWEST_CAPITALS and not title.isupper()


def _prose_of(sections: Sequence[Section], role: str) -> str:
    return next((section.prose for section in sections if section.named and section.role == role), "")


def _intro(markdown: Markdown, sections: Sequence[Section]) -> str:
    below_title = next((section.prose for section in sections if section.is_title), "")
    return below_title or lead(markdown)


def _items(prose: str) -> tuple[str, ...]:
    items = tuple(match[1] for line in prose.split("\n") if (match := _BULLET.fullmatch(line.rstrip())))
    return items or tuple(" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", prose) if part.strip())


def _places(markdown: Markdown, sections: Sequence[Section], refs: Sequence[StepRef | None]) -> dict[ValuePath, Span]:
    places: dict[ValuePath, Span] = {}
    if heading := title_heading(markdown):
        places["title",] = heading.span
    for section, ref in zip(sections, refs, strict=True):
        if ref is not None:
            places[ref.phase, ref.index] = section.heading.span
    return places


def _blocks(
    markdown: Markdown, sections: Sequence[Section], refs: Sequence[StepRef | None], suppressions: Suppressions
) -> tuple[Block, ...]:
    blocks = []
    at = -1
    for index, fence in enumerate(markdown.fences):
        while at + 1 < len(sections) and sections[at + 1].heading.start <= fence.start:
            at += 1
        heading = "" if fence.heading_index is None else markdown.headings[fence.heading_index].text
        blocks.append(
            Block(
                text=fence.text,
                span=fence.span,
                info=fence.info,
                origin="indented" if fence.indented else "fence",
                step=refs[at] if at >= 0 else None,
                heading=heading,
                closed=fence.closed,
                allow=suppressions.by_block.get(index, ()),
            )
        )
    return tuple(blocks)
