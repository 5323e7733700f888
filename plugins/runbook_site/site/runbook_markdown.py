"""A runbook as plain Markdown, for programs and assistants that read without a browser."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from runbook_site.model.page_anchors import PHASE_TITLES
from runbook_site.site.context import page_of
from runbook_site.site.links import Linker, page_file
from runbook_site.site.page import Asset
from runbook_site.site.page_values import page_values
from runbook_site.site.source_links import SourceLinks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from runbook_site.catalog.entry import Entry
    from runbook_site.model.command import Expectation
    from runbook_site.model.document import RunbookDocument
    from runbook_site.model.runbook import Message
    from runbook_site.model.step import Step, Way
    from runbook_site.model.variable import Variable
    from runbook_site.site.context import SiteContext

_ACTIVE = re.compile(r"[\\`*<\[\]]")
_LINK = re.compile(r"\]\(([^()\s<>]{1,2000})\)")
_TICKS = re.compile(r"`+")


def markdown_files(context: SiteContext) -> Iterator[Asset]:
    """A file for every runbook, beside its page."""
    for document in context.library.runbooks:
        yield Asset(markdown_path(context, document), partial(_file, context, document))


def markdown_path(context: SiteContext, document: RunbookDocument) -> str:
    """Where it lies below the site's root.

    Where the pages are written for another engine, that engine would make a page of whatever ends in ``.md``.
    """
    path = page_file(page_of(document), directory_urls=context.directory_urls).removesuffix("html") + "md"
    return f"{path}.txt" if context.embed_assets else path


def _file(context: SiteContext, document: RunbookDocument) -> bytes:
    return runbook_markdown(context, document).encode("utf-8", "replace")


def runbook_markdown(context: SiteContext, document: RunbookDocument) -> str:
    """The runbook: what its author wrote, with links that lead to pages, and what is known of each command."""
    links = _Links(context, document)
    body = _authored(context, document, links) if document.form == "markdown" else _structured(context, document, links)
    return "\n\n".join(part.strip("\n") for part in (*_head(context, document, links), *body) if part.strip()) + "\n"


class _Links:
    """Gives links between source files the addresses of their pages."""

    def __init__(self, context: SiteContext, document: RunbookDocument) -> None:
        linker = Linker(page_of(document), context.directory_urls)
        self._links = SourceLinks(linker, context.pages_by_source, posixpath.dirname(document.source.path))

    def __call__(self, text: str | None) -> str:
        return _LINK.sub(lambda link: f"]({self._links.resolve(link[1]) or link[1]})", text or "")


def _head(context: SiteContext, document: RunbookDocument, links: _Links) -> Iterator[str]:
    runbook = document.runbook
    yield f"# {_plain(runbook.title)}"
    due = context.review_due(document)
    overdue = f", overdue since {due}" if due is not None and due < context.today else ""
    facts = {
        "Service": context.service_name(document.service),
        "Kind": runbook.kind,
        "Status": "" if runbook.status == "active" else runbook.status,
        "Severity": runbook.severity,
        "Owner": context.team(document),
        "Reviewed": f"{runbook.reviewed.on} by {runbook.reviewed.by}{overdue}" if runbook.reviewed else "never",
        "Takes": runbook.estimate,
        "Alerts": ", ".join(runbook.alerts),
    }
    yield "\n".join(f"- {name}: {_plain(value)}" for name, value in facts.items() if value)
    if document.form == "yaml":
        yield links(runbook.summary)


def _authored(context: SiteContext, document: RunbookDocument, links: _Links) -> Iterator[str]:
    """A text that its author wrote as Markdown, without the title, which stands above."""
    text = document.body.text if document.body is not None else ""
    first, _, rest = text.lstrip("\n").partition("\n")
    yield links(rest if first.strip("# \t") == document.runbook.title and first.startswith("# ") else text)
    entries = context.entries_of(document)
    if entries:
        yield "## Risks of the commands"
        yield "\n".join(f"- {_plain(entry.title)}: {entry.risk}" for entry in entries)


def _structured(context: SiteContext, document: RunbookDocument, links: _Links) -> Iterator[str]:
    runbook = document.runbook
    yield from _bullets("## Symptoms", runbook.symptoms, links)
    if runbook.impact:
        yield from ("## Impact", links(runbook.impact))
    yield from _bullets("## Use it when", runbook.use_when, links)
    requires = runbook.requires
    yield from _bullets("## You need", (*requires.access, *requires.tools, *requires.roles), links)
    yield from _bullets("## Values to fill in", _values(page_values(context.entries_of(document), runbook)), links)
    entries: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for block, of_block in context.blocks_of(document):
        if block.origin == "command" and block.step is not None:
            entries[block.step.phase, block.step.index] += of_block
    for number, (phase, index, step) in enumerate(runbook.steps(), 1):
        if index == 0:
            yield f"## {PHASE_TITLES[phase]}"
            yield from _bullets("Roll back when:", runbook.rollback_when if phase == "rollback" else (), links)
        yield f"### {number}. {_plain(step.title)}"
        yield from _step(context, document, step, entries[phase, index], links)
    if runbook.no_rollback:
        yield from ("## Rollback", links(runbook.no_rollback))
    escalation = (*runbook.escalation, *context.escalation_path(document))
    ways = (
        f"{rung.after or rung.when or 'at once'}: {rung.to}{f' by {rung.by}' if rung.by else ''}" for rung in escalation
    )
    yield from _bullets("## Escalation", ways, links)
    unsent = list(context.unsent_messages(document))
    yield "## Messages" if unsent else ""
    for message in unsent:
        yield from _message(message, links)
    related = (_runbook(context, document, each) for each in runbook.related)
    helpful = (f"{each.title}: {each.url}{f' ({each.purpose})' if each.purpose else ''}" for each in runbook.links)
    yield from _bullets("## See also", (*related, *helpful), links)


def _step(
    context: SiteContext, document: RunbookDocument, step: Step, entries: Iterable[Entry], links: _Links
) -> Iterator[str]:
    facts = (
        f"starts after {step.starts_after}" if step.starts_after else "",
        f"at most {step.timebox}" if step.timebox else "",
        step.role or "",
    )
    yield ", ".join(fact for fact in facts if fact)
    yield links(step.text)
    yield from _bullets("", (f"[ ] {line}" for line in step.checklist), links)
    for entry in entries:
        yield from _command(entry, links)
    for file in step.files:
        yield f"{_plain(file.path or '')}"
        yield _fence(file.text, file.language)
    for name in step.messages:
        if (message := context.find_message(document, name)) is not None:
            yield from _message(message, links)
    yield from _bullets("", (f"If {each.when}: {_way(context, document, each)}" for each in step.decide), links)
    if step.on_failure:
        yield f"If this fails: {links(_way(context, document, step.on_failure))}"


def _command(entry: Entry, links: _Links) -> Iterator[str]:
    notes = (
        entry.risk,
        "interactive" if entry.interactive else "",
        f"give up after {entry.timeout}" if entry.timeout else "",
    )
    yield f"**{_plain(entry.title)}** ({', '.join(note for note in notes if note)})"
    yield links(entry.effect)
    yield _fence(entry.source, "sh" if entry.language == "shell" else entry.language)
    if entry.proof:
        yield f"Proven: {_plain(entry.proof.words)}"
    if expected := _expected(entry.expect) if entry.expect else "":
        yield f"Expect: {links(expected)}"
    if entry.sample_output:
        yield "Sample output:"
        yield _fence(entry.sample_output, "text")


def _message(message: Message, links: _Links) -> Iterator[str]:
    yield f"Message “{_plain(message.title)}” to {_plain(message.audience)}:"
    yield _fence(message.text, "text")
    yield from _bullets("Its values:", _values(message.variables), links)


def _values(variables: Mapping[str, Variable]) -> Iterator[str]:
    for name, each in variables.items():
        facts = (
            f"One of {', '.join(map(_code, each.choices))}" if each.choices else "",
            f"Default {_code(each.default)}" if each.default is not None else "",
            f"For example {_code(each.example)}" if each.example else "",
        )
        yield f"`${name}` ({each.type}): {'. '.join((each.description.rstrip('.'), *filter(None, facts)))}."


def _expected(expect: Expectation) -> str:
    """What a reader sees with their own eyes: ``then`` is for those who prove the command."""
    said = (
        expect.text or "",
        f"exit status {expect.exit}" if expect.exit is not None else "",
        *(f"contains {_code(part)}" for part in expect.contains),
        f"matches {_code(expect.matches)}" if expect.matches else "",
        *(f"{_code(key)} is {_code(str(value))}" for key, value in (expect.json_ or {}).items()),
    )
    return "; ".join(part for part in said if part)


def _way(context: SiteContext, document: RunbookDocument, way: Way) -> str:
    if way.step:
        target = f"go to the step “{_plain(context.step_title(document, way.step) or way.step)}”"
    elif way.runbook:
        target = f"go to {_runbook(context, document, way.runbook)}"
    else:
        target = f"escalate to {_plain(way.escalate or '')}"
    return f"{target}. {way.text}" if way.text else target


def _runbook(context: SiteContext, document: RunbookDocument, reference: str) -> str:
    """A link to the runbook that another names."""
    found = context.find_runbook(reference, document.service)
    if found is None:
        return _plain(reference)
    return (
        f"[{_plain(found.runbook.title)}]({Linker(page_of(document), context.directory_urls).to_page(page_of(found))})"
    )


def _bullets(title: str, lines: Iterable[str], links: _Links) -> Iterator[str]:
    listed = "\n".join(f"- {links(line)}" for line in lines)
    if listed:
        yield title
        yield listed


def _plain(text: str) -> str:
    """A text that means nothing in Markdown."""
    return _ACTIVE.sub(r"\\\g<0>", " ".join(text.split()))


def _code(text: str) -> str:
    """A text as code in a line."""
    ticks = "`" * (_longest_ticks(text) + 1)
    return f"{ticks} {text} {ticks}" if "`" in text else f"`{text}`"


def _fence(text: str, info: str) -> str:
    """A text as a code block, whatever it holds."""
    ticks = "`" * max(3, _longest_ticks(text) + 1)
    return f"{ticks}{info}\n{text.removesuffix(chr(10))}\n{ticks}"


def _longest_ticks(text: str) -> int:
    return max(map(len, _TICKS.findall(text)), default=0)
