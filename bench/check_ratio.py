"""What a check costs: reading, splitting and the rules, beside one ShellCheck process over the same fences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.measure import BIN, take_turns
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from pathlib import Path

    from bench.measure import Pair


def measure_check(source: Path, work: Path, runs: int) -> tuple[Pair, int]:
    """Check a folder, and let ShellCheck read its shell fences.

    Args:
        source: The runbooks.
        work: An empty folder to work in.
        runs: How many runs of each are counted.

    Returns:
        The pair, and how many fences ShellCheck was given.
    """
    work.mkdir(parents=True)
    files: list[str | Path] = []
    for runbook in read_project([source]).runbooks:
        for snippet in runbook.snippets:
            if snippet.language == "shell":
                file = work / f"{len(files)}.sh"
                file.write_text(snippet.block.text.text, encoding="utf-8")
                files.append(file)
    report = work / "findings.txt"
    ours: list[str | Path] = [BIN / "runbook-site", "check", source, "--fail-on", "never", "--output", report]
    theirs: list[str | Path] = [BIN / "shellcheck", "--shell=bash", "--format=json1", *files]
    return take_turns(ours, theirs, runs), len(files)
