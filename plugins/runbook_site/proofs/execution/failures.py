"""How a command that was executed went wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.model.base import to_timedelta
from runbook_site.proofs.rehearsal.filters import FILTERS
from runbook_site.proofs.sandbox.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.catalog.entry import Entry
    from runbook_site.proofs.sandbox.outcome import Outcome

LIMITS = Limits(seconds=30.0, memory=1 << 30, processes=128, output=1 << 20, disk=512 << 20)
"""What one command may take, and all counterparts together."""

_WHY = {
    "memory": "it takes more memory than it may",
    "processes": "it starts more processes than it may",
    "output": "it prints more than it may",
    "disk": "it fills the disk",
}
_ERROR = re.compile(r"\b(?:error|fatal|panic)\b", re.IGNORECASE)
_WRONG = re.compile(r"error|unexpected|invalid|corrupt|not in \w+ format|cannot|can't|failed", re.IGNORECASE)
_CUT_OFF = 141
"""The status of a program whose reader has seen enough (128 and SIGPIPE)."""
_MOST_SAID = 300
_MOST_LINES = 100
_MOST_NAME = 100


def limits_of(entry: Entry) -> Limits:
    """What a command may take: its author may give it less time."""
    if entry.timeout is None:
        return LIMITS
    seconds = min(LIMITS.seconds, to_timedelta(entry.timeout).total_seconds())
    return Limits(seconds, LIMITS.memory, LIMITS.processes, LIMITS.output, LIMITS.disk)


def wanted_status(entry: Entry) -> int:
    """The status that a command is to end with."""
    return entry.expect.exit or 0 if entry.expect is not None else 0


def ended_wrongly(entry: Entry, outcome: Outcome) -> Iterator[str]:
    """What is wrong with how a command ended, with what it said of that."""
    if outcome.why == "time":
        yield f"it did not end within {limits_of(entry).seconds:g} s"
    elif outcome.why:
        yield _WHY[outcome.why]
    elif outcome.status != (wanted := wanted_status(entry)):
        said = complaint(outcome.errors)
        yield f"it ended with {outcome.status} and not with {wanted}" + (f": {said}" if said else "")


def complaint(errors: bytes) -> str:
    """The line that says what is wrong, of what was printed on standard error; empty where there is none."""
    said = errors.decode("utf-8", "replace").splitlines()[-_MOST_LINES:]
    lines = [" ".join(line.split()) for line in said if line.strip()]
    return next(filter(_ERROR.search, lines), lines[-1] if lines else "")[:_MOST_SAID]


def filters_failed(errors: bytes) -> Iterator[str]:
    """What filters say is wrong: their status is lost in a pipeline, as that of ``gunzip`` in front of psql."""
    for line in errors.decode("utf-8", "replace").splitlines()[-_MOST_LINES:]:
        if line.partition(":")[0] in FILTERS and _WRONG.search(line):
            yield line[:_MOST_SAID]


def ended_inside(noted: bytes) -> Iterator[str]:
    """Programs that failed inside of a command that ended well, as ``STATUS NAME`` in lines; none that was cut off."""
    for line in dict.fromkeys(noted.decode("utf-8", "replace").splitlines()):
        status, _, name = line.partition(" ")
        if status not in {"0", str(_CUT_OFF)}:
            yield f"'{name[:_MOST_NAME]}' ended with {status[:_MOST_NAME]} in it"
