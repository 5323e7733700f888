"""Recurring work: when, and what."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from runbook_site.model.base import Duration, Identifier, Line, Model, not_both_of

_DAY = "(SU|MO|TU|WE|TH|FR|SA)"
_NUMBERS = "[-+]?[0-9]+(,[-+]?[0-9]+)*"
_PARTS = (
    "INTERVAL=[0-9]+",
    "COUNT=[0-9]+",
    "UNTIL=[0-9]{8}(T[0-9]{6}Z?)?",
    f"BYDAY=[-+]?[0-9]*{_DAY}(,[-+]?[0-9]*{_DAY})*",
    f"WKST={_DAY}",
    "RSCALE=[A-Z]+",
    "SKIP=(OMIT|BACKWARD|FORWARD)",
    "BYMONTH=[0-9]+L?(,[0-9]+L?)*",
    f"BY(SECOND|MINUTE|HOUR|MONTHDAY|YEARDAY|WEEKNO|SETPOS|EASTER)={_NUMBERS}",
)
RECURRENCE_PATTERN = f"^FREQ=(SECOND|MINUTE|HOUR|DAI|WEEK|MONTH|YEAR)LY(;({'|'.join(_PARTS)}))*$"
"""RFC 5545, section 3.3.10, with `FREQ` in front, and RFC 7529, section 4. `BYEASTER` is in neither, and known."""
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
