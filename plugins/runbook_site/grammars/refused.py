"""How it is said that a value is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.grammars.forms.refusal import Refusal
    from runbook_site.grammars.problem import ProblemKind
    from runbook_site.grammars.reading import Reading

_LONGEST = 60
_STANDS_FOR = re.compile(
    r"[^a-z]*(?:[A-Z]_[A-Z]|\b(?:ADDRESS|CONDITION|COUNT|DATE|DURATION|HOST|ID|IMAGE|KEY|KIND|LABEL|NAME|NUMBER|PATH|PORT|"
    r"QUERY|RELEASE|RESOURCE|REVISION|SELECTOR|SIZE|TAG|TARGET|TIME|TIMESTAMP|TYPE|VALUE|VERSION)S?\b)[^a-z]*"
)
"""A value in capitals that the reader puts another one for: ``DLV_PORT:DLV_PORT``."""


def report_refusal(
    reading: Reading, place: str, refusal: Refusal, span: tuple[int, int], *, refused: bool = True
) -> None:
    """Note a value that is refused, or that a tool takes and nobody means; not one that stands for another."""
    if _STANDS_FOR.fullmatch(refusal.bad) is not None:
        return
    kind: ProblemKind = "invalid-option-value" if refused else "doubtful-value"
    name = f"{reading.name} {place}".rstrip()
    bad = refusal.bad if len(refusal.bad) <= _LONGEST else f"{refusal.bad[:_LONGEST]}…"
    said = refusal.said or f"takes {refusal.takes}, and not '{bad}'"
    reading.report(kind, f"'{name}' {said}", span, refusal.alternatives)
