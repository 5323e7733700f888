"""A service: whom to call, what is normal, what exists."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from runbook_site.model.base import Duration, Identifier, Line, Markdown, Model
from runbook_site.model.counterparts import Counterparts
from runbook_site.model.occasion import Occasion
from runbook_site.model.runbook import EscalationStep, Message, Reference
from runbook_site.model.variable import EnvironmentVariable, Variable, VariableName

_DEEPEST = 9
_CLOSING = {"[": "]", "(": ")", "{": "}", "<": ">"}


class Contact(Model):
    """Whom to reach, by role: people change, roles stay."""

    role: Line
    """The role or team."""
    how: tuple[Line, ...]
    """Ways to reach it, the first one first: a channel, a mail address, a rota."""
    availability: Line | None = None
    """When it can be reached."""
    covers: Line | None = None
    """What it is responsible for."""


class IssueEscalation(Model):
    """Whom to call for one type of issue, whatever the hour."""

    issue: Line
    """The type of issue."""
    to: tuple[Line, ...]
    """Roles, the first to call first."""


class ExternalContact(Model):
    """Help from outside the organisation, or outside engineering."""

    to: Line
    """Who."""
    for_: Line = Field(alias="for")
    """For what."""
    how: Line | None = None
    """How to reach them."""


class EscalationPolicy(Model):
    """Who is called after how long, and for what."""

    path: tuple[EscalationStep, ...] = ()
    """By time."""
    by_issue: tuple[IssueEscalation, ...] = ()
    """By type of issue."""
    external: tuple[ExternalContact, ...] = ()
    """Outside."""


class Severity(Model):
    """One level of the service's scale of incidents."""

    id: Line
    """As it is written: `P0`, `SEV-1` …"""
    name: Line
    """In a word: critical, high …"""
    meaning: Line
    """What counts as such."""
    respond_within: Duration | None = None
    """How soon somebody works on it."""
    respond_note: Line | None = None
    """How soon in words, where no length of time says it: `next sprint`, `around the clock`."""
    update_every: Duration | None = None
    """How often those affected hear of it."""
    escalate_to: tuple[Line, ...] = ()
    """Who is called in, by role."""
    communication: Line | None = None
    """Where it is announced."""
    examples: tuple[Line, ...] = ()
    """Cases."""
    security: Annotated[bool, Field(strict=True)] = False
    """Whether it belongs to a scale of its own for security incidents."""


class Environment(Model):
    """A place where the service runs."""

    id: Identifier
    """Its name."""
    url: Line | None = None
    """Its address."""
    purpose: Line | None = None
    """What it is for."""


class Component(Model):
    """A part of the service."""

    name: Line
    """Its name."""
    technology: Line | None = None
    """What it is made with, and where it runs."""
    critical: Annotated[bool, Field(strict=True)] = False
    """Whether the service is down without it."""


class Objectives(Model):
    """What recovery has to reach."""

    rto: Duration | None = None
    """Recovery time objective: how long the service may be gone."""
    rpo: Duration | None = None
    """Recovery point objective: how much of the newest data may be lost."""


class Metric(Model):
    """Something to watch, and what is normal."""

    metric: Line
    """What is measured."""
    group: Line | None = None
    """Where it belongs: application, database, business …"""
    limit: Line | None = None
    """What is out of the ordinary, as a comparison: `> 80 %`."""
    lasting: Duration | None = None
    """For how long, before it counts."""
    severity: Line | None = None
    """Severity of the incident then, by id."""
    action: Line | None = None
    """What to do then."""
    runbook: Line | None = None
    """The runbook for it."""


class Alert(Model):
    """An alert that is defined in a system whose rules are not kept in files here."""

    name: Line
    """Its name."""
    condition: Line | None = None
    """When it fires."""
    lasting: Duration | None = None
    """For how long the condition holds before."""
    severity: Line | None = None
    """A severity of the service, by id, or the alert system's own word."""


class Log(Model):
    """Where to read what happened."""

    what: Line
    """What is logged."""
    where: Line
    """A path, a log group, a page."""


def _is_closed(line: str) -> bool:
    """Whether every bracket of a line is closed, and none nested deeper than anybody reads."""
    open_: list[str] = []
    for sign in re.findall(r"[\[\](){}<>]", line):
        if sign in _CLOSING and len(open_) < _DEEPEST:
            open_.append(_CLOSING[sign])
        elif not open_ or open_.pop() != sign:
            return False
    return not open_


