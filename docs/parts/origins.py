"""Where the runbooks of this site come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from parts.modules import ROOT
from parts.table import table
from runbook_site.checks.registry import RULES
from runbook_site.site.markup import markdown_text
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


_SERVICE_ANCHORS = {
    "summary": "",
    "objectives": "",
    "process": "handling-an-incident",
    "environments": "environments-and-components",
    "components": "environments-and-components",
    "metrics": "metrics-and-thresholds",
    "calendar": "maintenance-calendar",
    "environment_variables": "environment-variables",
    "messages": "message-templates",
    **{name: name for name in ("alerts", "backups", "contacts", "escalation", "links", "logs", "notes", "scripts")},
    "severities": "severities",
}
"""Where the page of a service shows a field; any other name is a message's."""


def origins() -> Iterator[str]:
    """For every service: where each section of its original went, what was found in it, and what was changed."""
    for path in sorted((ROOT / "docs" / "origins").glob("*.yml")):
        yield from of_one(yaml.safe_load(path.read_text(encoding="utf-8")))


def of_one(origin: Mapping[str, Any]) -> Iterator[str]:
    """What became of the original of one service."""
    service = origin["service"]
    sections = [
        (markdown_text(entry["section"]), ", ".join(_target(service, name) for name in entry["to"]))
        for entry in origin["sections"]
    ]
    corrections = [
        (*(markdown_text(entry[key]) for key in ("original", "instead", "reason")), _target(service, entry["in"]))
        for entry in origin["corrections"]
    ]
    replaced = [(markdown_text(entry["original"]), markdown_text(entry["reason"])) for entry in origin["replaced"]]
    additions = [(markdown_text(entry["what"]), markdown_text(entry["reason"])) for entry in origin["additions"]]
    yield from ("", f"## {markdown_text(service)}", "", f"From *{markdown_text(origin['title'])}*:")
    findings = sum(len(entry["lines"]) for entry in origin["found"])
    yield f"{len(sections)} sections, {findings} findings of level error or warning, {len(corrections)} corrections,"
    yield f"{len(replaced)} commands replaced by others, {len(additions)} additions."
    yield from _titled_table("Where the sections went", ("Section", "Now in"), sections)
    yield from _titled_table("What the checks found", ("Found", "Lines", "Rule", "Now says"), _found(origin))
    if origin["noted"]:
        yield from ("", f"As information: {', '.join(_noted(origin['noted']))}.")
    yield from _titled_table("What was corrected", ("Was", "Is", "Why", "In"), corrections)
    yield from _titled_table("What was replaced", ("Command", "Why"), replaced)
    yield from _titled_table("What was added", ("What", "Why"), additions)


def _titled_table(title: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield from ("", f"### {title}", "")
    yield from table(head, rows)


def _found(origin: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """What the checks said of the original, a row for each cause, errors first."""
    service = origin["service"]
    return [
        (
            markdown_text(entry["text"]),
            _lines(entry["lines"]),
            f"{_rule(entry['rule'])}, {RULES[entry['rule']].level}",
            f"{markdown_text(entry['says'])}, in {', '.join(_target(service, name) for name in entry['now'])}",
        )
        for entry in sorted(origin["found"], key=lambda entry: RULES[entry["rule"]].level is not Level.ERROR)
    ]


def _lines(lines: Sequence[int]) -> str:
    """Where a cause was found, and how often if more than once: two findings may share a line."""
    places = ", ".join(str(line) for line in sorted(set(lines)))
    return places if len(lines) == 1 else f"{places} ({len(lines)} times)"


def _noted(counts: Mapping[str, int]) -> Iterator[str]:
    """Findings of level information, by rule: they are many, and alike."""
    for rule, count in counts.items():
        yield f"{_rule(rule)} {'once' if count == 1 else f'{count} times'}"


def _rule(name: str) -> str:
    """A link to the page of a rule."""
    return f"[{markdown_text(name)}](../runbooks/rules/{name}.md)"


def _target(service: str, name: str) -> str:
    """A link to where the site shows the step ``health-check#api``, the command ``health-check/api``, or a field."""
    file, _, fragment = name.partition("#")
    if "/" in file:
        page, _, command = file.partition("/")
        anchor = f"command-{command}"
    elif file == "alerts.yml":
        page, anchor = "index", "alerts"
    elif file == "service.yml":
        page, anchor = "index", _SERVICE_ANCHORS.get(fragment, f"message-{fragment}") if fragment else ""
    else:
        page, anchor = file, f"step-{fragment}" if fragment else ""
    return f"[{markdown_text(name)}](../runbooks/{service}/{page}.md{f'#{anchor}' if anchor else ''})"
