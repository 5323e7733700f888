"""Holding a run against a baseline, and writing one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from runbook_site.cli.output import write_output
from runbook_site.cli.streams import complain
from runbook_site.sources.counted import counted
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from pathlib import Path

    from runbook_site.checks.baseline import Comparison, Entry
    from runbook_site.checks.runner import Report
    from runbook_site.model.document import Library
    from runbook_site.sources.text import SourceText

_NAMED = 3


def require_baseline(given: Path | None, to_write: Path | None) -> tuple[Entry, ...] | None:
    """The entries to hold findings against, read before the work; ``None`` where there are none to be.

    Raises:
        RunbookSiteError: The file is missing, or is no baseline.
    """
    from runbook_site.checks.baseline import read_baseline

    path = given or to_write
    if path is None or (path == to_write and not path.exists()):
        return None
    if path == to_write and not path.is_file():
        message = f"'{path}' is no file that can hold a baseline: give the name of one with --write-baseline"
        raise RunbookSiteError(message)
    return read_baseline(path)


def accepted(
    report: Report,
    library: Library,
    sources: Mapping[str, SourceText],
    entries: tuple[Entry, ...] | None,
    options: argparse.Namespace,
) -> Comparison | None:
    """What becomes of the findings by the baseline; ``None`` where there is none. It is written, if that is asked for.

    Raises:
        RunbookSiteError: The baseline was to be written, and would have grown without leave; or it cannot be written.
    """
    from runbook_site.checks.baseline import Comparison, baseline_json, compare, entries_of

    path: Path | None = options.write_baseline
    comparison = None
    if entries is not None:
        vanished = frozenset(e.path for e in entries if e.path not in sources and not os.path.lexists(e.path))
        comparison = compare(entries, report.findings, sources, vanished, _partial(library))
    if path is None:
        return comparison
    if report.crashes or report.failed_files:
        complain(f"runbook-site: '{path}' is not written, because a part of the check could not be done")
        return comparison
    if comparison is not None and comparison.new and not options.accept_new:
        raise _would_grow(path, comparison)
    unread = comparison.unread if comparison else ()
    write_output(baseline_json((*entries_of(report.findings, sources), *unread)), path)
    return Comparison(known=report.findings, new=(), gone=(), unread=unread)


def _partial(library: Library) -> frozenset[str]:
    """Files of services of which not all files were given."""
    partial = library.partial_services
    files = [each.source for each in library.services if each.id in partial]
    files += [each.source for each in library.runbooks if each.service in partial]
    files += [each.source for each in library.broken if each.service in partial]
    return frozenset(file.path for file in files if file is not None)


def _would_grow(path: Path, comparison: Comparison) -> RunbookSiteError:
    places = [
        f"{each.span.path}:{each.span.start.line}:{each.span.start.column} {each.rule}"
        for each in comparison.new[:_NAMED]
    ]
    more = len(comparison.new) - len(places)
    shown = ", ".join(places) + (f" and {more:,} more" if more else "")
    return RunbookSiteError(
        f"'{path}' is not written: a baseline only shrinks, and {counted(len(comparison.new), 'finding')} would be "
        f"new in it ({shown}). Mend them, or add them with --accept-new"
    )