class Script(Model):
    """A program of the service's own that runbooks call."""

    path: Line
    """Where it lies in the service's repository."""
    purpose: Line
    """What it does."""
    usage: tuple[Line, ...] = ()
    """What it accepts, a line for each way to call it: `deploy.sh --environment NAME [--force]`."""

    @model_validator(mode="after")
    def _usage_is_of_it(self) -> Self:
        name = self.path.rpartition("/")[2]
        for line in self.usage:
            if name not in {word.rpartition("/")[2] for word in line.split()}:
                message = f"the usage {line!r} does not name the program; begin it with {name!r}"
                raise ValueError(message)
            if not _is_closed(line):
                message = f"the usage {line!r} has a bracket that is not closed, or not opened, or nested too deep"
                raise ValueError(message)
        return self


class Backup(Model):
    """What is copied away, and how it comes back."""

    what: Line
    """What is saved."""
    schedule: Line | None = None
    """When."""
    retention: Duration | None = None
    """How long it is kept."""
    location: Line | None = None
    """Where."""
    encryption: Line | None = None
    """How it is encrypted."""
    restore: Line | None = None
    """The runbook that brings it back."""


class Stage(Model):
    """One stage of how the service's team handles any incident."""

    title: Line
    """Its name."""
    from_: Duration | None = Field(default=None, alias="from")
    """When it begins, counted from the beginning of the incident."""
    until: Duration | None = None
    """When it should be over."""
    tasks: tuple[Line, ...] = ()
    """What is done in it."""


class Sql(Model):
    """The database that the SQL of the runbooks is written for."""

    dialect: Literal["postgresql", "mysql", "sqlite", "tsql", "oracle", "bigquery", "snowflake"] = "postgresql"
    """Its language."""
    version: Line | None = None
    """Its version: `16`."""
    extensions: tuple[Line, ...] = ()
    """Extensions that are installed: `pg_stat_statements`."""
    schema_: tuple[Line, ...] = Field(default=(), alias="schema")
    """Files with the DDL that makes all of its tables, relative to this file, in the order in which they are run."""


class Service(Model):
    """Everything around the runbooks of one service."""

    name: Line
    """Its name."""
    summary: Markdown
    """What it does, for whom, and what it is made of."""
    owner: Line
    """The team that runs it, by id in `site.yml`."""
    links: tuple[Reference, ...] = ()
    """Dashboards, consoles, status page, code."""
    contacts: tuple[Contact, ...] = ()
    """Whom to reach."""
    escalation: EscalationPolicy = EscalationPolicy()
    """Whom to call, and when."""
    severities: tuple[Severity, ...] = ()
    """The scale of incidents, worst first."""
    process: tuple[Stage, ...] = ()
    """How any incident is handled, from detection to review."""
    environments: tuple[Environment, ...] = ()
    """Where it runs."""
    components: tuple[Component, ...] = ()
    """What it consists of."""
    objectives: Objectives = Objectives()
    """What recovery has to reach."""
    metrics: tuple[Metric, ...] = ()
    """What is watched, with the limits and what to do beyond them."""
    alerts: tuple[Alert, ...] = ()
    """Alerts that no rule file here defines."""
    alert_rules: tuple[Line, ...] = ()
    """Files with Prometheus alert rules, relative to this file."""
    logs: tuple[Log, ...] = ()
    """Where to read what happened."""
    environment_variables: tuple[EnvironmentVariable, ...] = ()
    """Variables that are set where the commands run."""
    variables: dict[VariableName, Variable] = {}
    """Values to fill in that several runbooks use."""
    scripts: tuple[Script, ...] = ()
    """Programs of the service's own."""
    backups: tuple[Backup, ...] = ()
    """What is copied away."""
    calendar: tuple[Occasion, ...] = ()
    """Recurring work."""
    messages: tuple[Message, ...] = ()
    """Texts to send, shared by the runbooks."""
    sql: Sql = Sql()
    """The database."""
    tools: dict[Line, Line] = {}
    """Versions of the programs that the commands are written for: `aws: "2.17"`."""
    counterparts: Counterparts = Counterparts()
    """What the commands of all runbooks run against when they are proven."""
    notes: Markdown | None = None
    """What else is worth knowing."""
