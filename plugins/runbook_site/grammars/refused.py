"""How it is said that a value is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.grammars.forms.refusal import Refusal
    from runbook_site.grammars.problem import ProblemKind
    from runbook_site.grammars.reading import Reading

_LONGEST = 60


def report_refusal(
    reading: Reading, place: str, refusal: Refusal, span: tuple[int, int], *, refused: bool = True
) -> None:
    """Note a value that is refused, or that a tool takes and nobody means."""
    kind: ProblemKind = "invalid-option-value" if refused else "doubtful-value"
    name = f"{reading.name} {place}".rstrip()
    bad = refusal.bad if len(refusal.bad) <= _LONGEST else f"{refusal.bad[:_LONGEST]}…"
    said = refusal.said or f"takes {refusal.takes}, and not '{bad}'"
    reading.report(kind, f"'{name}' {said}", span, refusal.alternatives)
