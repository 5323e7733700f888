"""What a run makes of the record of the runs before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.model.proof_record import record_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from runbook_site.model.proof_record import Key, Record, RecordedProof
    from runbook_site.proofs.proven import Proven


@dataclass(frozen=True, slots=True)
class Renewal:
    """A record, and what has become of its former proofs.

    Attributes:
        record: The record now.
        fallen: Proofs that are lower than they were.
        kept: Former proofs that stay as they were: this run tried less, or did not look at the command.
        dropped: Former proofs of texts that no longer exist.
    """

    record: Record
    fallen: tuple[RecordedProof, ...]
    kept: tuple[RecordedProof, ...]
    dropped: tuple[RecordedProof, ...]


def renewed(former: Record, run: Iterable[Proven], today: date, whole: frozenset[str], *, everything: bool) -> Renewal:
    """A record with the proofs of a run, which is newer than all of it.

    What the run proved takes the place of what was known, also where it is less: a proof falls. Only where a
    command reached all that the run tried, a higher proof of an earlier day stays, with that day.

    Args:
        former: What was known.
        run: What was proven now.
        today: The day it is, in UTC.
        whole: Services of which every command was looked at: what is not among them now has gone.
        everything: Whether every service was looked at: one that is not among them now has gone.
    """
    before = former.by_key()
    now = {key: _successor(before.get(key), each, today) for key, each in _lowest(run).items()}
    gone = {
        key for key in before.keys() - now.keys() if key[0] in whole or (everything and key[0] not in _services(now))
    }
    rest = {key: each for key, each in before.items() if key not in now and key not in gone}
    return Renewal(
        record=record_of((*now.values(), *rest.values())),
        fallen=tuple(now[key] for key in sorted(now) if key in before and now[key].rung < before[key].rung),
        kept=tuple(
            before[key] for key in sorted(before) if now.get(key, before[key]) is before[key] and key not in gone
        ),
        dropped=tuple(before[key] for key in sorted(gone)),
    )


def _lowest(run: Iterable[Proven]) -> dict[Key, Proven]:
    """Of each text in a runbook the place that came least far: what holds at one place may fail at the other."""
    lowest: dict[Key, Proven] = {}
    for each in run:
        lowest[each.key] = min(lowest.get(each.key, each), each, key=lambda each: each.proof.level)
    return lowest


def _successor(before: RecordedProof | None, now: Proven, today: date) -> RecordedProof:
    if before is not None:
        untried = now.proof.level >= now.tried and before.rung > now.proof.level
        if untried or before.on > today:
            return before
    return now.recorded(today)


def _services(keys: Iterable[Key]) -> set[str]:
    return {service for service, _, _ in keys}
