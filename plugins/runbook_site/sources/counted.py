"""Numbers with their nouns."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """``1 runbook``, ``2 runbooks``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
