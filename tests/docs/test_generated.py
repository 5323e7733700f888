"""The generated parts of the documentation are complete."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

import pytest
import yaml
from mkdocs.exceptions import PluginError

from parts.modules import layers
from runbook_site.catalog.alerts import alerts_schema
from runbook_site.catalog.json import catalog_schema
from runbook_site.checks.outcome import Outcome
from runbook_site.checks.reports.json import report_json
from runbook_site.checks.runner import run_checks
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.main import parser
from runbook_site.mkdocs.plugin import RunbookSiteConfig
from runbook_site.model.incident_log import incident_log_schema
from runbook_site.model.json_schema import json_schema
from runbook_site.model.proof_record import record_schema
from runbook_site.snippets.project import read_project
from runbook_site.snippets.snippet import VariableContext
from tests.docs.hooks import HOOKS, ROOT

if TYPE_CHECKING:
    import argparse

    from tests.conftest import WriteFiles

PAGES = tuple(sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))))


def _page(name: str) -> str:
    """A page as it is built, with its generated parts."""
    text: str = HOOKS.on_page_markdown((ROOT / "docs" / name).read_text(encoding="utf-8"))
    return text


def test_every_marker_names_a_part_and_every_part_is_used() -> None:
    """No page asks for a part that does not exist, and no part is made for nothing."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)

    assert set(re.findall(r"<!-- generated: ([\w-]+) -->", text)) == set(HOOKS.PARTS)


def test_an_unknown_part_stops_the_build() -> None:
    """A misspelt marker is an error that names the parts, not an empty place on a page."""
    with pytest.raises(PluginError, match="no generated part 'comand-line'; there are command-line"):
        HOOKS.on_page_markdown("<!-- generated: comand-line -->")


def _arguments() -> list[tuple[str, argparse.Action]]:
    commands: dict[str, argparse.ArgumentParser] = next(
        action.choices for action in parser()._actions if isinstance(action.choices, dict)
    )
    return [(name, action) for name, command in commands.items() for action in command._actions]


def test_the_command_line_reference_has_every_command_and_option() -> None:
    """Whatever can be typed is documented, below the heading of its command, with a meaning."""
    page = _page("reference/command-line.md")
    sections = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    for command, action in _arguments():
        names = action.option_strings or [str(action.metavar or action.dest)]
        for name in [] if action.dest == "help" else names:
            assert re.search(rf"^\| .*`{re.escape(name)}`.* \| .*\w.* \|$", sections[command], re.MULTILINE), name
    assert "`--help`" in page
    assert "`--version`" in page.replace("\n", " ").replace("runbook-site --version", "--version")


def test_every_command_has_an_example() -> None:
    """The reference shows how each command is typed."""
    page = _page("reference/command-line.md")
    for command in {command for command, _ in _arguments()}:
        assert f"$ runbook-site {command}" in page


def test_exit_codes_are_documented() -> None:
    """Every exit code stands in the reference and in the guide for continuous integration."""
    for name in ("reference/command-line.md", "guide/continuous-integration.md"):
        assert {int(code) for code in re.findall(r"^\| (\d+) \|", _page(name), re.MULTILINE)} == set(ExitCode)


@pytest.mark.parametrize(
    ("schema", "page"),
    [
        (json_schema("runbook"), "reference/sources.md"),
        (json_schema("service"), "reference/sources.md"),
        (json_schema("site"), "reference/sources.md"),
        (catalog_schema(), "reference/catalog.md"),
        (alerts_schema(), "reference/catalog.md"),
        (record_schema(), "reference/proofs.md"),
        (incident_log_schema(), "reference/incident-log.md"),
    ],
    ids=["runbook", "service", "site", "catalog", "alerts", "proofs", "incident log"],
)
def test_every_field_is_documented(schema: dict[str, Any], page: str) -> None:
    """Each field of each format has a line with its value and its meaning."""
    built = _page(page)
    for part in (schema, *schema["$defs"].values()):
        for name in part["properties"]:
            assert re.search(rf"^\| `{name}` \| [^|]+ \| [^|]*\w[^|]* \|$", built, re.MULTILINE), name


def test_links_of_the_references_lead_to_their_headings() -> None:
    """A type that a field names has its own heading on the page."""
    for name in ("reference/sources.md", "reference/catalog.md", "reference/proofs.md", "reference/incident-log.md"):
        page = _page(name)
        headings = {title.lower().replace(" ", "-") for title in re.findall(r"^## (.+)$", page, re.MULTILINE)}
        assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= headings


def test_every_module_is_in_the_architecture() -> None:
    """A module without its line, or without a docstring to make it from, does not pass."""
    page = _page("reference/architecture.md")
    package = ROOT / "plugins" / "runbook_site"
    for layer in layers():
        section = page.partition(f"\n### {layer}\n")[2].partition("\n### ")[0]
        assert re.search(r"\w", section.partition("- ")[0]), layer
        for module in sorted((package / layer).rglob("*.py")):
            name = module.relative_to(package / layer).as_posix()
            line = re.search(rf"^- `{re.escape(name)}`: .*\w", section, re.MULTILINE)
            assert line or module.name == "__init__.py", name


def test_the_architecture_names_files_that_exist() -> None:
    """A path of the package that the page mentions is there."""
    text = (ROOT / "docs/reference/architecture.md").read_text(encoding="utf-8")
    package = ROOT / "plugins" / "runbook_site"
    named = re.findall(r"`((?:sources|model|snippets|checks|catalog|site|cli|mkdocs)/[a-z_/]*(?:\.py)?)`", text)
    assert named
    assert [name for name in named if not (package / name).exists()] == []


def test_every_plugin_option_is_documented() -> None:
    """The guide for MkDocs has a line for each option of the plugin, and for no other."""
    text = (ROOT / "docs/guide/mkdocs.md").read_text(encoding="utf-8")
    options = text.partition("\n## Options\n")[2].partition("\n## ")[0]

    assert re.findall(r"^\| `(\w+)` \|", options, re.MULTILINE) == [name for name, _ in RunbookSiteConfig()._schema]


def test_the_report_is_documented_field_by_field(write_files: WriteFiles) -> None:
    """What `check --format json` writes and what the page says it writes have the same fields."""
    folder = write_files({"shop/restart.yml": "title: Restart\ntitle: Restart\nprocedure: []\n"})
    project = read_project([folder], folder)
    report: dict[str, Any] = yaml.safe_load(report_json(Outcome(run_checks(project, date(2026, 11, 21)), {})))
    section = _page("reference/catalog.md").partition("\n## The report\n")[2].partition("\n## ")[0]
    documented = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
    census = set(catalog_schema()["$defs"]["Summary"]["properties"]) - {"distinct_commands"}
    written = set(report) | (set(report["summary"]) - census) | set(report["diagnostics"][0])

    assert documented == written
    assert census <= set(report["summary"])


def test_every_quoting_is_documented() -> None:
    """Whoever fills values in by a program of their own knows what each word means."""
    section = _page("reference/catalog.md").partition("\n## Quotings\n")[2].partition("\n## ")[0]
    documented = [
        name for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    ]

    assert sorted(documented) == sorted(get_args(VariableContext))
