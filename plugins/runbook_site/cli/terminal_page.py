"""A runbook as text for a terminal."""

from __future__ import annotations

import json
import textwrap
from collections import defaultdict
from typing import TYPE_CHECKING

from runbook_site.cli.prose import WIDEST, markdown_lines, wrapped
from runbook_site.model.page_anchors import PHASE_TITLES, step_name
from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.catalog.entry import Catalog, Entry
    from runbook_site.model.command import Expectation
    from runbook_site.model.document import Library, RunbookDocument
    from runbook_site.model.runbook import Runbook
    from runbook_site.model.step import Step, Way
    from runbook_site.snippets.project import Project

_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_RESET = "\x1b[0m"
_RISK_WORDS = {
    "read": "reads only",
    "change": "CHANGES",
    "destructive": "DESTRUCTIVE",
    "unknown": "risk unknown",
}


def runbook_list(project: Project) -> str:
    """Every runbook, a line each, by service."""
    rows: list[tuple[str, str, str, str]] = [
        (f"{d.service}/{d.id}", d.runbook.kind, d.runbook.severity or "", f"{d.runbook.title}{_status(d.runbook)}")
        for d in project.library.runbooks
    ]
    rows += [(f"{b.service}/{b.id}", "", "", f"(HAS ERRORS: {b.source.path})") for b in project.library.broken]
    if not rows:
        return "no runbooks; `runbook-site new` writes the first one\n"
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = (
        "  ".join((*(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False) if width), row[3]))
        for row in rows
    )
    return "".join(f"{printable(line).rstrip()}\n" for line in lines)


def runbook_text(  # noqa: PLR0913 - what is shown, and how
    library: Library,
    document: RunbookDocument,
    catalog: Catalog,
    texts: Mapping[str, str],
    *,
    colour: bool,
    width: int = WIDEST,
) -> str:
    """The runbook, step by step, with its commands as they are pasted.

    Args:
        library: What it belongs to.
        document: The runbook.
        catalog: The commands.
        texts: The text of each command of the runbook, by the command's id.
        colour: Whether to use ANSI colours.
        width: Columns that prose may take; commands take what they take.
    """
    lines = list(_lines(library, document, catalog, texts, width))
    if not colour:
        lines = [line.replace(_BOLD, "").replace(_DIM, "").replace(_RESET, "") for line in lines]
    return "\n".join(lines) + "\n"


def _lines(
    library: Library, document: RunbookDocument, catalog: Catalog, texts: Mapping[str, str], width: int
) -> Iterator[str]:
    runbook = document.runbook
    yield from _painted(_BOLD, wrapped(runbook.title, width))
    service = library.service(document.service).service
    facts = [
        document.service,
        f"{runbook.kind}{_status(runbook)}",
        runbook.severity or "",
        f"owner {runbook.owner or (service.owner if service else 'nobody')}",
        f"reviewed {runbook.reviewed.on}" if runbook.reviewed else "never reviewed",
        f"takes {runbook.estimate}" if runbook.estimate else "",
    ]
    yield from _painted(_DIM, wrapped(" · ".join(fact for fact in facts if fact), width))
    yield from _paragraph(runbook.summary, width)
    yield from _bullets("Symptoms", runbook.symptoms, width)
    yield from _paragraph(f"Impact: {runbook.impact}" if runbook.impact else None, width)
    for name, variable in runbook.variables.items():
        yield from wrapped(variable.description or "", width, f"  ${name}: ", "    ")

    titles = {step_name(step): step.title for _, _, step in runbook.steps()}
    entries = _entries_by_step(document, catalog)
    yield from _commands(entries[None], texts)
    for number, (phase, index, step) in enumerate(runbook.steps(), 1):
        if index == 0:
            yield f"\n{_BOLD}== {PHASE_TITLES[phase]} =={_RESET}"
        yield from _step(number, step, entries[phase, index], texts, titles, width)
    if runbook.no_rollback:
        yield from _paragraph(f"No rollback: {runbook.no_rollback}", width)
    escalation = (*runbook.escalation, *(service.escalation.path if service else ()))
    if escalation and runbook.kind == "incident":
        yield f"\n{_BOLD}== Escalation =={_RESET}"
        for rung in escalation:
            occasion = f"after {rung.after}" if rung.after else rung.when or "at once"
            yield from wrapped(f"{occasion}: {rung.to}{f' by {rung.by}' if rung.by else ''}", width, "  ", "    ")


