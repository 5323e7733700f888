"""A rehearsal raises a proof only where it carries it."""

from __future__ import annotations

from dataclasses import replace

from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs.proof import Proof
from runbook_site.proofs.rehearsal.proof import proof_of
from runbook_site.proofs.rehearsal.rehearsal import Call, Rehearsal

ACCEPTED = Proof(ProofLevel.ACCEPTED, ("the grammars accept it",), (("psql", "16"),), "it has not run")
DONE = Rehearsal("a", 0, (Call("psql", ("-f", "x" * 500)),), (), ("b.sql",), ("c.sql",))


def test_rehearsed() -> None:
    """What ran as it says is rehearsed; the evidence is what was seen, shortened."""
    proof = proof_of(DONE, ACCEPTED)
    assert (proof.level, proof.against) == (ProofLevel.REHEARSED, ACCEPTED.against)
    assert proof.evidence[:2] == (
        "the grammars accept it",
        "it ran with recorders in the place of outside programs, and ended with 0",
    )
    assert proof.evidence[2].startswith("it called: psql -f xxx")
    assert len(proof.evidence[2]) < 250
    assert proof.evidence[3:] == (
        "it wrote: b.sql",
        "put in place for it, as the reader names it: c.sql",
    )


def test_partly_called() -> None:
    """What stood behind a condition and was not called is not shown to be called rightly, whatever else was."""
    proof = proof_of(replace(DONE, skipped=("aws s3 ls",)), ACCEPTED)
    assert proof.level is ProofLevel.ACCEPTED
    assert proof.short_of == "behind a condition that did not hold in its rehearsal: aws s3 ls"


def test_not_rehearsed() -> None:
    """What did not stays where reading left it, and says why."""
    proof = proof_of(Rehearsal("a", 1, why_not=("no step makes 'b.sql'",)), ACCEPTED)
    assert (proof.level, proof.short_of) == (ProofLevel.ACCEPTED, "its rehearsal: no step makes 'b.sql'")


def test_not_accepted() -> None:
    """A level holds those below it: recorders accept words that no grammar accepts."""
    linted = Proof(ProofLevel.LINTED, short_of="no grammar covers 'shopctl'")
    proof = proof_of(DONE, linted)
    assert (proof.level, proof.short_of) == (ProofLevel.LINTED, linted.short_of)
    assert proof_of(Rehearsal("a", why_not=("no",)), linted) == linted
