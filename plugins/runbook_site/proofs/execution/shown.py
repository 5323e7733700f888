"""Whether a command that ended well showed anything beyond that."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.catalog.entry import Entry

_NO_ROWS = re.compile(r"\(0 rows\)\s*\Z")
_ROWS = re.compile(r"^\([1-9][0-9]* rows?\)$", re.MULTILINE)
_NOTHING = frozenset({"None", "null", "(nil)", "(empty array)", "(empty list or set)"})
"""What the AWS CLI, jq and redis-cli print where they find nothing."""


def unshown(entry: Entry, output: str, written: Sequence[str], met: Sequence[object]) -> str:
    """Why a command is not known to have done what it is for, though it ended well; empty where it is.

    A counterpart may take a command and do nothing, or answer a question with nothing. That is told apart from what the
    command is for by what its author expects, or by what it leaves or prints.

    Args:
        entry: The command.
        output: What it printed on standard output.
        written: Files that it made or changed.
        met: What was expected of it, and seen.
    """
    if met:
        return ""
    if entry.risk != "read":
        return "" if written else "it ended well, and nothing shows its effect: 'expect: then' can look for it"
    if _finds_nothing(output):
        return "it ended well and found nothing: 'expect' does not say that this is right"
    says_status = entry.expect is not None and entry.expect.exit is not None
    if output.strip() or says_status:
        return ""
    return "it ended well and printed nothing: 'expect: exit' can say that the status is its answer"


def _finds_nothing(output: str) -> bool:
    """Whether it says that there is nothing: no row, no item, no value."""
    text = output.strip()
    if text in _NOTHING:
        return True
    if text[:1] in {"[", "{"}:
        try:
            return not _holds(json.loads(text))
        except (ValueError, RecursionError):
            return False
    return _NO_ROWS.search(text) is not None and _ROWS.search(text) is None


def _holds(value: object) -> bool:
    """Whether a value of JSON has anything in it."""
    if isinstance(value, dict):
        return any(map(_holds, value.values()))
    return any(map(_holds, value)) if isinstance(value, list) else value is not None
