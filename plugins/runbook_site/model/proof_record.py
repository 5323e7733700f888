"""The public form of the record of proofs: what ``proofs.json`` holds, field by field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, StringConstraints

from runbook_site.model.base import to_timedelta
from runbook_site.model.described import Described
from runbook_site.model.proof_level import LevelWord, ProofLevel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST = 400
"""Characters of one sentence."""
MOST_SENTENCES = 20
MOST_VERSIONS = 100

Sentence = Annotated[str, StringConstraints(max_length=LONGEST)]
Name = Annotated[str, StringConstraints(max_length=LONGEST)]
Key = tuple[str, str, str]
"""What a proof is of: service, runbook, fingerprint."""


def is_over(last: date | None, today: date) -> bool:
    """Whether a proof has to be made again.

    Args:
        last: The last day on which it holds; ``None`` where that lies beyond the calendar.
        today: The day it is.
    """
    return last is not None and last < today


class RecordedProof(Described):
    """How far one text was proven at its places in one runbook; where these differ, at the one that came least far."""

    service: Name
    """Id of the service."""
    runbook: Name
    """Id of the runbook in its service. What stands above a command decides what it finds, so that the same text is
    proven in each runbook."""
    command: Name
    """Its name in the runbook, for people: nothing is compared with it."""
    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    """The command's text: the catalog's fingerprint."""
    level: LevelWord
    """The highest level that was seen to hold."""
    on: date
    """The day on which it was proven, in UTC."""
    against: Annotated[dict[Name, Name], Field(max_length=MOST_VERSIONS)]
    """Versions of what it was held against or ran against, by name."""
    evidence: Annotated[tuple[Sentence, ...], Field(max_length=MOST_SENTENCES)]
    """What was seen, in short sentences."""
    short_of: Sentence
    """What keeps it from the next level; empty at the top."""

    @property
    def key(self) -> Key:
        """What the proof is of."""
        return self.service, self.runbook, self.fingerprint

    @property
    def rung(self) -> ProofLevel:
        """The level, as a number."""
        return ProofLevel.of(self.level)

    def holds_until(self, prove_every: str) -> date | None:
        """The last day on which it holds; ``None`` where that lies beyond the calendar.

        Args:
            prove_every: For how long a proof holds, as a `Duration`.
        """
        try:
            return self.on + to_timedelta(prove_every)
        except OverflowError:
            return None

    def is_old(self, today: date, prove_every: str) -> bool:
        """Whether it has to be proven again.

        Args:
            today: The day it is.
            prove_every: For how long a proof holds, as a `Duration`.
        """
        return is_over(self.holds_until(prove_every), today)


class Record(Described):
    """Every proof of a folder of runbooks."""

    schema_version: Literal[1] = 1
    """Version of this format."""
    proofs: tuple[RecordedProof, ...] = ()
    """The proofs: by service, runbook and fingerprint, one for each."""

    def by_key(self) -> Mapping[Key, RecordedProof]:
        """The proofs, by what they are of."""
        return {each.key: each for each in self.proofs}


def record_schema() -> Mapping[str, Any]:
    """JSON Schema (2020-12) of ``proofs.json``."""
    schema = Record.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "runbook-site proofs"}


def record_of(proofs: Iterable[RecordedProof]) -> Record:
    """A record in its order. Of several proofs of one thing, the better of the latest day."""
    best: dict[Key, RecordedProof] = {}
    for each in proofs:
        best[each.key] = max(each, best.get(each.key, each), key=_weight)
    return Record(proofs=tuple(best[key] for key in sorted(best)))


def _weight(proof: RecordedProof) -> tuple[object, ...]:
    """What decides between two proofs of one thing: all that they say, so that their order does not."""
    against = tuple(sorted(proof.against.items()))
    return proof.on, proof.rung, against, proof.evidence, proof.short_of, proof.command
