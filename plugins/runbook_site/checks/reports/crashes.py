"""Rules that could not do their work, in words for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.sources.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runbook_site.checks.runner import RuleCrash

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Undone:
    """Work that could not be done.

    Attributes:
        rules: Those that should have done it: one that is defective, or all that lack the same program.
        message: What is wrong, in one sentence; for a missing program, with what to do about it.
        traceback: Where a defect shows; empty for a missing program.
    """

    rules: tuple[str, ...]
    message: str
    traceback: str = ""

    @property
    def text(self) -> str:
        """The message, and what to send along with a report of a defect."""
        return f"{self.message}; please report this:\n{self.traceback}" if self.traceback else self.message


def crash_messages(crashes: Iterable[RuleCrash]) -> Iterator[str]:
    """A text for each defect, then one for all rules that lack the same program."""
    return (each.text for each in undone(crashes))


def undone(crashes: Iterable[RuleCrash]) -> Iterator[Undone]:
    """Each defect, then each program that is missing or fails, once for all rules that need it."""
    lacking: dict[str, list[str]] = {}
    for crash in crashes:
        if crash.is_defect:
            yield Undone((crash.rule,), f"rule {crash.rule} crashed", crash.traceback)
        else:
            lacking.setdefault(crash.traceback, []).append(crash.rule)
    for reason, rules in lacking.items():
        more = f" and {len(rules) - _NAMED} more" if len(rules) > _NAMED else ""
        named = f"{', '.join(rules[:_NAMED])}{more}"
        yield Undone(tuple(rules), f"{counted(len(rules), 'rule')} could not be run ({named}): {reason}")
