"""What was seen and what became of it: nothing is left out without a reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.snippets.effective_risk import effective_risk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runbook_site.snippets.project import Project
    from runbook_site.snippets.snippet import Problem


@dataclass(frozen=True, slots=True)
class Census:
    """Counts over a project.

    Attributes:
        files: Runbook files that were read.
        files_skipped: Files that were seen and not read, by reason.
        services: Services.
        runbooks: Runbooks.
        fences_seen: Blocks that may hold commands: fences, indented code, command texts in YAML.
        fences_in_catalog: Those that gave at least one catalog entry.
        fences_skipped: The others, by reason.
        commands: Catalog entries.
        by_service: Catalog entries by service.
        by_language: Catalog entries by language.
        by_risk: Catalog entries by risk.
        unparsed: Places inside of commands that could not be read as their language.
    """

    files: int
    files_skipped: Mapping[str, int]
    services: int
    runbooks: int
    fences_seen: int
    fences_in_catalog: int
    fences_skipped: Mapping[str, int]
    commands: int
    by_service: Mapping[str, int]
    by_language: Mapping[str, int]
    by_risk: Mapping[str, int]
    unparsed: int


def take_census(project: Project) -> Census:
    """Count what was seen and what became of it."""
    library = project.library
    seen = in_catalog = unparsed = 0
    skipped: Counter[str] = Counter()
    by_service = Counter({service.id: 0 for service in library.services})
    by_language: Counter[str] = Counter()
    by_risk: Counter[str] = Counter()
    for runbook in project.runbooks:
        for snippet in runbook.snippets:
            seen += 1
            in_catalog += bool(snippet.chunks)
            unparsed += _unparsed(snippet.problems)
            if not snippet.chunks:
                skipped[snippet.skipped] += 1
            for chunk in snippet.chunks:
                by_service[runbook.document.service] += 1
                by_language[chunk.language] += 1
                by_risk[effective_risk(snippet, chunk)] += 1
                unparsed += _unparsed(chunk.problems)
    return Census(
        files=len(library.runbooks),
        files_skipped=_sorted(Counter(file.reason for file in library.skipped)),
        services=len(library.services),
        runbooks=len(library.runbooks),
        fences_seen=seen,
        fences_in_catalog=in_catalog,
        fences_skipped=_sorted(skipped),
        commands=by_service.total(),
        by_service=_sorted(by_service),
        by_language=_sorted(by_language),
        by_risk=_sorted(by_risk),
        unparsed=unparsed,
    )


def _unparsed(problems: Iterable[Problem]) -> int:
    """What is seen to be something else is counted where it is skipped."""
    return sum(problem.kind != "foreign" for problem in problems)


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
