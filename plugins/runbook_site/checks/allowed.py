"""What suppressions kept quiet, each finding with the comment that did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.outcome import Allowed

if TYPE_CHECKING:
    from runbook_site.checks.runner import Report
    from runbook_site.model.document import Suppression
    from runbook_site.snippets.project import Project
    from runbook_site.sources.finding import Finding


def allowed_of(report: Report, project: Project) -> tuple[Allowed, ...]:
    """The findings that were kept quiet, each with what kept it quiet."""
    library = project.library
    of_blocks = (each for document in library.runbooks for block in document.blocks for each in block.allow)
    by_place: dict[tuple[str, str], list[Suppression]] = {}
    for suppression in dict.fromkeys((*library.suppressions, *of_blocks)):
        by_place.setdefault((suppression.rule, suppression.scope.path), []).append(suppression)

    def allowed(finding: Finding) -> Allowed:
        near = by_place.get((finding.rule, finding.span.path), ())
        covering = (each for each in near if each.scope.start <= finding.span.start <= each.scope.end)
        return Allowed(finding, next(covering, None))

    return tuple(allowed(finding) for finding in report.suppressed)
