"""The fields of YAML that hold Markdown, read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from runbook_site.model.document import StepRef
from runbook_site.model.fence_findings import fence_findings
from runbook_site.model.runbook import Message, Runbook
from runbook_site.model.service import Service
from runbook_site.model.suppression import Suppressions, read_suppressions
from runbook_site.sources.finding import Finding
from runbook_site.sources.markdown import Markdown, parse_markdown
from runbook_site.sources.value_path import ValuePath
from runbook_site.sources.yaml_tree import YamlTree


@dataclass(frozen=True)
class MarkdownField:
    """A field with Markdown in it.

    Attributes:
        path: Where it stands in the document's value.
        step: The step that it belongs to.
        title: Title of what it belongs to; empty where that is the whole document.
    """

    path: ValuePath
    step: StepRef | None = None
    title: str = ""


@dataclass(frozen=True)
class MarkdownText:
    """What stands in such a field.

    Attributes:
        field: The field.
        markdown: What its text consists of.
        suppressions: Rules told not to speak in it.
    """

    field: MarkdownField
    markdown: Markdown
    suppressions: Suppressions

    def findings(self) -> Iterator[Finding]:
        """What is wrong with it as Markdown."""
        yield from fence_findings(self.markdown)
        yield from self.suppressions.findings


def runbook_fields(runbook: Runbook) -> Iterator[MarkdownField]:
    """Every field of a runbook that holds Markdown."""
    yield MarkdownField(("summary",))
    yield MarkdownField(("impact",))
    for phase, index, step in runbook.steps():
        ref = StepRef(phase, index)
        yield MarkdownField((phase, index, "text"), ref, step.title)
        for number in range(len(step.files)):
            yield MarkdownField((phase, index, "files", number, "note"), ref, step.title)
    yield from _message_fields(runbook.messages)


def service_fields(service: Service) -> Iterator[MarkdownField]:
    """Every field of ``service.yml`` that holds Markdown."""
    yield MarkdownField(("summary",))
    yield MarkdownField(("notes",))
    yield from _message_fields(service.messages)


def _message_fields(messages: Iterable[Message]) -> Iterator[MarkdownField]:
    for number, message in enumerate(messages):
        yield MarkdownField(("messages", number, "text"), None, message.title)


def read_texts(tree: YamlTree, fields: Iterable[MarkdownField]) -> Iterator[MarkdownText]:
    """Read those of the fields that are given."""
    for field in fields:
        text = tree.scalar(field.path)
        if text is not None and text.text:
            markdown = parse_markdown(text)
            yield MarkdownText(field, markdown, read_suppressions(markdown))
