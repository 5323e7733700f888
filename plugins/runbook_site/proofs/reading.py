"""The levels that need nothing to run: parsed, linted, accepted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from runbook_site.checks.cli.tool_words import ADDED, BUILT_IN
from runbook_site.checks.postgresql.catalog import catalog
from runbook_site.checks.registry import RULES
from runbook_site.checks.runner import run_checks
from runbook_site.grammars.declared import called_script, script_at
from runbook_site.grammars.pack import SHIPPED, Pack, near_versions
from runbook_site.grammars.problem import ProblemKind
from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs.proof import Proof
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from runbook_site.catalog.entry import Catalog
    from runbook_site.checks.rule import Family
    from runbook_site.checks.runner import Report
    from runbook_site.model.service import Service
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.project import Project
    from runbook_site.snippets.snippet import Chunk
    from runbook_site.sources.finding import Finding
    from runbook_site.sources.text import Span

    Sentences = Mapping[str, Sequence[tuple[Span, str]]]
    """What speaks against commands, with its place, by path."""

LINTED = "no rule of level error speaks against it"
"""The evidence for that level."""
_WORDS = frozenset(get_args(ProblemKind))
"""Rules that say what a tool does not accept."""
_NAMES = frozenset({"removed-system-name", "sql-not-understood"})
"""Rules of SQL that are no errors, and say all the same what the database of some version does not take."""
_ABOUT_PROOFS = frozenset({"unproven-command"})
"""What is said of proofs says nothing about the command."""
_OF_WORDS: frozenset[Family] = frozenset({"cli", "sql"})
"""Families of these rules. What else is in them, about locks and missing conditions, is advice."""


def proofs_by_reading(project: Project, commands: Catalog, report: Report, today: date) -> dict[str, Proof]:
    """How far reading alone proves each command, by the id of its catalog entry.

    Args:
        project: What was read.
        commands: Its catalog.
        report: What all rules found in it. Where one could not do its work, nobody knows what speaks against a command.
        today: The day that dates are held against.

    Raises:
        GrammarError: A grammar's file is damaged.
    """
    errors = _by_path(
        (each.span, each.message)
        for each in report.findings
        if each.level is Level.ERROR and each.rule not in _ABOUT_PROOFS
    )
    words = _report_of_words(project, report, today)
    # What an author keeps quiet with a reason is no error to him, and no proof to anybody.
    doubts = _by_path(_refused((*words.findings, *(each.finding for each in words.suppressed))))
    crashed = sorted({each.rule for each in (*report.crashes, *words.crashes)})
    unknown = f"the rule {crashed[0]} could not do its work" if crashed else ""
    pack = Pack((SHIPPED, ADDED))
    entries = iter(commands.entries)
    proofs: dict[str, Proof] = {}
    for runbook in project.runbooks:
        service = project.library.service(runbook.document.service).service
        for _, chunk in runbook.chunks:
            against = _within(errors, chunk) or unknown
            refused = _within(doubts, chunk) or next(_strangers(chunk, service, pack), "")
            proofs[next(entries).id] = _proof(
                chunk, against, refused, tuple(_versions(chunk, service, pack)), sorted(set(_scripts(chunk, service)))
            )
    return proofs


def _report_of_words(project: Project, report: Report, today: date) -> Report:
    """What tools do not accept, whatever the author thinks of it: a rule that is off lets nothing pass."""
    site = project.library.site
    check = site.site.check
    if not (check.levels or check.overrides):
        return report
    told_nothing = site.site.model_copy(update={"check": check.model_copy(update={"levels": {}, "overrides": ()})})
    library = replace(project.library, site=replace(site, site=told_nothing))
    return run_checks(replace(project, library=library), today, RULES.of(_OF_WORDS))


def _proof(
    chunk: Chunk, against: str, refused: str, versions: tuple[tuple[str, str], ...], scripts: Sequence[str]
) -> Proof:
    if chunk.problems:
        return Proof(ProofLevel.UNPROVEN, short_of=f"a part of it could not be read: {chunk.problems[0].message}")
    if against:
        return Proof(ProofLevel.PARSED, ("it is a sentence of its language",), short_of=against)
    if refused:
        return Proof(ProofLevel.LINTED, (LINTED,), short_of=refused)
    named = ", ".join(name for name, _ in versions)
    by = [f"the grammar of {named}"] if named else []
    by += [f"the usage of {path} in service.yml" for path in scripts]
    seen = f"its words are accepted by {' and '.join(by)}" if by else "it calls nothing but the shell itself"
    return Proof(ProofLevel.ACCEPTED, (seen,), versions, "it has not run")


def _by_path(sentences: Iterable[tuple[Span, str]]) -> Sentences:
    by_path: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for span, sentence in sentences:
        by_path[span.path].append((span, sentence))
    return by_path


def _within(sentences: Sentences, chunk: Chunk) -> str:
    """The first sentence about a place in a command, or about one that reaches into it; empty where there is none."""
    own = chunk.text.span(0, len(chunk.text.text))
    about = (
        each
        for each in sentences.get(own.path, ())
        if each[0].start < own.end and (each[0].start >= own.start or each[0].end > own.start)
    )
    return min(about, default=(own, ""))[1]


def _refused(findings: Iterable[Finding]) -> Iterator[tuple[Span, str]]:
    """What a tool or a database does not take, errors to the author or not."""
    for each in findings:
        if each.rule in _WORDS | _NAMES or (RULES.family(each.rule) == "sql" and RULES[each.rule].level is Level.ERROR):
            yield each.span, each.message


def _strangers(chunk: Chunk, service: Service | None, pack: Pack) -> Iterator[str]:
    """What a command does that no grammar can say anything about."""
    for invocation in chunk.invocations:
        if invocation.argv and (stranger := _stranger(invocation, service, pack)):
            yield stranger
    for statement in chunk.statements:
        if not statement.kind:
            yield "a statement of it was not read"
        elif statement.dialect != "postgresql":
            yield f"its SQL is of another dialect ({statement.dialect}), which is read as advice only"
    version = service.sql.version if service is not None else None
    if chunk.statements and version and not catalog().holds(version):
        yield f"the names of PostgreSQL {version} are not known"


def _stranger(invocation: Invocation, service: Service | None, pack: Pack) -> str:
    """Why no grammar can say anything about a call; empty where one can."""
    program = invocation.argv[0]
    if not invocation.tool:
        return f"which program '{program.text}' is, only a run tells"
    at = script_at(invocation.argv)
    own = invocation.argv[at] if at is not None and (at or "/" in (program.value or "")) else None
    if own is not None and called_script(service, invocation.argv) is None:
        return f"'{own.text}' is a program of its own, and 'scripts' in service.yml has no usage of it"
    if own is program:
        return ""
    if invocation.tool not in BUILT_IN and not pack.versions(invocation.tool):
        return f"no grammar covers '{invocation.tool}'"
    return ""


def _scripts(chunk: Chunk, service: Service | None) -> Iterator[str]:
    """Paths of the service's own programs whose usage accepted a command."""
    for invocation in chunk.invocations:
        if (called := called_script(service, invocation.argv)) is not None:
            yield called[0].path


def _versions(chunk: Chunk, service: Service | None, pack: Pack) -> Iterator[tuple[str, str]]:
    """Versions of the grammars that accepted a command: those for what the service names, else all there are."""
    named = service.tools if service is not None else {}
    for tool in sorted({each.tool for each in chunk.invocations if each.tool and each.tool not in BUILT_IN}):
        packed = pack.versions(tool)
        if tool in named and packed:
            packed = near_versions(packed, named[tool])
        if packed:
            yield tool, _from_to([each.version for each in packed])
    if chunk.statements:
        version = service.sql.version if service is not None else None
        yield "postgresql", version or _from_to(catalog().versions)


def _from_to(versions: Sequence[str]) -> str:
    return versions[0] if len(versions) == 1 else f"{versions[0]} to {versions[-1]}"
