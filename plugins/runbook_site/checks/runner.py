"""Runs the rules over a project."""

from __future__ import annotations

import traceback
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from runbook_site.checks.levels import Levels, rules_in_use
from runbook_site.checks.program import ProgramError
from runbook_site.checks.registry import RULES
from runbook_site.checks.rule import Subject
from runbook_site.checks.shell.shellcheck import ProjectReading
from runbook_site.snippets.census import Census, take_census

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from runbook_site.checks.rule import Rule
    from runbook_site.model.document import Library, SkippedFile, Suppression
    from runbook_site.model.inventory import Inventory
    from runbook_site.snippets.project import Project
    from runbook_site.sources.finding import Finding, Level
    from runbook_site.sources.text import Span


_ABOUT_SUPPRESSIONS = frozenset({"suppression-without-reason", "unknown-rule-suppressed", "unused-suppression"})
"""Rules that speak once it is known what was kept quiet, and that nothing keeps quiet."""


@dataclass(frozen=True, slots=True)
class RuleCrash:
    """A rule that could not do its work: an error of the tool or of the system, never of the runbook.

    Attributes:
        rule: Its name.
        traceback: Where it stopped; where a program is missing or fails, what to do about that.
        is_defect: Whether the tool is to blame.
    """

    rule: str
    traceback: str
    is_defect: bool = True


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding, and the first comment or `allow` that keeps it quiet."""

    finding: Finding
    suppression: Suppression


@dataclass(frozen=True)
class Report:
    """What the rules found.

    Attributes:
        findings: By path, place and rule, each with its level.
        suppressed: Findings that a suppression kept quiet, each with its level and with the suppression.
        crashes: Rules that could not do their work.
        failed_files: Files on which the tool could not do its work.
        census: What was looked at.
        skipped: Files that were seen and not read as a runbook, those that failed included.
        unparsed: Places inside of commands that could not be read as their language.
    """

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    crashes: tuple[RuleCrash, ...]
    failed_files: tuple[SkippedFile, ...]
    census: Census
    skipped: tuple[SkippedFile, ...] = ()
    unparsed: tuple[Span, ...] = ()

    def count(self, level: Level) -> int:
        """How many findings have this level."""
        return sum(finding.level is level for finding in self.findings)


def load_rules(inventory: Inventory) -> None:
    """Load the rules that will be needed. Once it is known what there is, others can read while this is done."""
    RULES.load(rules_in_use(inventory.site.site.check))


def run_checks(project: Project, today: date, rules: Mapping[str, Rule] = RULES) -> Report:
    """Run every rule that is not switched off over a project.

    Args:
        project: What is looked at.
        today: The day that review dates are held against.
        rules: The rules that may speak. A suppression of another one that exists is not useless.
    """
    levels = Levels(project.library, rules)
    names = rules_in_use(project.library.site.site.check, rules)
    known = frozenset((*RULES, *rules))
    subject = Subject(project, today, known)
    if any(RULES.family(name) == "shell" for name in names):
        # ShellCheck takes as long as all rules together: it works while they are loaded, and while others run.
        with suppress(Exception):  # a rule that asks for it says so
            subject.once(ProjectReading)
    on = [rules[name] for name in names]
    first = [rule for rule in on if rule.name not in _ABOUT_SUPPRESSIONS]
    first.sort(key=lambda rule: rule.family == "shell")
    last = [rule for rule in on if rule.name in _ABOUT_SUPPRESSIONS]

    crashes: list[RuleCrash] = []
    suppressions = _suppressions(project)
    kept, suppressed, used = _suppress(_weighed(_find(first, subject, crashes), levels), suppressions)
    # A rule that is off finds nothing, so a suppression of it is not yet useless; nor is one where nobody knows
    # which rules are on.
    undecided = used | (_undecided(project.library) if project.library.site.is_sound else set(suppressions))
    decided = {s for s in suppressions if s.rule in names and s not in undecided and levels.level(s.rule, s.scope.path)}
    unused = tuple(s for s in suppressions if s.rule not in known or s in decided)
    kept += _weighed(_find(last, replace(subject, unused=unused, found=tuple(kept)), crashes), levels)
    return Report(
        findings=tuple(sorted(set(kept), key=_order)),
        suppressed=tuple(sorted(suppressed, key=lambda each: _order(each.finding))),
        crashes=tuple(crashes),
        failed_files=tuple(file for file in project.library.skipped if file.failed),
        census=take_census(project),
        skipped=project.library.skipped,
        unparsed=tuple(sorted(_unparsed(project))),
    )


def _unparsed(project: Project) -> Iterator[Span]:
    """The places that the census counts."""
    for runbook in project.runbooks:
        for snippet in runbook.snippets:
            problems = (*snippet.problems, *(problem for chunk in snippet.chunks for problem in chunk.problems))
            yield from (problem.span for problem in problems if problem.kind != "foreign")


def _find(rules: Iterable[Rule], subject: Subject, crashes: list[RuleCrash]) -> list[Finding]:
    findings: list[Finding] = []
    for rule in rules:
        try:
            findings += (_own(rule, finding) for finding in rule.check(subject))
        except ProgramError as error:
            crashes.append(RuleCrash(rule.name, str(error), is_defect=False))
        except Exception:  # noqa: BLE001 - one rule's defect must not hide what the others find
            crashes.append(RuleCrash(rule.name, traceback.format_exc()))
    return findings


def _weighed(findings: Iterable[Finding], levels: Levels) -> list[Finding]:
    """The findings with their levels, without those of rules that are off where they stand."""
    weighed = ((finding, levels.level(finding.rule, finding.span.path)) for finding in findings)
    return [replace(finding, level=level) for finding, level in weighed if level is not None]


def _own(rule: Rule, finding: Finding) -> Finding:
    if finding.rule != rule.name:
        message = f"the rule {rule.name} speaks in the name of {finding.rule}"
        raise ValueError(message)
    return finding


def _suppressions(project: Project) -> tuple[Suppression, ...]:
    library = project.library
    of_blocks = (each for document in library.runbooks for block in document.blocks for each in block.allow)
    return tuple(dict.fromkeys((*library.suppressions, *of_blocks)))


def _undecided(library: Library) -> set[Suppression]:
    """Suppressions in services of which not all is known: what they keep quiet may stand in the rest.

    Some of their files were not given, or their ``service.yml`` could not be read.
    """
    unread = (service.id for service in library.services if not service.is_sound)
    partial = library.partial_services | frozenset(unread)
    undecided = set(library.site.suppressions if partial else ())
    for service in library.services:
        undecided.update(service.suppressions if service.id in partial else ())
    for runbook in library.runbooks:
        undecided.update(runbook.suppressions if runbook.service in partial else ())
    return undecided


def _suppress(
    findings: list[Finding], suppressions: tuple[Suppression, ...]
) -> tuple[list[Finding], list[Suppressed], set[Suppression]]:
    """Part findings into those that speak and those that are kept quiet, and say which suppressions did that."""
    by_place: dict[tuple[str, str], list[Suppression]] = {}
    for suppression in suppressions:
        by_place.setdefault((suppression.rule, suppression.scope.path), []).append(suppression)
    kept: list[Finding] = []
    quiet: list[Suppressed] = []
    used: set[Suppression] = set()
    for finding in findings:
        covering = [s for s in by_place.get((finding.rule, finding.span.path), ()) if _covers(s.scope, finding.span)]
        used.update(covering)
        if covering:
            quiet.append(Suppressed(finding, covering[0]))
        else:
            kept.append(finding)
    return kept, quiet, used


def _covers(scope: Span, span: Span) -> bool:
    return scope.start <= span.start <= scope.end


def _order(finding: Finding) -> tuple[Span, str, str]:
    return finding.span, finding.rule, finding.message
