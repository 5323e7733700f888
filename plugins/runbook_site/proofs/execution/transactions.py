"""Transactions that go over several commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.snippets.snippet import Chunk

_BEGIN = frozenset({"begin", "start"})
_END = frozenset({"commit", "end", "rollback", "abort"})


def is_part_of_one(chunk: Chunk) -> bool:
    """Whether a command begins a transaction that it does not end, or ends one that it did not begin."""
    is_open = False
    for statement in chunk.statements:
        words = statement.text.text.lower().split(maxsplit=3)
        if statement.kind != "TransactionStmt" or not words:
            continue
        word = words[0].rstrip(";")
        if word in _BEGIN:
            is_open = True
        elif word in _END and not {"to", "prepared"} & set(words[1:3]):
            if not is_open:
                return True
            is_open = False
    return is_open
