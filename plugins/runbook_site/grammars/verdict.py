"""What is wrong with a command, by all versions of its tool that come into question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from runbook_site.grammars.aws_values import value_problems
from runbook_site.grammars.match import match
from runbook_site.grammars.pack import near_versions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.grammars.grammar import Grammar
    from runbook_site.grammars.pack import Pack
    from runbook_site.grammars.problem import Problem, ProblemKind
    from runbook_site.snippets.word import Word

_REMOVED: dict[ProblemKind, ProblemKind] = {
    "unknown-option": "removed-option",
    "unknown-subcommand": "removed-subcommand",
    "unlisted-option": "removed-option",
    "unlisted-subcommand": "removed-subcommand",
    "removed-option": "removed-option",
    "removed-subcommand": "removed-subcommand",
}
"""What it is called where an older version has what the newest has not."""

_NOT_THE_COMMAND = frozenset({"unknown-subcommand", "unlisted-subcommand"})
_NOT_THE_OPTION = frozenset({"unknown-option", "unlisted-option"})
_OF_THE_WHOLE = frozenset({"missing-option", "missing-option-value", "operand-count", "conflicting-options"})
"""What can be told only where every word is understood."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What grammars say of a command.

    Attributes:
        covered: Whether the tool is known at all.
        problems: What no version accepts that comes into question.
    """

    covered: bool
    problems: tuple[Problem, ...] = ()


def judge(pack: Pack, tool: str, version: str | None, words: Sequence[Word], *, more: bool = False) -> Verdict:
    """Hold a command against its tool.

    A problem counts where every version that comes into question has it: the one named, its two neighbours where
    there is no grammar of that one, all where none is named. What the newest has lost is said as that.

    Args:
        pack: The grammars.
        tool: The program.
        version: The one that the service names, if it names one.
        words: The command, its program in front.
        more: Whether another program puts words behind these (``xargs``).

    Raises:
        GrammarError: A grammar's file is damaged.
    """
    packed = pack.versions(tool)
    if not packed:
        return Verdict(covered=False)
    candidates = near_versions(packed, version) if version else packed
    newest = candidates[-1].read()
    kept = _problems(newest, words, more=more)
    others = [each.read() for each in reversed(candidates[:-1])] if kept else []
    answers = [(each, _problems(each, words, more=more)) for each in others]
    shown = tuple(_agreed(problem, newest, answers, version) for problem in kept)
    return Verdict(covered=True, problems=tuple(problem for problem in shown if problem is not None))


def _problems(grammar: Grammar, words: Sequence[Word], *, more: bool) -> tuple[Problem, ...]:
    """What one version does not accept: words, and values where it knows their shapes."""
    return (*match(grammar, words, more=more), *value_problems(grammar, words, more=more))


def _agreed(
    problem: Problem, newest: Grammar, others: Sequence[tuple[Grammar, Sequence[Problem]]], version: str | None
) -> Problem | None:
    """A problem as it is reported; ``None`` where another version that may be meant does not have it."""
    accepting = next(
        (each for each, problems in others if not _has(problem, problems) and not _stopped(problem, problems)), None
    )
    if accepting is None:
        oldest = others[-1][0] if others else None
        return replace(problem, message=f"{problem.message} ({_named(newest, version, oldest)})")
    if version is None and problem.kind in _REMOVED:
        lost = f"{newest.tool} {newest.version}; {accepting.version} had it"
        return replace(problem, kind=_REMOVED[problem.kind], message=f"{problem.message} ({lost})")
    return None


def _has(problem: Problem, problems: Sequence[Problem]) -> bool:
    return any(each.start < problem.end and problem.start < each.end for each in problems)


def _stopped(problem: Problem, problems: Sequence[Problem]) -> bool:
    """Whether a version did not come so far as to have an opinion: it stumbled over a word that it does not know.

    Behind a subcommand that it does not know it reads nothing. Behind an option that it does not know it says no more
    of what is missing, as nobody knows whether the next word is its value.
    """
    if any(each.kind in _NOT_THE_COMMAND and each.end <= problem.start for each in problems):
        return True
    return problem.kind in _OF_THE_WHOLE and any(each.kind in _NOT_THE_OPTION for each in problems)


def _named(grammar: Grammar, version: str | None, oldest: Grammar | None) -> str:
    """Which versions were asked, and why where another is named."""
    own = f"{grammar.tool} {grammar.version}"
    if oldest is not None:
        own = f"{grammar.tool} {oldest.version} to {grammar.version}"
    if version is None or grammar.version.startswith(version):
        return own
    return f"{own}, the nearest to {version} that is known"
