"""What there is to say of the programs in the words of a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.programs.grep_command import grep_verdict
from runbook_site.checks.programs.jq_command import jq_verdict
from runbook_site.checks.programs.sed_command import sed_verdict
from runbook_site.checks.shell.program_brackets import program_fault, program_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.programs.verdict import Verdict
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.project import Project
    from runbook_site.snippets.word import Word

_TOOLS = frozenset({"jq", "gojq", "jaq", "awk", "gawk", "mawk", "nawk", "sed", "gsed", "grep", "egrep", "ggrep"})


def program_verdicts(project: Project) -> tuple[tuple[Call, Word, str, bool], ...]:
    """Each call with the word that is wrong, why, and whether the tool certainly refuses it."""
    return tuple(_verdicts(project))


def _verdicts(project: Project) -> Iterator[tuple[Call, Word, str, bool]]:
    for call in project.calls:
        # Where the shell around it is broken, the program is too, and that is said already.
        if call.tool in _TOOLS and not call.chunk.problems:
            verdict = _verdict(call)
            if verdict is not None:
                yield call, *verdict


def _verdict(call: Call) -> Verdict:
    tool, argv = call.tool, call.invocation.argv
    if tool in {"sed", "gsed"}:
        return sed_verdict(argv)
    if tool in {"grep", "egrep", "ggrep"}:
        return grep_verdict(argv, extended=tool == "egrep")
    found = program_fault(tool, argv)
    if found is not None:
        return *found, True
    program = program_word(tool, argv) if tool == "jq" else None
    return jq_verdict(argv, program) if program is not None else None
