"""Names of the places on the page of a runbook: the one place that gives them."""

from __future__ import annotations

from collections.abc import Iterator

from runbook_site.model.document import RunbookDocument
from runbook_site.model.runbook import PHASES, Phase
from runbook_site.model.service import Service
from runbook_site.model.slug import slug
from runbook_site.model.step import Step

PHASE_TITLES: dict[Phase, str] = {
    "prerequisites": "Before you start",
    "diagnosis": "Find out",
    "procedure": "Do",
    "verification": "See that it worked",
    "rollback": "Roll back",
    "follow_up": "Afterwards",
}
"""The heading of each phase of a structured runbook."""

SECTION_TITLES = (
    "Rollback",
    "More commands",
    "Escalation",
    "Messages",
    "See also",
)
"""Headings of what else the page of a runbook may have."""

VALUES_ANCHOR = "values-to-fill-in"
ABOUT_ANCHOR = "about-this-runbook"
ESCALATION_ANCHOR = "escalation-path"
COMMAND_PREFIX = "command-"


def command_anchor(command: str) -> str:
    """Anchor of a command, by its name in the catalog."""
    return f"{COMMAND_PREFIX}{command}"


def message_anchor(message: str) -> str:
    """Anchor of a text to send, by its id."""
    return f"message-{message}"


def phase_anchor(phase: Phase) -> str:
    """Anchor of a phase."""
    return f"phase-{phase}"


def step_anchor(step: str) -> str:
    """Anchor of a step, by its name."""
    return f"step-{step}"


def step_name(step: Step) -> str:
    """The name of a step: given, or taken from its title."""
    return step.id or slug(step.title)


def page_anchors(document: RunbookDocument, service: Service | None) -> Iterator[str]:
    """Every anchor that the page of a runbook gives, its commands' and its headings' aside.

    Args:
        document: The runbook.
        service: What is known of its service.
    """
    runbook = document.runbook
    if runbook.variables or document.blocks:  # Commands may need values that nobody declares.
        yield VALUES_ANCHOR
    if _has_more_about(document, service):
        yield ABOUT_ANCHOR
    if document.form == "yaml":
        for phase in PHASES:
            if steps := getattr(runbook, phase):
                yield phase_anchor(phase)
                yield from (step_anchor(step_name(step)) for step in steps)
    if runbook.escalation or (service is not None and service.escalation.path and runbook.kind == "incident"):
        yield ESCALATION_ANCHOR
    named = {message for _, _, step in runbook.steps() for message in step.messages}
    for message in (*runbook.messages, *(each for each in (service.messages if service else ()) if each.id in named)):
        yield message_anchor(message.id)


def _has_more_about(document: RunbookDocument, service: Service | None) -> bool:
    """Whether there is more to say of a runbook than what stands at its head."""
    runbook, structured = document.runbook, document.form == "yaml"
    told = (name for name in ("symptoms", "impact") if structured or (name,) in document.places)
    requires = runbook.requires
    if any(getattr(runbook, name) for name in told) or requires.access or requires.tools or requires.roles:
        return True
    owner = runbook.owner or (service.owner if service else None)
    return bool(runbook.use_when or (structured and (owner or runbook.tags or runbook.reviewed)))


def page_headings(document: RunbookDocument) -> Iterator[str]:
    """The headings that the page of a structured runbook has; a page of Markdown has those of the text as well."""
    if document.form == "yaml":
        yield document.runbook.title
        yield from (PHASE_TITLES[phase] for phase in PHASES if getattr(document.runbook, phase))
        yield from (f"{number}. {step.title}" for number, (_, _, step) in enumerate(document.runbook.steps(), 1))
    yield from SECTION_TITLES
