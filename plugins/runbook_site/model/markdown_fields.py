"""The fields of a runbook in the front matter of a Markdown file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from runbook_site.model.runbook import PHASES, Runbook
from runbook_site.model.validate import validate
from runbook_site.sources.finding import Finding
from runbook_site.sources.front_matter import unclosed_keys
from runbook_site.sources.text import MappedText, SourceText, Span
from runbook_site.sources.value_path import ValuePath
from runbook_site.sources.yaml_reader import Node
from runbook_site.sources.yaml_tree import YamlTree, parse_yaml

_COMMON = frozenset({"title", "summary", "status", "owner", "severity", "links", "related", "aliases", "tags"})
"""Fields that the front matter of other tools has too, with meanings of their own."""

_FIELDS = tuple(name for name in Runbook.model_fields if name not in PHASES)

_SHOWN = 3
_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class MarkdownFields:
    """What the front matter says of the runbook.

    Attributes:
        values: The fields that are valid, by name.
        places: Where they stand.
        promised: Whether a field is there that only runbooks have.
        findings: What is wrong with it. Nothing is held against fields that nobody promised.
    """

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[ValuePath, Span] = field(default_factory=dict)
    promised: bool = False
    findings: tuple[Finding, ...] = ()


def read_fields(front_matter: MappedText | None) -> MarkdownFields:
    """Read the front matter of a Markdown file; each field stands or falls alone."""
    if front_matter is None:
        return MarkdownFields()
    tree = parse_yaml(front_matter)
    root = tree.root
    if root is None or not isinstance(root.value, dict):
        return MarkdownFields(findings=tree.findings)
    promised = any(name in root.value for name in (*_FIELDS, *PHASES) if name not in _COMMON)
    values: dict[str, Any] = {}
    findings = list(tree.findings)
    for name in _FIELDS:
        if name in root.value:
            runbook, wrong = validate(_only(tree, root, name), Runbook)
            if runbook is not None:
                values[name] = getattr(runbook, name)
            elif promised or name == "title":
                findings += wrong
    if promised:
        findings += _strangers(tree, root.value)
    places = {path: span for path, span in tree.places.items() if path and path[0] in values}
    findings.sort(key=lambda finding: finding.span)
    return MarkdownFields(values, places, promised, tuple(findings))


def front_matter_findings(source: SourceText) -> tuple[Finding, ...]:
    """What is wrong with the lines around the front matter of a Markdown file."""
    keys = unclosed_keys(source.text)
    if not keys:
        return ()
    named = ", ".join(f"'{key[:_LONGEST_SHOWN]}'" for key in keys[:_SHOWN])
    more = f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else ""
    message = f"the front matter that begins here never ends, so {named}{more} mean nothing: add a line '---' below"
    return (Finding("unterminated-front-matter", message, source.span(0, len("---"))),)


def _only(tree: YamlTree, root: Node, name: str) -> YamlTree:
    """The document with one of its fields, and a title, as no runbook is without."""
    title = Node("-", root.start, root.start, style="", text="-")
    children: dict[str | int, Node] = {"title": title, name: root.children[name]}
    keys = {"title": title, name: root.keys[name]}
    value = {each: node.value for each, node in children.items()}
    return YamlTree(tree.text, replace(root, value=value, children=children, keys=keys))


def _strangers(tree: YamlTree, value: dict[str, Any]) -> list[Finding]:
    findings = []
    for name in value:
        span = tree.keys.get((name,), tree.text.span(0, 0))
        if name in PHASES:
            message = f"'{name}' is no field of a Markdown runbook: its steps are the sections of the text"
            findings.append(Finding("unknown-field", message, span))
        elif name not in _FIELDS and (near := get_close_matches(name, _FIELDS, cutoff=0.75)):
            message = f"'{name}' is no field that is known here; did you mean '{near[0]}'?"
            findings.append(Finding("unknown-field", message, span, alternatives=tuple(near)))
    return findings
