"""Rules that could not do their work, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.sources.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runbook_site.checks.runner import RuleCrash

_NAMED = 3


def crash_messages(crashes: Iterable[RuleCrash]) -> Iterator[str]:
    """A text for each defect, then one for all rules that lack the same program."""
    lacking: dict[str, list[str]] = {}
    for crash in crashes:
        if crash.is_defect:
            yield f"rule {crash.rule} crashed; please report this:\n{crash.traceback}"
        else:
            lacking.setdefault(crash.traceback, []).append(crash.rule)
    for reason, rules in lacking.items():
        more = f" and {len(rules) - _NAMED} more" if len(rules) > _NAMED else ""
        yield f"{counted(len(rules), 'rule')} could not be run ({', '.join(rules[:_NAMED])}{more}): {reason}"
