"""What the grammars of the pack say of a line."""

from __future__ import annotations

from runbook_site.grammars.pack import Pack
from runbook_site.grammars.verdict import judge
from tests.grammars.shell import words_of_shell

SHIPPED = Pack()


def problems(line: str, version: str | None = None) -> list[tuple[str, str]]:
    """What is wrong with the first command of a line, each with the characters that it stands at."""
    words = words_of_shell(line)
    verdict = judge(SHIPPED, words[0].text, version, words)
    assert verdict.covered
    return [(each.kind, line[each.start : each.end]) for each in verdict.problems]


def messages(line: str, version: str | None = None) -> list[str]:
    """How it is said."""
    words = words_of_shell(line)
    return [each.message for each in judge(SHIPPED, words[0].text, version, words).problems]
