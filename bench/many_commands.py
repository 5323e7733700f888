"""Runbooks with as many commands as are wanted, made from a few."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from runbook_site.model.library import read_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.model.command import Command

_NAME = re.compile(r"\b[a-z]{3,}(?:-[a-z]{2,})+\b")
"""Names of services, clusters and the like: `clocked-app-service`."""
_PARTS = (
    *("orders", "billing", "search", "gateway", "ledger", "invoice", "profile", "session", "catalogue", "shipping"),
    *("pricing", "stock", "mailer", "audit", "report", "payout", "refund", "basket", "webhook", "scheduler"),
)
_SAME = 0.25
"""The part of the commands that are taken as they are, and so stand in several places: of the runbooks of this
project, it is more."""
_OF_A_RUNBOOK = 10


def write_many_commands(source: Path, folder: Path, count: int) -> None:
    """Write runbooks with at least so many commands: those of a folder, again and again, with other names and numbers.

    Args:
        source: Structured runbooks.
        folder: Where to write.
        count: How many commands.
    """
    dice = random.Random(20261121)  # noqa: S311 - the same ones in every run
    commands = list(_commands(source))
    for number in range(0, count, _OF_A_RUNBOOK):
        service = f"{_PARTS[number // _OF_A_RUNBOOK % len(_PARTS)]}-{dice.choice(_PARTS)}"
        steps = [
            {
                "title": f"Step {step}",
                "commands": [_varied(commands[(number + step) % len(commands)], service, dice)],
            }
            for step in range(min(_OF_A_RUNBOOK, count - number))
        ]
        path = folder / _PARTS[number // _OF_A_RUNBOOK % len(_PARTS)] / f"runbook-{number}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        runbook = {"title": f"Runbook {number} of {service}", "diagnosis": steps[:3], "procedure": steps[3:]}
        path.write_text(yaml.safe_dump(runbook, sort_keys=False), encoding="utf-8")


def _commands(source: Path) -> Iterator[Command]:
    for document in read_library([source], Path.cwd()).runbooks:
        for _, _, step in document.runbook.steps():
            yield from step.commands


def _varied(command: Command, service: str, dice: random.Random) -> dict[str, object]:
    """A command with names and numbers of its own, where it is not to be the same as another."""
    values = command.model_dump(include={"title", "run", "sql", "psql", "risk", "effect"}, exclude_none=True)
    if dice.random() < _SAME:
        return values
    for field in ("run", "sql", "psql"):
        if field in values:
            text = _NAME.sub(lambda name: f"{service}-{name[0].rpartition('-')[2]}", values[field])
            values[field] = re.sub(r"\b[1-9]\d*\b", lambda _: str(dice.randrange(1, 900)), text)
    if "title" in values:
        values["title"] = f"{values['title']} of {service}"
    return values
