"""From a rehearsal to a proof."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from runbook_site.model.proof_level import ProofLevel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runbook_site.proofs.proof import Proof
    from runbook_site.proofs.rehearsal.rehearsal import Rehearsal

_MOST = 5
_LONGEST = 200


def proof_of(rehearsal: Rehearsal, reading: Proof) -> Proof:
    """How far a command is proven, by reading and by its rehearsal together.

    A level holds those below it: what no grammar accepts does not become `REHEARSED` by having run with recorders,
    which accept everything.

    Args:
        rehearsal: What became of it.
        reading: How far reading alone proves it.
    """
    if rehearsal.why_not:
        reason = "; ".join(rehearsal.why_not[:_MOST])
        if reading.level < ProofLevel.ACCEPTED:
            return reading
        return replace(reading, short_of=f"its rehearsal: {reason}")
    evidence = (*reading.evidence, *_evidence(rehearsal))
    if reading.level < ProofLevel.ACCEPTED:
        return replace(reading, evidence=evidence)
    if rehearsal.skipped:
        # What was not called is not shown to be called rightly, whatever else was.
        why = f"behind a condition that did not hold in its rehearsal: {listed(rehearsal.skipped)}"
        return replace(reading, evidence=evidence, short_of=why)
    return replace(
        reading, level=ProofLevel.REHEARSED, evidence=evidence, short_of="it has not run against a real counterpart"
    )


def _evidence(rehearsal: Rehearsal) -> Iterator[str]:
    yield f"it ran with recorders in the place of outside programs, and ended with {rehearsal.status}"
    calls = (" ".join((each.program, *each.words)) for each in rehearsal.calls)
    if not rehearsal.calls:
        yield "it calls nothing outside"
    for sentence, texts in (
        ("it called", calls),
        ("it wrote", rehearsal.written),
        ("put in place for it, as the reader names it", rehearsal.supplied),
    ):
        if shown := listed(texts):
            yield f"{sentence}: {shown}"


def listed(texts: Iterable[str]) -> str:
    """Some of many texts, each cut to a length."""
    shown = [each if len(each) <= _LONGEST else f"{each[:_LONGEST]}…" for each in texts]
    more = f"; and {len(shown) - _MOST} more" if len(shown) > _MOST else ""
    return "; ".join(shown[:_MOST]) + more
