"""Every command held against what its tool accepts."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.grammars.declared import called_script
from runbook_site.grammars.pack import SHIPPED, Pack
from runbook_site.grammars.verdict import Verdict, judge
from runbook_site.snippets.tool import words_of
from runbook_site.snippets.wrappers import WRAPPERS
from runbook_site.sources.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.checks.rule import Subject
    from runbook_site.grammars.problem import Problem, ProblemKind
    from runbook_site.model.service import Service
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.project import Project
    from runbook_site.sources.text import Span

ADDED = Path(".runbook-site/grammars")
"""Where a repository keeps the grammars of its own tools, below the folder in which the command line is called."""

_ADDS_WORDS = frozenset({"xargs", "parallel"})

_HANDS_ON = {name.partition(" ")[0] for name, each in WRAPPERS.items() if each.form in {"words", "joined"}}
_HANDS_ON -= _ADDS_WORDS
"""Tools that run the words behind them, whoever has put these there."""

_TOOL = re.compile(r"[a-z][a-z0-9_+-]*")

BUILT_IN = words_of(
    ". : [ [[ alias bg break builtin case cd command compgen complete continue coproc declare dirs disown echo "
    "enable eval exec exit export false fc fg getopts hash help history jobs kill let local logout mapfile popd "
    "printf pushd pwd read readarray readonly return set shift shopt source suspend test time times trap true "
    "type typeset ulimit umask unalias unset wait "
)
"""Commands of the shell itself (Bash Reference Manual, sections 4.1 and 4.2)."""


@dataclass(frozen=True)
class Judgement:
    """What grammars say of all commands.

    Attributes:
        problems: By kind, in the files' order.
        not_covered: Places of each tool of which nothing is known.
    """

    problems: Mapping[ProblemKind, tuple[Finding, ...]]
    not_covered: Mapping[str, tuple[Span, ...]]


def findings(subject: Subject, kind: ProblemKind) -> Iterator[Finding]:
    """What was found of one kind."""
    yield from subject.once(judge_commands).problems.get(kind, ())


def judge_commands(project: Project) -> Judgement:
    """Hold every command of a project against its tool.

    Raises:
        GrammarError: A grammar's file is damaged.
    """
    pack = Pack((SHIPPED, ADDED))
    services = {each.id: each.service for each in project.library.services}
    problems: dict[ProblemKind, list[Finding]] = defaultdict(list)
    unknown: dict[str, list[Span]] = defaultdict(list)
    for runbook in project.runbooks:
        service = services.get(runbook.document.service)
        for _, chunk in runbook.chunks:
            for invocation in chunk.invocations:
                if not invocation.tool or invocation.tool in BUILT_IN:
                    continue
                verdict = _verdict(pack, service, invocation)
                for each in verdict.problems:
                    span = invocation.text.span(each.start, each.end)
                    problems[each.kind].append(Finding(each.kind, each.message, span, alternatives=each.alternatives))
                if not verdict.covered and _is_tool(invocation):
                    word = invocation.argv[0]
                    unknown[invocation.tool].append(invocation.text.span(word.start, word.end))
    return Judgement(
        {kind: tuple(found) for kind, found in problems.items()},
        {tool: tuple(spans) for tool, spans in sorted(unknown.items())},
    )


def _verdict(pack: Pack, service: Service | None, invocation: Invocation) -> Verdict:
    """What is said of a command by the grammar of its tool, or by the usage of the program of the service's own."""
    problems: tuple[Problem, ...] = ()
    if (called := called_script(service, invocation.argv)) is not None:
        script, words = called
        about = "as 'scripts' in service.yml has it"
        problems = tuple(replace(each, message=f"{each.message} ({about})") for each in script.problems(words))
        if len(words) == len(invocation.argv):
            return Verdict(covered=True, problems=problems)
    version = service.tools.get(invocation.tool) if service is not None else None
    verdict = judge(pack, invocation.tool, version, invocation.argv, more=_gets_words(invocation))
    return replace(verdict, problems=(*verdict.problems, *problems))


def _gets_words(invocation: Invocation) -> bool:
    """Whether a program around a command puts words behind it; ``sudo`` and the like hand on what they get."""
    around = next((name for name in reversed(invocation.via) if name not in _HANDS_ON), "")
    return around in _ADDS_WORDS


def _is_tool(invocation: Invocation) -> bool:
    """Whether a command is called as a tool of its own is: by a name, and not as a script by its path."""
    return _TOOL.fullmatch(invocation.tool) is not None and invocation.argv[0].value == invocation.tool
