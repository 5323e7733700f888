"""A page for every runbook."""

from __future__ import annotations

import hashlib
import posixpath
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from runbook_site.model.page_anchors import PHASE_TITLES, step_name
from runbook_site.model.runbook import PHASES
from runbook_site.site.context import page_of
from runbook_site.site.links import Linker
from runbook_site.site.markdown_body import body_lines
from runbook_site.site.page import Page
from runbook_site.site.page_text import PageText
from runbook_site.site.page_values import page_values
from runbook_site.site.prose_commands import ProseCommands, as_written, says_more
from runbook_site.site.runbook_markdown import markdown_path
from runbook_site.site.templating import environment, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markupsafe import Markup

    from runbook_site.catalog.entry import Entry
    from runbook_site.model.document import RunbookDocument
    from runbook_site.model.runbook import Message, Phase
    from runbook_site.model.step import Step
    from runbook_site.site.context import SiteContext
    from runbook_site.sources.value_path import ValuePath


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step with what its page needs.

    Attributes:
        step: What the author wrote.
        fingerprint: Of all that the author wrote: a tick that a reader set is for this step, as long as it is the same.
        number: Its number, counted through all phases: on a call, "step 7" is one step.
        anchor: The name that links lead to; empty where a step above has it.
        entries: Its commands.
        messages: The templates that it sends.
        more: Texts of commands, as HTML, that say more than their entries show.
    """

    step: Step
    fingerprint: str
    number: int
    anchor: str
    entries: tuple[Entry, ...]
    messages: tuple[Message, ...]
    more: tuple[Markup, ...]


def runbook_pages(context: SiteContext) -> Iterator[Page]:
    """The pages of all runbooks."""
    for runbook in context.project.runbooks:
        document = runbook.document
        path = page_of(document)
        yield Page(
            path,
            document.runbook.title,
            partial(_runbook, context, path, document),
            document.source.path,
            alternate=posixpath.basename(markdown_path(context, document)),
        )


def _runbook(context: SiteContext, path: str, document: RunbookDocument) -> str:
    linker = Linker(path, context.directory_urls, context.links_from_source)
    text = PageText(context, linker, document.source.path)
    macros = environment().get_template("_macros.html.j2").make_module({"text": text})
    text.commands = ProseCommands(_prose_blocks(context, document), macros.command)  # type: ignore[attr-defined]  # a template's macros are attributes of its module
    values = {
        "document": document,
        "variables": page_values(context.entries_of(document), document.runbook),
        "text": text,
    }
    if document.form == "markdown":
        return render("markdown_runbook.md.j2", context, path, **values, body=_markdown_body(document, text))
    return render("runbook.md.j2", context, path, **values, phases=list(_phases(context, document)))


def _prose_blocks(context: SiteContext, document: RunbookDocument) -> Mapping[ValuePath, list[tuple[str, list[Entry]]]]:
    """The code blocks that stand in Markdown, by field."""
    fields: dict[ValuePath, list[tuple[str, list[Entry]]]] = defaultdict(list)
    for block, entries in context.blocks_of(document):
        if block.origin != "command":
            fields[block.path].append((block.text.text, entries))
    return fields


def _markdown_body(document: RunbookDocument, text: PageText) -> list[Markup]:
    if document.body is None:
        return []
    return list(body_lines(document.body, document.runbook.title, text.place(), document.headings))


def _fingerprint(step: Step) -> str:
    return hashlib.sha256(repr(step.model_dump(exclude_defaults=True)).encode("utf-8", "replace")).hexdigest()[:6]


def _phases(context: SiteContext, document: RunbookDocument) -> Iterator[tuple[Phase, str, list[ShownStep]]]:
    entries: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    more: dict[tuple[str, int], list[Markup]] = defaultdict(list)
    for block, of_block in context.blocks_of(document):
        if block.origin == "command" and block.step is not None:
            entries[block.step.phase, block.step.index] += of_block
            if says_more(block.text.text, of_block):
                more[block.step.phase, block.step.index].append(as_written(block.text.text))
    anchors: set[str] = set()
    number = 0
    for phase in PHASES:
        steps: tuple[Step, ...] = getattr(document.runbook, phase)
        if steps:
            shown = []
            for index, step in enumerate(steps):
                number += 1
                messages = (context.find_message(document, message) for message in step.messages)
                anchor = step_name(step)
                shown.append(
                    ShownStep(
                        step,
                        _fingerprint(step),
                        number,
                        "" if anchor in anchors else anchor,
                        tuple(entries[phase, index]),
                        tuple(message for message in messages if message is not None),
                        tuple(more[phase, index]),
                    )
                )
                anchors.add(anchor)
            yield phase, PHASE_TITLES[phase], shown
