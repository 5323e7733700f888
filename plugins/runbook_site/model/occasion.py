"""Recurring work: when, and what."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from runbook_site.model.base import Duration, Identifier, Line, Model, not_both_of

RECURRENCE_PATTERN = r"^FREQ=[A-Z]+(;[A-Z]+=[^;\s]+)*$"
TIME_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


class Task(Model):
    """Something to do at a recurring occasion."""

    title: Line
    """What."""
    runbook: Line | None = None
    """The runbook that says how."""


class Occasion(Model):
    """Recurring work. One of `every` and `rrule` says when; where neither does, it is announced each time."""

    model_config = not_both_of("every", "rrule")

    id: Identifier
    """Its name."""
    title: Line
    """What it is."""
    every: Literal["day", "week", "month", "quarter", "year"] | None = None
    """How often."""
    rrule: Annotated[str, Field(pattern=RECURRENCE_PATTERN)] | None = None
    """How often, exactly: a recurrence rule of RFC 5545, section 3.3.10."""
    at: Annotated[str, Field(pattern=TIME_PATTERN)] | None = None
    """At which time of day, UTC."""
    lasts: Duration | None = None
    """How long it takes."""
    notice: Duration | None = None
    """How long before it is announced."""
    automated: Annotated[bool, Field(strict=True)] = False
    """Whether a machine does it."""
    tasks: tuple[Task, ...] = ()
    """What to do."""
    runbook: Line | None = None
    """The runbook that says how."""

    @model_validator(mode="after")
    def _one_rhythm(self) -> Self:
        if self.every is not None and self.rrule is not None:
            message = "give one of 'every' and 'rrule', not both"
            raise ValueError(message)
        return self
