"""One thing to do, and where to go next."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from runbook_site.model.base import Duration, Identifier, Line, Markdown, Model, exactly_one_of
from runbook_site.model.command import Command, FileFragment


class Way(Model):
    """Where to go: exactly one of a step, another runbook, or up."""

    model_config = exactly_one_of("step", "runbook", "escalate")

    step: Identifier | None = None
    """The id of a step of this runbook."""
    runbook: Line | None = None
    """Another runbook: `its-id` in the same service, or `service/its-id`."""
    escalate: Line | None = None
    """Whom to call: a role of the service's contacts or of its escalation path."""
    text: Line | None = None
    """What to do or say on the way."""

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        given = [name for name in ("step", "runbook", "escalate") if getattr(self, name) is not None]
        if len(given) != 1:
            message = f"give exactly one of 'step', 'runbook' and 'escalate'; here: {', '.join(given) or 'none'}"
            raise ValueError(message)
        return self


class Decision(Way):
    """A condition and where it leads."""

    when: Line
    """What is seen."""


class Step(Model):
    """One thing to do."""

    id: Identifier | None = None
    """Its stable name, unique in the runbook. Taken from the title where it is not given."""
    title: Line
    """What to do, beginning with a verb."""
    text: Markdown | None = None
    """What to know while doing it. Commands belong under `commands`."""
    timebox: Duration | None = None
    """How long to try before deciding or escalating."""
    starts_after: Duration | None = None
    """When it starts, counted from the beginning of the incident."""
    role: Line | None = None
    """Who does it, where it is not whoever reads."""
    checklist: tuple[Line, ...] = ()
    """Things to tick off."""
    commands: tuple[Command, ...] = ()
    """What to run, in order."""
    files: tuple[FileFragment, ...] = ()
    """Pieces of files that this step edits."""
    messages: tuple[Identifier, ...] = ()
    """Templates to send, by id: of this runbook or of its service."""
    decide: tuple[Decision, ...] = ()
    """What was seen, and where that leads; the first that holds. Where none does, the next step follows."""
    on_failure: Way | None = None
    """Where to go when the step does not work."""
