"""One command of a run, with how far it was proven."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from runbook_site.model.proof_record import LONGEST, MOST_SENTENCES, MOST_VERSIONS, RecordedProof
from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from runbook_site.catalog.entry import Entry
    from runbook_site.model.proof_level import ProofLevel
    from runbook_site.model.proof_record import Key
    from runbook_site.proofs.proof import Proof

_CUT = " …"
_CHANCE = re.compile(
    r"(?P<time>20\d\d-?[01]\d-?[0-3]\d[T_ -]?\d(?:[:.]?\d)*+Z?"
    r"|(?<![\d:])\d\d:\d\d:\d\d(?![\d:])"
    r"|(?<!\d)1[6-9]\d{8}(?:\d{3})?(?!\d))"
    r"|(?<=tmp\.)[A-Za-z0-9]{6,10}(?![A-Za-z0-9])"
)
"""What is another one at each run: times of day, seconds since 1970, names that ``mktemp`` makes."""


@dataclass(frozen=True, slots=True)
class Proven:
    """What a run showed of one command.

    Attributes:
        entry: The command, as everybody may see it: without credentials.
        proof: How far it was proven; `shown` makes it fit to be printed and kept.
        tried: The highest level that the run tried. A command that reached it may well reach more.
        unprepared: Why no database told of its SQL; empty where one did, or there is none.
    """

    entry: Entry
    proof: Proof
    tried: ProofLevel
    unprepared: str = ""

    @property
    def key(self) -> Key:
        """What the proof is of."""
        return self.entry.service, self.entry.runbook, self.entry.fingerprint

    def recorded(self, on: date) -> RecordedProof:
        """The proof as the record has it.

        Args:
            on: The day it is, in UTC.
        """
        return RecordedProof(
            service=self.entry.service[:LONGEST],
            runbook=self.entry.runbook[:LONGEST],
            command=self.entry.name[:LONGEST],
            fingerprint=self.entry.fingerprint,
            level=self.proof.level.word,
            on=on,
            against=dict(self.proof.against),
            evidence=self.proof.evidence,
            short_of=self.proof.short_of,
        )


def shown(proof: Proof, without_secrets: Callable[[str], str], folder: str) -> Proof:
    """A proof fit to be printed and kept: short lines without credentials, control characters, this machine's paths.

    Nor do they hold what differs from run to run.

    Args:
        proof: The proof.
        without_secrets: Takes credentials out of a text.
        folder: Where the tool was called; paths below it lose it.
    """

    def line(text: str) -> str:
        # Cut last: half a credential would not be found.
        text = " ".join(without_secrets(text).split())
        if folder != "/":
            text = text.replace(f"{folder}/", "")
        text = _CHANCE.sub(lambda found: "TIME" if found["time"] else "RANDOM", text)
        text = printable(text).encode("utf-8", "backslashreplace").decode()
        return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT

    return replace(
        proof,
        evidence=tuple(map(line, proof.evidence[:MOST_SENTENCES])),
        against=tuple(sorted({line(name): line(version) for name, version in proof.against[:MOST_VERSIONS]}.items())),
        short_of=line(proof.short_of),
    )
