"""What there is to say of a program on the command line."""

from __future__ import annotations

from typing import TypeAlias

from runbook_site.snippets.word import Word

Verdict: TypeAlias = tuple[Word, str, bool] | None
"""The word, what is wrong with it, and whether the tool certainly refuses it; ``None`` where nothing is."""
