"""What the checks can read of the commands, told from the catalog and from which grammars there are.

No check is run for it: it says what is looked at, not what is found there.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from runbook_site.checks.cli.tool_words import ADDED, BUILT_IN
from runbook_site.grammars.pack import SHIPPED, Pack

if TYPE_CHECKING:
    from runbook_site.model.document import ServiceDocument
    from runbook_site.site.context import SiteContext

Reach = Literal["grammar", "unknown", "unread"]
"""Every word is held against a grammar; a program or a dialect has none; some of it could not be parsed."""

_REACHES: tuple[Reach, ...] = ("unread", "unknown", "grammar")
"""The worst first."""


def coverage(context: SiteContext, service: ServiceDocument) -> tuple[tuple[Reach, int], ...]:
    """How many commands of a service are within which reach, the worst first."""
    pack = _pack()
    dialect = service.service.sql.dialect if service.service else "postgresql"
    counts: Counter[Reach] = Counter()
    for entry in context.catalog.entries:
        if entry.service == service.id:
            tools = {command.tool for command in entry.commands if command.tool} - BUILT_IN
            # Of other dialects than PostgreSQL's, mistakes are found by chance.
            known = all(map(pack.versions, tools)) and (entry.language == "shell" or dialect == "postgresql")
            counts["unread" if entry.unparsed else "grammar" if known else "unknown"] += 1
    return tuple((reach, counts[reach]) for reach in _REACHES)


@lru_cache(maxsize=1)
def _pack() -> Pack:
    return Pack((SHIPPED, ADDED))
