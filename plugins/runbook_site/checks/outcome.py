"""A run of the checks, as reports tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.checks.registry import RULES
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.checks.baseline import Comparison
    from runbook_site.checks.runner import Report
    from runbook_site.model.document import SkippedFile
    from runbook_site.sources.finding import Finding
    from runbook_site.sources.text import SourceText

_EXPECTED = frozenset(
    {
        "another kind of file",
        "folder of another tool",
        "folder that runbook-site built",
        "has errors",
        "hidden file",
        "hidden folder",
        "Prometheus rule file",
        "symbolic link to what is read anyway",
        "template of Helm or the like, no YAML yet",
    }
)


@dataclass(frozen=True)
class Outcome:
    """What a run found and did not find.

    Attributes:
        report: What the rules found. With a baseline, only what is not in that.
        sources: The files that were read, by path. No credential stands in those that findings are about.
        comparison: What became of the baseline, where one was given.
        left_out: Findings that a change is not about, where only a change is judged.
        why_left_out: Why they are left out.
        failing: Levels that fail the run.
        exit_code: What the run tells its caller.
        rule_pages: Address below which each rule has its page; empty where that is not known.
    """

    report: Report
    sources: Mapping[str, SourceText]
    comparison: Comparison | None = None
    left_out: tuple[Finding, ...] = ()
    why_left_out: str = ""
    failing: tuple[Level, ...] = (Level.ERROR,)
    exit_code: int = 0
    rule_pages: str = ""

    @property
    def known(self) -> tuple[Finding, ...]:
        """Findings that the baseline has."""
        return self.comparison.known if self.comparison else ()

    @property
    def untold_files(self) -> tuple[SkippedFile, ...]:
        """Files on which the tool could not do its work, and of which no finding tells."""
        told = {finding.span.path for finding in self.report.findings}
        return tuple(file for file in self.report.failed_files if file.path not in told)

    def rule_page(self, rule: str) -> str:
        """The address of a rule's page; empty where it is not known."""
        return f"{self.rule_pages.rstrip('/')}/{rule}/" if self.rule_pages and rule in RULES else ""


def is_expected(reason: str) -> bool:
    """Whether a file is passed over for a reason that is no mistake, or that a finding has told already."""
    return reason in _EXPECTED
