"""A runbook: what to do when something happens, or has to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, get_args

from pydantic import Field

from runbook_site.model.base import Date, Duration, Identifier, Line, Markdown, Model
from runbook_site.model.command import Code
from runbook_site.model.counterparts import Counterparts
from runbook_site.model.step import Step
from runbook_site.model.variable import Variable, VariableName

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["incident", "procedure", "recovery", "maintenance"]
Status = Literal["draft", "active", "deprecated"]
Phase = Literal["prerequisites", "diagnosis", "procedure", "verification", "rollback", "follow_up"]
PHASES: tuple[Phase, ...] = get_args(Phase)


class Requirements(Model):
    """What must be at hand before starting."""

    access: tuple[Line, ...] = ()
    """Accounts and permissions."""
    tools: tuple[Line, ...] = ()
    """Programs, with their version where it matters."""
    roles: tuple[Line, ...] = ()
    """People who take part, by role."""


class Review(Model):
    """The last time that somebody went through the runbook and found it right."""

    on: Date
    """The day."""
    by: Line
    """The team or role."""


class EscalationStep(Model):
    """Whom to call, and when."""

    to: Line
    """A role."""
    after: Duration | None = None
    """How long after the beginning. Left out: at once."""
    by: Line | None = None
    """By which means: page, call, channel."""
    when: Line | None = None
    """Under which condition, where it is not the time that decides."""
    severities: tuple[Line, ...] = ()
    """For which severities, by id. Empty: for all."""


class Message(Model):
    """A text to send, with variables to fill in."""

    id: Identifier
    """Its name."""
    title: Line
    """What it is for."""
    audience: Line
    """Who reads it."""
    channel: Line | None = None
    """Where it is sent."""
    text: Markdown
    """The text. A value to fill in is written `$name` and declared under `variables`."""
    variables: dict[VariableName, Variable] = {}
    """Values to fill in that only this message uses."""


class Reference(Model):
    """An address that helps."""

    title: Line
    """What is found there."""
    url: Line
    """The address."""
    purpose: Line | None = None
    """When to look there."""


class Drill(Model):
    """How the whole runbook is tried, for real, against its counterparts."""

    phases: Annotated[tuple[Phase, ...], Field(min_length=1)] = PHASES
    """The phases that are run, in the order of the file."""
    without: tuple[Identifier, ...] = ()
    """Commands that are left out, by their names in the catalog: those of another branch, or of a program for which
    nothing real stands."""
    state: Code | None = None
    """Shell that prints what has to be the same after the last command as before the first: the undo of a change
    undoes it."""
    then: Code | None = None
    """Shell that must end with 0 after the last command."""


class Runbook(Model):
    """What to do, step by step."""

    title: Line
    """What it is about, as one would search for it."""
    kind: Kind = "procedure"
    """`incident`: something is broken. `recovery`: bring back what is lost. `procedure`: a change that is
    wanted. `maintenance`: recurring work."""
    status: Status = "active"
    """Whether it can be relied on."""
    severity: Line | None = None
    """A severity of the service, by id."""
    owner: Line | None = None
    """The team that keeps it right, by id in `site.yml`. Taken from the service where it is not given."""
    summary: Markdown | None = None
    """In two or three sentences: when to use it, and what it does."""
    alerts: tuple[Line, ...] = ()
    """The alerts that lead here, by name."""
    symptoms: tuple[Line, ...] = ()
    """What is seen from outside."""
    impact: Markdown | None = None
    """Who is affected, and how."""
    use_when: tuple[Line, ...] = ()
    """Occasions for a procedure, recovery or maintenance."""
    requires: Requirements = Requirements()
    """What must be at hand before starting."""
    reviewed: Review | None = None
    """The last time that it was found right."""
    review_every: Duration | None = None
    """How long a review holds. Taken from `site.yml` where it is not given."""
    estimate: Duration | None = None
    """How long it takes."""
    variables: dict[VariableName, Variable] = {}
    """Values to fill in."""
    prerequisites: tuple[Step, ...] = ()
    """What must be done or true before."""
    diagnosis: tuple[Step, ...] = ()
    """How to find out what it is. Changes nothing."""
    procedure: tuple[Step, ...] = ()
    """What to do."""
    verification: tuple[Step, ...] = ()
    """How to see that it worked."""
    rollback: tuple[Step, ...] = ()
    """How to undo it."""
    rollback_when: tuple[Line, ...] = ()
    """What has to be seen to roll back."""
    no_rollback: Line | None = None
    """Why it cannot, or need not, be undone; in place of `rollback`."""
    follow_up: tuple[Step, ...] = ()
    """What remains to be done afterwards."""
    escalation: tuple[EscalationStep, ...] = ()
    """When to call whom, where it differs from the service's path."""
    messages: tuple[Message, ...] = ()
    """Texts to send."""
    related: tuple[Line, ...] = ()
    """Other runbooks: `its-id` in the same service, or `service/its-id`."""
    links: tuple[Reference, ...] = ()
    """Addresses that help."""
    aliases: tuple[Line, ...] = ()
    """Former addresses below the site's root that keep working."""
    counterparts: Counterparts = Counterparts()
    """What its commands run against when they are proven, beside the counterparts of the service; `set_up` is run
    after the service's."""
    drill: Drill | None = None
    """How the whole of it is tried against them."""
    tags: tuple[Identifier, ...] = ()
    """Words to find it by."""

    def steps(self) -> Iterator[tuple[Phase, int, Step]]:
        """Every step with its phase and its place in it, in the order of the phases."""
        for phase in PHASES:
            for index, step in enumerate(getattr(self, phase)):
                yield phase, index, step
