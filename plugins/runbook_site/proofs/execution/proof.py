"""From an execution to a proof."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs.rehearsal.proof import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.catalog.entry import Entry
    from runbook_site.proofs.execution.execution import Execution
    from runbook_site.proofs.proof import Proof

_MOST = 5


def proof_of(execution: Execution, entry: Entry, before: Proof) -> Proof:
    """How far a command is proven, by its execution and by all that was seen before.

    A level holds those below it: what no grammar accepts does not become `EXECUTED`, and neither does what ended well
    and showed nothing of what it is for. What ran for real needs no
    rehearsal beside: the same is looked at.

    Args:
        execution: What became of it.
        entry: The command.
        before: How far reading, and its rehearsal if it had one, prove it.
    """
    if before.level < ProofLevel.ACCEPTED:
        return (
            before if execution.why_not else replace(before, evidence=(*before.evidence, *_evidence(execution, entry)))
        )
    if execution.why_not:
        what = "it was not executed" if execution.untried else "its execution"
        reason = f"{what}: {'; '.join(execution.why_not[:_MOST])}"
        untold = before.level is ProofLevel.REHEARSED or entry.language != "shell"
        return replace(before, short_of=reason if untold else f"{before.short_of}; {reason}")
    evidence = (*before.evidence, *_evidence(execution, entry))
    if execution.unshown:
        return replace(before, evidence=evidence, short_of=f"its execution: {execution.unshown}")
    return replace(
        before,
        level=ProofLevel.EXECUTED,
        evidence=evidence,
        against=tuple((dict(before.against) | dict(execution.against)).items()),
        short_of="",
    )


def _evidence(execution: Execution, entry: Entry) -> Iterator[str]:
    there = ", ".join(" ".join(each) for each in execution.against)
    yield f"it ran for real{f', with {there}' if there else ''}, and ended with {execution.status}"
    if entry.language != "shell" and entry.risk == "read":
        yield "by default its transactions could only read"
    if entry.interactive:
        yield "nothing was typed into it"
    if ran := listed(" ".join((each.program, *each.words)) for each in execution.calls):
        yield f"for real it called: {ran}"
    if made := listed(execution.written):
        yield f"for real it wrote: {made}"
    if execution.met:
        yield f"as expected {'; '.join(execution.met[:_MOST])}"
    else:
        yield "nothing more was expected of it that a machine can see"
