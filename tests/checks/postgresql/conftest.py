"""What statements are held against in these tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.postgresql.catalog import catalog
from runbook_site.checks.postgresql.knowledge import Knowledge, Schema
from runbook_site.checks.postgresql.statements import name_problems

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def wrong() -> Callable[..., list[str]]:
    """The wrong names of a statement, each as ``kind name``, with ``gone`` in front where newer versions lack it."""

    def names(
        text: str, version: str = "", schema: Schema | None = None, made: frozenset[str] = frozenset()
    ) -> list[str]:
        everything = catalog()
        known = Knowledge(everything, everything.bits(version), bool(version), schema or Schema(), made)
        return [
            f"{'gone ' if each.gone else ''}{each.kind} {text[each.start : each.end]}"
            for each in name_problems(text, text, known)
        ]

    return names
