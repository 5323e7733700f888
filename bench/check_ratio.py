"""What a check costs, beside one ShellCheck process over the same fences."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from bench.measure import BIN, take_turns
from runbook_site.checks.registry import RULES
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from bench.measure import Pair
    from runbook_site.checks.rule import Family


def measure_check(source: Path, work: Path, runs: int, families: Container[Family] | None = None) -> tuple[Pair, int]:
    """Check a folder without a cache, and let ShellCheck read its shell fences.

    Args:
        source: The runbooks; a folder without a ``site.yml``.
        work: An empty folder to work in.
        runs: How many runs of each are counted.
        families: The families of rules that are on; all where none are named.

    Returns:
        The pair, and how many fences ShellCheck was given.
    """
    copy = work / "runbooks"
    shutil.copytree(source, copy)
    on = RULES if families is None else RULES.of(families)
    off = [name for name in RULES if name not in on]
    levels = "".join(f"    {name}: off\n" for name in off)
    (copy / "site.yml").write_text(f"title: Benchmark\ncheck:\n  levels:\n{levels}" if off else "title: Benchmark\n")
    files: list[str | Path] = []
    for runbook in read_project([copy]).runbooks:
        for snippet in runbook.snippets:
            if snippet.language == "shell":
                file = work / f"{len(files)}.sh"
                file.write_text(snippet.block.text.text, encoding="utf-8")
                files.append(file)
    report = work / "findings.txt"
    ours: list[str | Path] = [
        BIN / "runbook-site",
        "check",
        copy,
        "--no-cache",
        "--fail-on",
        "never",
        "--output",
        report,
    ]
    theirs: list[str | Path] = [BIN / "shellcheck", "--shell=bash", "--format=json1", *files]
    return take_turns(ours, theirs, runs), len(files)


def measure_warm(source: Path, work: Path, runs: int) -> Pair:
    """Check a folder again that has not changed, and without what is kept of former runs.

    Args:
        source: The runbooks.
        work: An empty folder to work in.
        runs: How many runs of each are counted.
    """
    copy = work / "runbooks"
    shutil.copytree(source, copy)
    again: list[str | Path] = [BIN / "runbook-site", "check", copy, "--fail-on", "never"]
    return take_turns(again, [*again, "--no-cache"], runs)
