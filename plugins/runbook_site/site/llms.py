"""``llms.txt``: what the site holds, for assistants that read it (https://llmstxt.org)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.site.runbook_markdown import markdown_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.model.document import RunbookDocument
    from runbook_site.site.context import SiteContext

_SENTENCE = re.compile(r"[^\n]*?[.!?](?=\s|$)|[^\n]+")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()]{0,300}\)")
_MARKS = re.compile(r"[*`]")
_ACTIVE = re.compile(r"[\\\[\]<`*]")
_LONGEST = 300


def llms_text(context: SiteContext) -> str:
    """Title, what it is, the data, then every runbook by service, each with the address of its Markdown."""
    return "\n".join(_lines(context)) + "\n"


def _lines(context: SiteContext) -> Iterator[str]:
    library = context.library
    yield f"# {_plain(library.site.site.title)}"
    yield ""
    yield (
        f"> {len(library.runbooks)} runbooks of {len(library.services)} services: what to do when an alert fires, "
        f"and {len(context.catalog.entries)} commands, each with its risk."
    )
    yield ""
    yield "A risk is one of read, change, destructive and unknown. Names such as `$pod` stand for values that a command"
    yield "needs: it must not be run before they are filled in."
    yield ""
    yield "## Data"
    yield ""
    yield "- [Alerts](alerts.json): every alert, with its page, its runbooks and its rule"
    yield "- [Schema of the alerts](schema/alerts.schema.json)"
    yield "- [Commands](catalog.json): every command, with its risk, its values and its place"
    yield "- [Schema of the commands](schema/catalog.schema.json)"
    for service in library.services:
        documents = context.of_service(service.id)
        if documents:
            yield ""
            yield f"## {_plain(context.service_name(service.id))}"
            yield ""
            yield from (_line(context, document) for document in documents)


def _line(context: SiteContext, document: RunbookDocument) -> str:
    runbook = document.runbook
    facts = [runbook.severity or "", runbook.kind, "" if runbook.status == "active" else runbook.status]
    notes = [" ".join(fact for fact in facts if fact) + "."]
    if runbook.alerts:
        notes.append(f"Alerts: {', '.join(runbook.alerts)}.")
    if runbook.summary:
        summary = _MARKS.sub("", _LINK.sub(r"\1", " ".join(runbook.summary.split())))
        notes += [sentence[0][:_LONGEST] for sentence in (_SENTENCE.match(summary),) if sentence]
    return f"- [{_plain(runbook.title)}]({markdown_path(context, document)}): {_plain(' '.join(notes))}"


def _plain(text: str) -> str:
    """A text that means nothing in Markdown, on one line."""
    return _ACTIVE.sub(r"\\\g<0>", " ".join(text.split()))
