"""A check that need not be done again as long as nothing has changed."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import today_of
from runbook_site.cli.exit_code import ExitCode

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from runbook_site.checks.kept_run import Run

_NOT_ASKED_FOR = frozenset({"run", "command", "today", "no_cache"})
"""Options that say nothing of what comes out, or are told in another way."""


def kept_check(options: argparse.Namespace, form: str, work: Callable[[], Run]) -> Run:
    """What a former run said where it would say the same again, else what this one says.

    Args:
        options: What was asked for.
        form: What the report depends on beside the options.
        work: Checks.
    """
    # The others change something, or depend on what is in the repository's history.
    if options.no_cache or options.fix or options.diff or options.write_baseline or options.changed_since is not None:
        return work()
    from runbook_site.checks.cache import cache_file
    from runbook_site.checks.kept_run import KeptRuns
    from runbook_site.sources import disk

    asked_for = {name: value for name, value in vars(options).items() if name not in _NOT_ASKED_FOR}
    asked_for |= {"today": today_of(options), "form": form, "accepted": _digest(options.baseline)}
    file = cache_file(Path.cwd())
    runs = KeptRuns(file and file.with_name(f"{file.stem}-runs.json"), asked_for)
    if former := runs.find():
        return former
    with disk.noting() as asked:
        run = work()
    if run.exit_code in {ExitCode.CLEAN, ExitCode.FINDINGS}:
        runs.keep(asked, run)
    return run


def _digest(baseline: Path | None) -> str:
    try:
        return blake2b(baseline.read_bytes()).hexdigest() if baseline is not None else ""
    except OSError:
        return "unreadable"  # the run will say so, and is not kept
