"""A runbook as text for a terminal."""

from __future__ import annotations

import json
import re
import textwrap
from collections import defaultdict
from typing import TYPE_CHECKING

from runbook_site.model.runbook import PHASES
from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.catalog.entry import Catalog, Entry
    from runbook_site.model.command import Expectation
    from runbook_site.model.document import Library, RunbookDocument
    from runbook_site.model.step import Step, Way
    from runbook_site.snippets.project import Project

_WIDTH = 96
_LAYOUT = re.compile(r"^[ \t]*(?:[-*+|>#`~]|\d+[.)] |    )", re.MULTILINE)
"""A line of a list, a table, a quote, a heading or code: its line breaks mean something."""
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
    rows = [
        (f"{d.service}/{d.id}", d.runbook.kind, d.runbook.severity or "", d.runbook.title)
        for d in project.library.runbooks
    ]
    if not rows:
        return "no runbooks; `runbook-site new` writes the first one\n"
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = (
        "  ".join((*(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)), row[3])) for row in rows
    )
    return "".join(f"{printable(line).rstrip()}\n" for line in lines)


def runbook_text(library: Library, document: RunbookDocument, catalog: Catalog, *, colour: bool) -> str:
    """The runbook, step by step, with its commands as they are pasted."""
    lines = list(_lines(library, document, catalog))
    if not colour:
        lines = [line.replace(_BOLD, "").replace(_DIM, "").replace(_RESET, "") for line in lines]
    return "\n".join(lines) + "\n"


def _lines(library: Library, document: RunbookDocument, catalog: Catalog) -> Iterator[str]:
    runbook = document.runbook
    yield f"{_BOLD}{printable(runbook.title)}{_RESET}"
    service = library.service(document.service).service
    facts = [
        document.service,
        runbook.kind,
        runbook.severity or "",
        f"owner {runbook.owner or (service.owner if service else 'nobody')}",
        f"reviewed {runbook.reviewed.on}" if runbook.reviewed else "never reviewed",
        f"takes {runbook.estimate}" if runbook.estimate else "",
    ]
    yield f"{_DIM}{printable(' · '.join(fact for fact in facts if fact))}{_RESET}"
    yield from _paragraph(runbook.summary)
    yield from _bullets("Symptoms", runbook.symptoms)
    yield from _paragraph(f"Impact: {runbook.impact}" if runbook.impact else None)
    for name, variable in runbook.variables.items():
        yield printable(f"  ${name}: {variable.description}")

    titles = {step.id: step.title for _, _, step in runbook.steps() if step.id}
    entries = _entries_by_step(document, catalog)
    yield from _commands(entries[None])
    for phase in PHASES:
        steps: tuple[Step, ...] = getattr(runbook, phase)
        if steps:
            yield f"\n{_BOLD}== {phase.replace('_', ' ').capitalize()} =={_RESET}"
        for index, step in enumerate(steps):
            yield from _step(index, step, entries[phase, index], titles)
    if runbook.no_rollback:
        yield from _paragraph(f"No rollback: {runbook.no_rollback}")
    escalation = (*runbook.escalation, *(service.escalation.path if service else ()))
    if escalation and runbook.kind == "incident":
        yield f"\n{_BOLD}== Escalation =={_RESET}"
        for rung in escalation:
            occasion = f"after {rung.after}" if rung.after else rung.when or "at once"
            yield printable(f"  {occasion}: {rung.to}{f' by {rung.by}' if rung.by else ''}")


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


def _step(index: int, step: Step, entries: list[Entry], titles: Mapping[str, str]) -> Iterator[str]:
    timebox = f"  [at most {step.timebox}]" if step.timebox else ""
    yield f"\n{_BOLD}{index + 1}. {printable(step.title)}{_RESET}{timebox}"
    yield from _paragraph(step.text)
    for line in step.checklist:
        yield printable(f"  [ ] {line}")
    yield from _commands(entries)
    for file in step.files:
        yield printable(f"\n  {file.path or file.language}:")
        yield textwrap.indent(printable(file.text.rstrip()), "      ")
    for decision in step.decide:
        yield printable(f"  If: {decision.when} -> {_way(decision, titles)}")
    if step.on_failure:
        yield printable(f"  If this fails -> {_way(step.on_failure, titles)}")


def _commands(entries: list[Entry]) -> Iterator[str]:
    for entry in entries:
        yield f"\n  {_DIM}# {printable(entry.title)} ({_RISK_WORDS[entry.risk]}){_RESET}"
        yield textwrap.indent(printable(entry.source.replace("\r\n", "\n")), "      ")
        if entry.expect:
            yield f"  {_DIM}expect: {printable('; '.join(_expected(entry.expect)))}{_RESET}"


def _expected(expect: Expectation) -> Iterator[str]:
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


def _bullets(title: str, lines: tuple[str, ...]) -> Iterator[str]:
    if lines:
        yield f"{title}:"
        yield from (printable(f"  - {line}") for line in lines)


def _paragraph(text: str | None) -> Iterator[str]:
    """Markdown as it is written; only the lines of a paragraph are joined and wrapped anew."""
    if not text:
        return
    blocks = re.split(r"\n[ \t]*\n", printable(text.strip("\n")))
    for number, block in enumerate(blocks):
        if number:
            yield ""
        if _LAYOUT.search(block):
            yield textwrap.indent(block, "  ")
        else:
            joined = " ".join(block.split())
            yield textwrap.fill(
                joined,
                _WIDTH,
                initial_indent="  ",
                subsequent_indent="  ",
                break_long_words=False,
                break_on_hyphens=False,
            )
