"""What functions do that SQL calls."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import runbook_site.snippets.risk.functions as module
from runbook_site.checks.postgresql.catalog import catalog
from runbook_site.snippets.risk.functions import function_effect

NAMES = Path(module.__file__ or "").with_name("postgresql_functions.txt")


def test_names_are_those_of_the_catalog() -> None:
    """What the checks know of PostgreSQL's functions is what the risk knows, so that none of them is a stranger.

    ``make golden`` renews the list.
    """
    known = "".join(f"{name}\n" for name in sorted({name.lower() for name in catalog().functions}))
    if os.environ.get("RENEW_GOLDEN"):
        NAMES.write_text(known, encoding="utf-8")
    assert NAMES.read_text("utf-8") == known


@pytest.mark.parametrize(
    ("name", "risk"),
    [
        ("count", "read"),
        ("pg_catalog.pg_size_pretty", "read"),
        ("extensions.uuid_generate_v4", "read"),
        ("ST_Distance", "read"),
        ("ifnull", "read"),
        ("nextval", "change"),
        ("pg_try_advisory_xact_lock", "change"),
        ("cron.unschedule", "change"),
        ("drop_chunks", "destructive"),
        ("public.heap_force_kill", "destructive"),
        ("purge_expired_carts", "unknown"),
        ("shop.rebuild_totals", "unknown"),
    ],
)
def test_what_a_function_does(name: str, risk: str) -> None:
    """PostgreSQL's own functions read, unless it is known better; of another one nobody knows."""
    effect = function_effect(name, strangers=True)
    assert (effect.risk if effect else "read") == risk


def test_nobody_is_a_stranger_elsewhere() -> None:
    """The functions of other databases are not listed, so that none of theirs is told apart."""
    assert function_effect("shop.rebuild_totals", strangers=False) is None
