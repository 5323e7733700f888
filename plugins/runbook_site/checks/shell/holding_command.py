"""Commands behind which a reader, or the lines below, would wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.sources.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.snippet import Chunk, Snippet


def holding_commands(
    subject: Subject, rule: str, why: Callable[[Snippet, Chunk, Invocation], str]
) -> Iterator[Finding]:
    """The first of each shell text that is not said to be interactive.

    Args:
        subject: What is looked at.
        rule: Whose findings they are.
        why: Why it holds up, and what to do about it; empty where it does not.
    """
    for runbook in subject.project.runbooks:
        for snippet, chunk in runbook.chunks:
            command = snippet.block.command
            if chunk.language != "shell" or (command is not None and command.interactive):
                continue
            for invocation in chunk.invocations:
                if reason := why(snippet, chunk, invocation):
                    yield Finding(rule, reason, invocation.text.span(invocation.start, invocation.end))
                    break
