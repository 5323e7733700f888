"""Rules whose findings the readers make."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.finding import Finding


def from_reading(name: str, subject: Subject) -> Iterator[Finding]:
    """What the readers found under the name of a rule."""
    return (finding for finding in subject.project.library.findings if finding.rule == name)
