"""From YAML to the documents of a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from runbook_site.model.command import Command
from runbook_site.model.document import Block, RunbookDocument, ServiceDocument, SiteDocument, StepRef, Suppression
from runbook_site.model.markdown_texts import MarkdownText, read_texts, runbook_fields, service_fields
from runbook_site.model.runbook import Runbook
from runbook_site.model.service import Service
from runbook_site.model.site import Site
from runbook_site.model.suppression import read_yaml_suppressions
from runbook_site.model.validate import validate
from runbook_site.sources.finding import Finding
from runbook_site.sources.markdown import Link
from runbook_site.sources.text import SourceText
from runbook_site.sources.value_path import ValuePath
from runbook_site.sources.yaml_tree import YamlTree, parse_yaml


def read_yaml_runbook(
    source: SourceText, *, service: str, runbook_id: str
) -> tuple[RunbookDocument | None, tuple[Finding, ...]]:
    """Read a runbook.

    One whose YAML has errors is no document: of two texts for one key nobody can tell which one to run.
    Findings about the Markdown in its fields, and about its comments, come beside the document.
    """
    tree = parse_yaml(source.whole())
    runbook, findings = validate(tree, Runbook)
    findings = (*tree.findings, *findings)
    suppressions, misspelt = read_yaml_suppressions([tree])
    if runbook is None or findings:
        return None, (*findings, *misspelt)
    texts = list(read_texts(tree, runbook_fields(runbook)))
    blocks = [*_command_blocks(tree, runbook), *(block for text in texts for block in _fence_blocks(text))]
    suppressions = (*suppressions, *(each for text in texts for each in text.suppressions.all))
    document = RunbookDocument(
        source=source,
        id=runbook_id,
        service=service,
        form="yaml",
        runbook=runbook,
        places=tree.places,
        blocks=tuple(sorted(blocks, key=lambda block: block.span)),
        promised=True,
        anchors=tuple(name for text in texts for name in text.markdown.anchors),
        labels=tuple(name for text in texts for name in text.markdown.labels),
        links=_links(texts),
        suppressions=tuple(sorted(suppressions, key=lambda each: each.span)),
    )
    return document, tuple(sorted((*misspelt, *_wrong_in(texts)), key=lambda finding: finding.span))


def read_yaml_service(
    source: SourceText, *, service_id: str, folder: str
) -> tuple[ServiceDocument, tuple[Finding, ...]]:
    """Read ``service.yml``; its rule files are read by `read_rule_files`.

    Where it has errors nothing in it is kept quiet: it would look as if it had been read.
    """
    tree = parse_yaml(source.whole())
    service, findings = validate(tree, Service)
    suppressions, misspelt = read_yaml_suppressions([tree])
    findings = (*tree.findings, *findings, *misspelt)
    document = ServiceDocument(service_id, folder, service, source, tree.places)
    if service is None or tree.findings:
        return document, findings
    texts = list(read_texts(tree, service_fields(service)))
    suppressions = (*suppressions, *(each for text in texts for each in text.suppressions.all))
    document = replace(
        document,
        labels=tuple(name for text in texts for name in text.markdown.labels),
        links=_links(texts),
        suppressions=tuple(sorted(suppressions, key=lambda each: each.span)),
    )
    return document, (*findings, *_wrong_in(texts))


def read_yaml_site(source: SourceText) -> tuple[SiteDocument, tuple[Finding, ...]]:
    """Read ``site.yml``; where it has errors, the defaults hold, and nothing in it is kept quiet."""
    tree = parse_yaml(source.whole())
    site, findings = validate(tree, Site)
    suppressions, misspelt = read_yaml_suppressions([tree])
    findings = (*tree.findings, *findings)
    document = SiteDocument(site or Site(), source, tree.places, () if findings else suppressions, site is not None)
    return document, (*findings, *misspelt)


def _links(texts: Iterable[MarkdownText]) -> tuple[Link, ...]:
    return tuple(sorted((link for text in texts for link in text.markdown.links), key=lambda link: link.span))


def _wrong_in(texts: Iterable[MarkdownText]) -> Iterator[Finding]:
    for text in texts:
        yield from text.findings()


def _command_blocks(tree: YamlTree, runbook: Runbook) -> Iterator[Block]:
    for phase, index, step in runbook.steps():
        for number, command in enumerate(step.commands):
            around: ValuePath = (phase, index, "commands", number)
            path = (*around, "run" if command.language == "shell" else command.language)
            text = tree.scalar(path)
            if text is None:
                continue
            yield Block(
                text=text,
                span=tree.place(path),
                info=command.language,
                origin="command",
                step=StepRef(phase, index),
                command=command,
                heading=command.title or step.title,
                path=path,
                allow=_suppressions(tree, around, command),
            )


def _suppressions(tree: YamlTree, around: ValuePath, command: Command) -> tuple[Suppression, ...]:
    return tuple(
        Suppression(allowance.rule, allowance.reason, tree.place((*around, "allow", number)), tree.place(around))
        for number, allowance in enumerate(command.allow)
    )


def _fence_blocks(text: MarkdownText) -> Iterator[Block]:
    for index, fence in enumerate(text.markdown.fences):
        above = None if fence.heading_index is None else text.markdown.headings[fence.heading_index]
        yield Block(
            text=fence.text,
            span=fence.span,
            info=fence.info,
            origin="indented" if fence.indented else "fence",
            step=text.field.step,
            heading=above.text if above is not None and above.text else text.field.title,
            closed=fence.closed,
            path=text.field.path,
            allow=text.suppressions.by_block.get(index, ()),
        )
