"""What the checks say of texts, many in one go."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench.accuracy.mutators.fills import declarable
from runbook_site.checks.runner import run_checks
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.accuracy.mutant import Form
    from runbook_site.model.command import CommandLanguage
    from runbook_site.sources.finding import Finding

_TODAY = date(2026, 11, 21)
_AT_ONCE = 2000
"""Texts a run. Their trees are kept until it ends."""

_ABOVE = 2
"""Lines of a Markdown page above the fence."""

_SERVICE = """\
name: Shop
summary: Sells things.
owner: shop
sql:
  dialect: postgresql
"""
"""All SQL of the samples is PostgreSQL's. Where nobody says so, what it does not take is no error."""

_LABELS: dict[CommandLanguage, str] = {"shell": "bash", "sql": "sql", "psql": "psql"}
_KEYS: dict[CommandLanguage, str] = {"shell": "run", "sql": "sql", "psql": "psql"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be checked.

    Attributes:
        language: What it is written in.
        text: The commands.
        form: The kind of runbook that it is put into.
        declared: Variables that a structured runbook declares.
    """

    language: CommandLanguage
    text: str
    form: Form = "markdown"
    declared: tuple[str, ...] = ()


def findings_of(texts: Sequence[Text]) -> list[tuple[Finding, ...]]:
    """What all rules find in each text, in a runbook of its own. What they say of a page around a text is left out.

    Raises:
        RuntimeError: A rule crashed, or a file could not be read: then no figure would be right.
    """
    return [found for at in range(0, len(texts), _AT_ONCE) for found in _batch(texts[at : at + _AT_ONCE])]


def _batch(texts: Sequence[Text]) -> list[tuple[Finding, ...]]:
    with tempfile.TemporaryDirectory(prefix="runbook-site-accuracy-") as work:
        folder = Path(work) / "shop"
        folder.mkdir()
        (folder / "service.yml").write_text(_SERVICE, encoding="utf-8")
        for index, each in enumerate(texts):
            suffix, page = (".yml", _yaml(each)) if each.form == "yaml" else (".md", _markdown(each))
            (folder / f"{index:05}{suffix}").write_text(page, encoding="utf-8", newline="")
        report = run_checks(read_project([folder.parent]), _TODAY)
    if report.crashes or report.failed_files:
        what = report.crashes[0].traceback if report.crashes else str(report.failed_files[0])
        message = f"the checks could not do their work: {what}"
        raise RuntimeError(message)
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        name = Path(finding.span.path).stem
        if name.isdecimal() and (texts[int(name)].form == "yaml" or finding.span.start.line > _ABOVE):
            found[int(name)].append(finding)
    return [tuple(found[index]) for index in range(len(texts))]


def _markdown(each: Text) -> str:
    return f"# Try it\n\n```{_LABELS[each.language]}\n{each.text}\n```\n"


def _yaml(each: Text) -> str:
    """A runbook in which nothing is wrong but the command. JSON is YAML, and writes every character as it is."""
    runbook = {
        "title": "Try it",
        "owner": "shop",
        "variables": {
            name: {"description": "It is in the alert.", **({"type": "secret"} if name.isupper() else {})}
            for name in each.declared
        },
        "diagnosis": [{"title": "Try it", "commands": [{"title": "The command", _KEYS[each.language]: each.text}]}],
    }
    return json.dumps(runbook, ensure_ascii=False, indent=1)


def text_of(language: CommandLanguage, text: str, form: Form, sound: str) -> Text:
    """A text with what its runbook declares: the variables of the sound text that it was made of."""
    return Text(language, text, form, declarable(sound) if form == "yaml" and language == "shell" else ())
