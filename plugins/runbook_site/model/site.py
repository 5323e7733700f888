"""What all services of one site have in common."""

from __future__ import annotations

from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, model_validator

from runbook_site.model.base import Duration, Identifier, Line, Model
from runbook_site.model.command import Risk
from runbook_site.model.proof_level import ProofLevel
from runbook_site.model.runbook import Kind
from runbook_site.model.variable import EnvironmentVariable, Variable, VariableName


class Team(Model):
    """A group that owns runbooks."""

    name: Line
    """Its name."""
    contact: Line | None = None
    """How to reach it: a channel or an address."""


def _require_path(pattern: str) -> str:
    if pattern.startswith("!"):
        message = f"'{pattern}' begins with '!': what is to be as before goes in a later override"
        raise ValueError(message)
    if "\\" in pattern:
        message = f"'{pattern}' has a backslash: folders are parted by '/'"
        raise ValueError(message)
    return pattern


PathPattern = Annotated[
    str,
    StringConstraints(min_length=1),
    AfterValidator(_require_path),
    Field(json_schema_extra={"pattern": r"^[^!\\][^\\]*$"}),
]
"""A pattern of paths as in ``.gitignore``, from the folder of ``site.yml``; see `checks.path_pattern`."""

Levels = dict[Identifier, Literal["error", "warning", "info", "off"]]
"""Levels by the name of a rule, or of a family of rules."""


class Override(Model):
    """Other levels for a part of the files."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["paths"]}, {"required": ["services"]}]})

    paths: Annotated[tuple[PathPattern, ...], Field(min_length=1)] = ()
    """The files, as in `.gitignore`, from the folder of `site.yml`: `legacy/` and `legacy/**` are all that is below
    that folder, `shop/restart.md` is one file, and `*.md` and `archive`, which have no `/` in front of or between
    names, are looked for in every folder. `*` and `?` stand for characters of one name."""
    services: Annotated[tuple[Identifier, ...], Field(min_length=1)] = ()
    """The services, by id. Where paths are given as well, a file has to be in both."""
    levels: Levels
    """The levels there, by the name of a rule or of a family. Rules that are not named keep theirs; with `off` nothing
    is reported, and a suppression of the rule is not called unused."""

    @model_validator(mode="after")
    def _some_files(self) -> Self:
        if not self.model_fields_set & {"paths", "services"}:
            message = "give 'paths', 'services' or both; levels for all files go under 'check.levels'"
            raise ValueError(message)
        return self


class Demand(Model):
    """A level of proof that commands have to reach: those that fit everything that is given here."""

    level: Literal["parsed", "linted", "accepted", "rehearsed", "executed"]
    """The level."""
    risks: Annotated[tuple[Risk, ...], Field(min_length=1)] = get_args(Risk)
    """Of commands that do this to the world."""
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)] = get_args(Kind)
    """In runbooks of these kinds."""
    services: Annotated[tuple[Identifier, ...], Field(min_length=1)] = ()
    """Of these services, by id; of all where none is named."""


class CheckSettings(Model):
    """How strictly the runbooks are checked."""

    fail_on: Literal["error", "warning", "never"] = "error"
    """From which level on a finding fails the run."""
    levels: Levels = {}
    """Other levels for rules, by the rule's name. The name of a family is all rules of it that are not named."""
    overrides: tuple[Override, ...] = ()
    """Other levels for some files or services. Of those that name a rule or its family, the last one counts."""
    review_every: Duration = "180d"
    """How long a review holds where the runbook does not say."""
    prove_every: Duration = "90d"
    """How long a proof of a command holds."""
    proven: tuple[Demand, ...] = ()
    """How far commands have to be proven, by the record `proofs.json` beside `site.yml`."""

    def demanded(self, service: str, kind: Kind, risk: Risk) -> ProofLevel:
        """The highest level that is demanded of a command, by its service, the kind of its runbook, and its risk."""
        fitting = (
            ProofLevel.of(each.level)
            for each in self.proven
            if risk in each.risks and kind in each.kinds and (not each.services or service in each.services)
        )
        return max(fitting, default=ProofLevel.UNPROVEN)


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
