"""A folder of runbooks in which one file is whatever it is: everything that is made of it."""

from __future__ import annotations

import re
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.catalog.build import build_catalog
from runbook_site.catalog.csv import catalog_csv
from runbook_site.catalog.json import catalog_json
from runbook_site.catalog.slots import filled, slots
from runbook_site.checks.baseline import compare, entries_of
from runbook_site.checks.fix import changes_of
from runbook_site.checks.outcome import Outcome
from runbook_site.checks.registry import RULES
from runbook_site.checks.reports.diff import report_diff
from runbook_site.checks.reports.github import report_github
from runbook_site.checks.reports.gitlab import report_gitlab
from runbook_site.checks.reports.json import report_json
from runbook_site.checks.reports.junit import report_junit
from runbook_site.checks.reports.sarif import report_sarif
from runbook_site.checks.reports.secrets import without_secrets
from runbook_site.checks.reports.text import report_text
from runbook_site.checks.rule import Subject
from runbook_site.checks.runner import run_checks
from runbook_site.cli.terminal_page import runbook_list, runbook_text
from runbook_site.site.context import SiteContext
from runbook_site.site.render import render_site
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.checks.rule import Rule
    from runbook_site.checks.runner import Report
    from runbook_site.snippets.project import Project

PLACES: Mapping[str, str] = {
    "runbook-md": "shop/notes.md",
    "runbook-yml": "shop/restart.yml",
    "site": "site.yml",
    "service": "shop/service.yml",
    "alerts": "shop/alerts.yml",
    "schema": "shop/schema.sql",
}
"""The file that is whatever it is, by the name of the entry."""

_TODAY = date(2026, 11, 21)
_FILES: Mapping[str, str] = {
    "site.yml": "teams:\n  shop: {name: Shop}\n",
    "shop/service.yml": (
        "name: Shop\nowner: shop\nalert_rules: [alerts.yml]\n"
        "sql: {dialect: postgresql, version: '16', schema: [schema.sql]}\n"
    ),
    "shop/alerts.yml": "groups:\n  - name: shop\n    rules:\n      - {alert: Down, expr: up == 0}\n",
    "shop/schema.sql": "CREATE TABLE orders (id bigint PRIMARY KEY, state text);\n",
    "shop/restart.yml": (
        "title: Restart\nalerts: [Down]\ndiagnosis:\n  - title: Look\n    commands:\n"
        "      - {title: Count, sql: SELECT state FROM orders, risk: read}\n"
    ),
}
_RUNS = re.compile(r"<script>alert|<img[^>]*onerror", re.IGNORECASE)
"""What a browser would run of the pieces, had it come through."""
_ASKS_A_PROGRAM = ("runbook_site.checks.shell.shellcheck", "runbook_site.checks.shell.shell_faults")


def read_folder(place: str, data: bytes, rules: Mapping[str, Rule] | None = None) -> None:
    """Read, check, report, list and show a folder in which the file of one place has these bytes.

    Args:
        place: A name in `PLACES`.
        data: The file.
        rules: The rules that look at it; where they are left out, all that ask no other program, which takes longer
            than everything else.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "runbook_src"
        for name, text in _FILES.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        (folder / PLACES[place]).write_bytes(data)
        project = read_project([folder], folder.parent)
        report = _quick_report(project) if rules is None else run_checks(project, _TODAY, rules)
        assert not report.crashes, report.crashes[0].traceback
        _report(project, report)
        _show(project)
        for change in changes_of(report.findings, {source.path: source for source in project.library.sources}):
            (folder.parent / change.source.path).write_bytes(change.text.encode())
        assert not _quick_report(read_project([folder], folder.parent)).crashes


def _report(project: Project, report: Report) -> None:
    """Every form of the report, before and behind a baseline that has all of it, and every change that would mend."""
    sources = {source.path: source for source in project.library.sources}
    for change in changes_of(report.findings, sources):
        assert change.text != change.source.text
        report_diff([change])
    report, sources = without_secrets(report, project)
    known = compare(entries_of(report.findings, sources), report.findings, sources)
    assert not known.new
    assert not known.gone
    fresh = Outcome(report, sources)
    for outcome in (fresh, replace(fresh, report=replace(report, findings=()), comparison=known)):
        written = [
            report_text(outcome, colour=True),
            report_json(outcome),
            report_sarif(outcome),
            report_junit(outcome),
            report_gitlab(outcome),
            report_github(outcome),
        ]
        for text in written:
            text.encode()


def _show(project: Project) -> None:
    """The catalog, the terminal's pages and the site's."""
    catalog = build_catalog(project)
    catalog_json(catalog).encode()
    catalog_csv(catalog).encode()
    runbook_list(project)
    texts = {}
    for entry in catalog.entries:
        values = {variable.name: "it's `$x`\n" for variable in entry.variables}
        texts[entry.id] = filled(entry.source, slots(entry), values, guard=True).text
    for document in project.library.runbooks:
        runbook_text(project.library, document, catalog, texts, colour=True, width=40)
    context = SiteContext(project, _TODAY, directory_urls=True, embed_assets=True)
    output = render_site(context, with_root=True)
    for page in output.pages:
        if not page.path.startswith("runbooks/rules"):
            page.text().encode()
            assert not _RUNS.search(page.render()), page.path


def _quick_report(project: Project) -> Report:
    """What rules say that ask no other program. One of the family `shell` would have one started for it."""
    report = run_checks(project, _TODAY, _quick_rules(of_shell=False))
    subject = Subject(project, _TODAY, frozenset(RULES))
    found = [
        replace(finding, level=rule.level)
        for rule in _quick_rules(of_shell=True).values()
        for finding in rule.check(subject)
    ]
    findings = sorted({*report.findings, *found}, key=lambda each: (each.span, each.rule, each.message))
    return replace(report, findings=tuple(findings))


@cache
def _quick_rules(*, of_shell: bool) -> Mapping[str, Rule]:
    rules = {name: rule for name, rule in RULES.items() if (rule.family == "shell") == of_shell}
    return {name: rule for name, rule in rules.items() if not _asks_a_program(rule)}


def _asks_a_program(rule: Rule) -> bool:
    return any(getattr(each, "__module__", "").startswith(_ASKS_A_PROGRAM) for each in vars(rule.module).values())
