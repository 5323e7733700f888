"""The risk that holds: what the author declared, and never less than what the text shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.model.command import Risk
    from runbook_site.snippets.snippet import Chunk, Snippet

_ORDER: dict[Risk, int] = {"read": 0, "unknown": 1, "change": 2, "destructive": 3}
"""``unknown`` lies below ``change``: a declaration by the author settles what the tool does not know."""


def effective_risk(snippet: Snippet, chunk: Chunk) -> Risk:
    """The declared risk of a chunk where there is one and no part of the text shows a higher one; else the derived."""
    declared = snippet.block.command.risk if snippet.block.command else None
    return chunk.risk if declared is None else max(declared, chunk.risk_least, key=_ORDER.__getitem__)
