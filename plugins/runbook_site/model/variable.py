"""A value that a command needs and that the reader fills in."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from runbook_site.model.base import Identifier, Line, Model

VARIABLE_PATTERN = r"^[A-Za-z_][A-Za-z0-9_]*$"
VariableName = Annotated[str, StringConstraints(pattern=VARIABLE_PATTERN)]
"""A name that is valid in POSIX shell and as a psql variable."""

VariableType = Literal[
    "string", "integer", "choice", "host", "url", "path", "identifier", "duration", "timestamp", "secret"
]


class Variable(Model):
    """A value to fill in: ``$name`` or ``${name}`` in shell, ``:'name'``, ``:"name"`` or ``:name`` in SQL."""

    type: VariableType = "string"
    """What kind of value it is. A `secret` is never typed into a page: it stays `$NAME` in what is copied."""
    description: Line
    """What the value means and where to look it up."""
    choices: tuple[Line, ...] = ()
    """The values allowed, for a `choice`."""
    pattern: str | None = None
    """A regular expression that the whole value matches."""
    example: str | None = None
    """A value that looks right, shown in the empty field and never used."""
    default: str | None = None
    """The value to begin with. Not allowed for a variable that a destructive command uses."""
    from_: Identifier | None = Field(default=None, alias="from")
    """The id of the command whose output yields the value."""


class EnvironmentVariable(Model):
    """A variable that is already set where the commands run."""

    name: VariableName
    """Its name."""
    purpose: Line
    """What it is for."""
    secret: Annotated[bool, Field(strict=True)] = False
    """Whether its value must not be seen."""
