"""From YAML to the documents of a library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from runbook_site.model.command import Command
from runbook_site.model.document import Block, RunbookDocument, ServiceDocument, SiteDocument, StepRef, Suppression
from runbook_site.model.fence_findings import fence_findings
from runbook_site.model.runbook import Runbook
from runbook_site.model.service import Service
from runbook_site.model.site import Site
from runbook_site.model.suppression import Suppressions, read_suppressions
from runbook_site.model.validate import validate
from runbook_site.sources.finding import Finding
from runbook_site.sources.markdown import Markdown, parse_markdown
from runbook_site.sources.text import SourceText
from runbook_site.sources.value_path import ValuePath
from runbook_site.sources.yaml_tree import YamlTree, parse_yaml


class _Prose(NamedTuple):
    """A field with Markdown in it, and what it belongs to."""

    path: ValuePath
    step: StepRef | None
    title: str
    markdown: Markdown
    suppressions: Suppressions


def read_yaml_runbook(
    source: SourceText, *, service: str, runbook_id: str
) -> tuple[RunbookDocument | None, tuple[Finding, ...]]:
    """Read a runbook.

    One whose YAML has errors is no document: of two texts for one key nobody can tell which one to run.
    Findings about the Markdown in its fields come beside the document.
    """
    tree = parse_yaml(source.whole())
    runbook, findings = validate(tree, Runbook)
    findings = (*tree.findings, *findings)
    if runbook is None or findings:
        return None, findings
    prose = list(_markdown_fields(tree, runbook))
    blocks = [*_command_blocks(tree, runbook), *(block for text in prose for block in _fence_blocks(text))]
    links = [link for text in prose for link in text.markdown.links]
    suppressions = [each for text in prose for each in text.suppressions.all]
    findings = tuple(
        finding for text in prose for finding in (*fence_findings(text.markdown), *text.suppressions.findings)
    )
    document = RunbookDocument(
        source=source,
        id=runbook_id,
        service=service,
        form="yaml",
        runbook=runbook,
        places=tree.places,
        blocks=tuple(sorted(blocks, key=lambda block: block.span)),
        promised=True,
        links=tuple(sorted(links, key=lambda link: link.span)),
        suppressions=tuple(sorted(suppressions, key=lambda each: each.span)),
    )
    return document, tuple(sorted(findings, key=lambda finding: finding.span))


def read_yaml_service(
    source: SourceText, *, service_id: str, folder: str
) -> tuple[ServiceDocument, tuple[Finding, ...]]:
    """Read ``service.yml``; its rule files are read by `read_alert_rules`."""
    tree = parse_yaml(source.whole())
    service, findings = validate(tree, Service)
    return ServiceDocument(service_id, folder, service, source, tree.places), (*tree.findings, *findings)


def read_yaml_site(source: SourceText) -> tuple[SiteDocument, tuple[Finding, ...]]:
    """Read ``site.yml``; where it has errors, the defaults hold."""
    tree = parse_yaml(source.whole())
    site, findings = validate(tree, Site)
    return SiteDocument(site or Site(), source, tree.places), (*tree.findings, *findings)


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
                span=tree.places[path],
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
        Suppression(allowance.rule, allowance.reason, tree.places[(*around, "allow", number)], tree.places[around])
        for number, allowance in enumerate(command.allow)
    )


def _markdown_fields(tree: YamlTree, runbook: Runbook) -> Iterator[_Prose]:
    """Every field that holds Markdown, where it is given."""
    paths: list[tuple[ValuePath, StepRef | None, str]] = [(("summary",), None, ""), (("impact",), None, "")]
    for phase, index, step in runbook.steps():
        ref = StepRef(phase, index)
        paths.append(((phase, index, "text"), ref, step.title))
        paths += [((phase, index, "files", number, "note"), ref, step.title) for number in range(len(step.files))]
    paths += [(("messages", number, "text"), None, message.title) for number, message in enumerate(runbook.messages)]
    for path, belongs_to, title in paths:
        text = tree.scalar(path)
        if text is not None and text.text:
            markdown = parse_markdown(text)
            yield _Prose(path, belongs_to, title, markdown, read_suppressions(markdown))


def _fence_blocks(prose: _Prose) -> Iterator[Block]:
    for index, fence in enumerate(prose.markdown.fences):
        above = None if fence.heading_index is None else prose.markdown.headings[fence.heading_index]
        yield Block(
            text=fence.text,
            span=fence.span,
            info=fence.info,
            origin="indented" if fence.indented else "fence",
            step=prose.step,
            heading=above.text if above is not None and above.text else prose.title,
            closed=fence.closed,
            path=prose.path,
            allow=prose.suppressions.by_block.get(index, ()),
        )