def _status(runbook: Runbook) -> str:
    """That a runbook is not to be relied on."""
    return "" if runbook.status == "active" else f" ({runbook.status.upper()})"


def _entries_by_step(document: RunbookDocument, catalog: Catalog) -> defaultdict[tuple[str, int] | None, list[Entry]]:
    """Catalog entries by the step whose block they stand in."""
    steps = {}
    for block in document.blocks:
        start = block.text.position(0)
        steps[start.line] = (block.step.phase, block.step.index) if block.step else None
    lines = sorted(steps)
    found: defaultdict[tuple[str, int] | None, list[Entry]] = defaultdict(list)
    for entry in catalog.entries:
        if (entry.service, entry.runbook) == (document.service, document.id):
            line = max((line for line in lines if line <= entry.location.line), default=None)
            found[steps[line] if line is not None else None].append(entry)
    return found


def _step(  # noqa: PLR0913, PLR0917 - all that a step shows
    number: int,
    step: Step,
    entries: list[Entry],
    texts: Mapping[str, str],
    titles: Mapping[str, str],
    width: int,
) -> Iterator[str]:
    timebox = f"  [at most {step.timebox}]" if step.timebox else ""
    yield ""
    yield from _painted(_BOLD, wrapped(f"{step.title}{timebox}", width, f"{number}. "))
    yield from _paragraph(step.text, width)
    for line in step.checklist:
        yield from wrapped(line, width, "  [ ] ")
    yield from _commands(entries, texts)
    for file in step.files:
        yield printable(f"\n  {file.path or file.language}:")
        yield textwrap.indent(printable(file.text.rstrip()), "      ")
    for decision in step.decide:
        yield from wrapped(f"If: {decision.when} -> {_way(decision, titles)}", width, "  ", "      ")
    if step.on_failure:
        yield from wrapped(f"If this fails -> {_way(step.on_failure, titles)}", width, "  ", "      ")


def _commands(entries: list[Entry], texts: Mapping[str, str]) -> Iterator[str]:
    for entry in entries:
        yield f"\n  {_DIM}# {printable(entry.title)} ({_RISK_WORDS[entry.risk]}){_RESET}"
        yield textwrap.indent(printable(texts[entry.id].replace("\r\n", "\n")), "      ")
        if entry.proof:
            yield f"  {_DIM}proven: {printable(entry.proof.words)}{_RESET}"
        if expected := "; ".join(_expected(entry.expect) if entry.expect else ()):
            yield f"  {_DIM}expect: {printable(expected)}{_RESET}"


def _expected(expect: Expectation) -> Iterator[str]:
    """What a reader sees with their own eyes: ``then`` is for those who prove the command."""
    if expect.text:
        yield expect.text
    if expect.exit is not None:
        yield f"exit status {expect.exit}"
    for text in expect.contains:
        yield f'output contains "{text}"'
    if expect.matches:
        yield f"output matches {expect.matches}"
    for key, value in (expect.json_ or {}).items():
        yield f"{key} is {json.dumps(value)}"


def _way(way: Way, titles: Mapping[str, str]) -> str:
    if way.step:
        target = f'step "{titles.get(way.step, way.step)}"'
    elif way.runbook:
        target = f"runbook {way.runbook}"
    else:
        target = f"ESCALATE to {way.escalate}"
    return f"{target} ({way.text})" if way.text else target


def _painted(style: str, lines: list[str]) -> Iterator[str]:
    return (f"{style}{line}{_RESET}" for line in lines)


def _bullets(title: str, lines: tuple[str, ...], width: int) -> Iterator[str]:
    if lines:
        yield f"{title}:"
        for line in lines:
            yield from wrapped(line, width, "  - ")


def _paragraph(text: str | None, width: int) -> Iterator[str]:
    if text:
        yield from markdown_lines(text, width, "  ")
