"""What all services of one site have in common."""

from __future__ import annotations

from typing import Literal

from runbook_site.model.base import Duration, Identifier, Line, Model
from runbook_site.model.variable import EnvironmentVariable, Variable, VariableName


class Team(Model):
    """A group that owns runbooks."""

    name: Line
    """Its name."""
    contact: Line | None = None
    """How to reach it: a channel or an address."""


class CheckSettings(Model):
    """How strictly the runbooks are checked."""

    fail_on: Literal["error", "warning", "never"] = "error"
    """From which level on a finding fails the run."""
    levels: dict[Identifier, Literal["error", "warning", "info", "off"]] = {}
    """Other levels for rules, by the rule's name."""
    review_every: Duration = "180d"
    """How long a review holds where the runbook does not say."""


class Site(Model):
    """What all services have in common: `site.yml`."""

    title: Line = "Runbooks"
    """The site's name."""
    teams: dict[Identifier, Team] = {}
    """The teams that own services and runbooks, by id."""
    check: CheckSettings = CheckSettings()
    """How strictly to check."""
    variables: dict[VariableName, Variable] = {}
    """Values to fill in that runbooks of several services use."""
    environment_variables: tuple[EnvironmentVariable, ...] = ()
    """Variables that are set wherever the commands run."""
