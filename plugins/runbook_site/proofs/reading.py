"""The levels that need nothing to run: parsed, linted, accepted."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, get_args

from runbook_site.checks.cli.tool_words import ADDED, BUILT_IN, judge_commands
from runbook_site.checks.postgresql.catalog import catalog
from runbook_site.checks.registry import RULES
from runbook_site.grammars.pack import SHIPPED, Pack, near_versions
from runbook_site.grammars.problem import ProblemKind
from runbook_site.proofs.level import ProofLevel
from runbook_site.proofs.proof import Proof
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from runbook_site.catalog.entry import Catalog
    from runbook_site.checks.runner import Report
    from runbook_site.model.service import Service
    from runbook_site.snippets.project import Project
    from runbook_site.snippets.snippet import Chunk
    from runbook_site.sources.finding import Finding
    from runbook_site.sources.text import Span

    Sentences = Mapping[str, Sequence[tuple[Span, str]]]
    """What speaks against commands, with its place, by path."""

_WORDS = frozenset(get_args(ProblemKind))
"""Rules that say what a tool does not accept."""


def proofs_by_reading(project: Project, commands: Catalog, report: Report) -> dict[str, Proof]:
    """How far reading alone proves each command, by the id of its catalog entry.

    Args:
        project: What was read.
        commands: Its catalog.
        report: What all rules found in it.

    Raises:
        GrammarError: A grammar's file is damaged.
    """
    errors = _by_path((each.span, each.message) for each in report.findings if each.level is Level.ERROR)
    # What an author keeps quiet with a reason is no error to him, and no proof to anybody.
    every = (*report.findings, *(each.finding for each in report.suppressed))
    doubts = _by_path((*_refused(every), *_not_covered(project)))
    entries = iter(commands.entries)
    proofs: dict[str, Proof] = {}
    for runbook in project.runbooks:
        service = project.library.service(runbook.document.service).service
        for _, chunk in runbook.chunks():
            proofs[next(entries).id] = _proof(chunk, service, errors, doubts)
    return proofs


def _proof(chunk: Chunk, service: Service | None, errors: Sentences, doubts: Sentences) -> Proof:
    if chunk.problems:
        return Proof(ProofLevel.UNPROVEN, short_of=f"a part of it could not be read: {chunk.problems[0].message}")
    if speaks := _within(errors, chunk):
        return Proof(ProofLevel.PARSED, ("parsed",), short_of=speaks)
    keeps = _within(doubts, chunk) or next(_strangers(chunk), "")
    if keeps:
        return Proof(ProofLevel.LINTED, ("no rule of level error speaks against it",), short_of=keeps)
    return Proof(
        ProofLevel.ACCEPTED,
        ("the grammars of all that it calls accept its words",),
        tuple(_versions(chunk, service)),
        "it has not run",
    )


def _by_path(sentences: Iterable[tuple[Span, str]]) -> Sentences:
    by_path: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for span, sentence in sentences:
        by_path[span.path].append((span, sentence))
    return by_path


def _within(sentences: Sentences, chunk: Chunk) -> str:
    """The first sentence about a place in a command; empty where there is none."""
    own = chunk.text.span(0, len(chunk.text.text))
    about = (each for each in sentences.get(own.path, ()) if own.start <= each[0].start < own.end)
    return min(about, default=(own, ""))[1]


def _refused(findings: Iterable[Finding]) -> Iterator[tuple[Span, str]]:
    """What a tool or a database may not take, errors or not."""
    for each in findings:
        if each.rule in _WORDS or (RULES.family(each.rule) == "sql" and each.level is not Level.INFO):
            yield each.span, each.message


def _not_covered(project: Project) -> Iterator[tuple[Span, str]]:
    for tool, spans in judge_commands(project).not_covered.items():
        for span in spans:
            yield span, f"no grammar covers '{tool}'"


def _strangers(chunk: Chunk) -> Iterator[str]:
    """What a command does that no grammar can say anything about."""
    for invocation in chunk.invocations:
        if not invocation.argv:
            continue
        if not invocation.tool:
            yield f"which program '{invocation.argv[0].text}' is, only a run tells"
        elif "/" in (invocation.argv[0].value or ""):
            yield f"'{invocation.argv[0].value}' is a program of its own, which no grammar covers"
    for statement in chunk.statements:
        if not statement.kind:
            yield "a statement of it was not read"
        elif statement.dialect != "postgresql":
            yield f"its SQL is of another dialect ({statement.dialect}), which is read as advice only"


def _versions(chunk: Chunk, service: Service | None) -> Iterator[tuple[str, str]]:
    """Versions of the grammars that accepted a command: those for what the service names, else all there are."""
    pack = Pack((SHIPPED, ADDED))
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
