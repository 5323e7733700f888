"""From a preparation to a proof."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs.reading import LINTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.proofs.preparation.preparation import Preparation
    from runbook_site.proofs.proof import Proof

_MOST = 10


def proof_of(preparation: Preparation, reading: Proof) -> Proof:
    """How far a command is proven, by reading and by what a server makes of its SQL.

    What the server does not take is not `ACCEPTED`, whatever the grammar says. It lifts nothing: a grammar speaks for
    all of a command, and a server for its SQL.

    Args:
        preparation: What became of it.
        reading: How far reading alone proves it.
    """
    evidence = (*reading.evidence, *_evidence(preparation))
    if reading.level < ProofLevel.ACCEPTED or not preparation.version:
        return replace(reading, evidence=evidence)
    against = tuple((dict(reading.against) | {"postgresql": preparation.version}).items())
    if preparation.refused:
        why = _refusal(preparation)
        return replace(reading, level=ProofLevel.LINTED, evidence=(LINTED,), against=against, short_of=why)
    return replace(reading, evidence=evidence, against=against if preparation.ways else reading.against)


def _evidence(preparation: Preparation) -> Iterator[str]:
    if preparation.ways and not preparation.refused:
        stubbed = f"; {_stubbed(preparation)} stubbed" if preparation.stubbed else ""
        yield f"PostgreSQL {preparation.version} {' and '.join(preparation.ways)}{stubbed}"
    if preparation.refused:
        yield _refusal(preparation)
    if preparation.untried:
        yield f"PostgreSQL does not tell: {preparation.untried}"


def _refusal(preparation: Preparation) -> str:
    return f"PostgreSQL {preparation.version} refuses it: {preparation.refused}"


def _stubbed(preparation: Preparation) -> str:
    """What stood in for the application's own: ``tables orders, customers; role app``."""
    kinds = dict.fromkeys(kind for kind, _ in preparation.stubbed)
    parts = []
    for kind in kinds:
        names = [name for each, name in preparation.stubbed if each == kind]
        more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
        plural = {"index": "indexes"}.get(kind, f"{kind}s") if len(names) > 1 else kind
        parts.append(f"{plural} {', '.join(names[:_MOST])}{more}")
    return "; ".join(parts)
