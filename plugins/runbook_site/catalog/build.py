"""From snippets to the catalog."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING

from runbook_site.catalog.address import command_url
from runbook_site.catalog.entry import (
    Catalog,
    Entry,
    EntryCommand,
    EntryProof,
    EntryStatement,
    EntryVariable,
    Location,
    Occurrence,
    RunbookRef,
    Summary,
)
from runbook_site.catalog.names import command_names, command_title
from runbook_site.model.address import runbook_page
from runbook_site.snippets.census import take_census
from runbook_site.snippets.effective_risk import effective_risk
from runbook_site.snippets.fingerprint import fingerprint
from runbook_site.snippets.shell_variables import names_set

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from runbook_site.model.document import Library, RunbookDocument
    from runbook_site.model.proof_record import Key
    from runbook_site.model.variable import Variable
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.project import Project, RunbookSnippets
    from runbook_site.snippets.snippet import Chunk, Snippet, VariableUse


def build_catalog(project: Project) -> Catalog:
    """The catalog of a project."""
    proofs = _proofs(project.library)
    entries = tuple(entry for runbook in project.runbooks for entry in _entries(project.library, runbook, proofs))
    same: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        same[entry.fingerprint].append(entry.id)
    repeated = {fingerprint: tuple(ids) for fingerprint, ids in same.items() if len(ids) > 1}
    summary = Summary(**asdict(take_census(project)), distinct_commands=len(same))
    runbooks = tuple(
        RunbookRef(
            service=document.service,
            id=document.id,
            title=document.runbook.title,
            url=f"{runbook_page(document.service, document.id)}/",
        )
        for document in project.library.runbooks
    )
    return Catalog(summary=summary, runbooks=runbooks, entries=entries, same_commands=repeated)


def _proofs(library: Library) -> Mapping[Key, EntryProof]:
    prove_every = library.site.site.check.prove_every
    return {
        each.key: EntryProof(
            level=each.level,
            on=each.on,
            holds_until=each.holds_until(prove_every),
            against=each.against,
            short_of=each.short_of,
        )
        for each in (library.proofs.proofs if library.proofs else ())
    }


def _entries(library: Library, runbook: RunbookSnippets, proofs: Mapping[Key, EntryProof]) -> Iterator[Entry]:
    document = runbook.document
    known = _known_variables(library, document)
    set_above: set[str] = set()
    for name, (snippet, chunk) in zip(command_names(runbook), runbook.chunks, strict=True):
        block, command = snippet.block, snippet.block.command
        step = getattr(document.runbook, block.step.phase)[block.step.index] if block.step else None
        alone = len(snippet.chunks) == 1
        span = chunk.text.span(0, len(chunk.text.text))
        digest = fingerprint(chunk.text.text, chunk.language)
        yield Entry(
            id=f"{document.service}/{document.id}/{name}",
            service=document.service,
            runbook=document.id,
            runbook_title=document.runbook.title,
            phase=block.step.phase if block.step else None,
            step=step.title if step else None,
            title=command_title(snippet, chunk),
            language=chunk.language,
            source=chunk.text.text,
            commands=tuple(_command(invocation) for invocation in chunk.invocations if invocation.argv),
            statements=tuple(
                EntryStatement(kind=s.kind, relations=s.relations, functions=s.functions, via=s.via)
                for s in chunk.statements
            ),
            risk=effective_risk(snippet, chunk),
            risk_derived=chunk.risk,
            risk_reasons=chunk.risk_reasons,
            effect=command.effect if command else None,
            expect=command.expect if command and alone else None,
            sample_output=(command.sample_output if command and alone else None) or chunk.output or None,
            interactive=command.interactive if command else False,
            timeout=command.timeout if command else None,
            variables=tuple(_variables(snippet, chunk, known, set_above)),
            unparsed=tuple(problem.message for problem in chunk.problems),
            fingerprint=digest,
            proof=proofs.get((document.service, document.id, digest)),
            location=Location(
                path=span.path,
                line=span.start.line,
                column=span.start.column,
                end_line=span.end.line,
                end_column=span.end.column,
            ),
            url=command_url(document.service, document.id, name),
        )
        set_above.update(each for invocation in chunk.invocations for each in names_set(invocation))


def _command(invocation: Invocation) -> EntryCommand:
    return EntryCommand(
        tool=invocation.tool,
        subcommand=invocation.subcommand,
        argv=tuple(word.text if word.value is None else word.value for word in invocation.argv),
        via=invocation.via,
    )


def _known_variables(library: Library, document: RunbookDocument) -> dict[str, Variable | None]:
    """Variables that have a meaning in a runbook: with their declaration, or ``None`` for the environment's."""
    site = library.site.site
    service = library.service(document.service).service
    known: dict[str, Variable | None] = {variable.name: None for variable in site.environment_variables}
    if service:
        known |= {variable.name: None for variable in service.environment_variables}
    known |= site.variables
    known |= service.variables if service else {}
    return known | document.runbook.variables


def _variables(
    snippet: Snippet, chunk: Chunk, known: dict[str, Variable | None], set_above: Container[str]
) -> Iterator[EntryVariable]:
    uses: dict[str, list[VariableUse]] = defaultdict(list)
    for use in chunk.variables:
        uses[use.name].append(use)
    for name, places in uses.items():
        declaration = known.get(name)
        if declaration is not None:
            origin = "declared"
        elif name in known:
            origin = "environment"
        else:
            by_text = all(use.assigned_here or (use.syntax == "shell" and name in set_above) for use in places)
            origin = "assigned" if by_text else "undeclared"
        yield EntryVariable(
            name=name,
            origin=origin,
            declaration=declaration,
            occurrences=tuple(_occurrence(snippet, chunk, use) for use in places),
        )


def _occurrence(snippet: Snippet, chunk: Chunk, use: VariableUse) -> Occurrence:
    start = chunk.text.text_offset(snippet.block.text.source.offset(use.span.start))
    return Occurrence(
        text=use.text,
        syntax=use.syntax,
        quoting=use.quoting,
        assigned=use.assigned_here,
        start=start,
        end=start + len(use.text),
    )
