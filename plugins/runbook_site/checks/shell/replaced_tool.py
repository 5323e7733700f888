"""Programs in the place of which others have come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.sources.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.checks.rule import Subject


def replaced_tools(subject: Subject, rule: str, replaced: Mapping[str, tuple[str, str]]) -> Iterator[Finding]:
    """The calls of some programs.

    Args:
        subject: What is looked at.
        rule: Whose findings they are.
        replaced: By program, what to write instead, and what has become of it, as it follows its name.
    """
    for runbook in subject.project.runbooks:
        for _, chunk in runbook.chunks:
            for invocation in chunk.invocations:
                if invocation.tool in replaced and invocation.argv:
                    instead, why = replaced[invocation.tool]
                    word = invocation.argv[0]
                    span = invocation.text.span(word.start, word.end)
                    yield Finding(rule, f"{invocation.tool} {why}; write '{instead}'", span, alternatives=(instead,))
