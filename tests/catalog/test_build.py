"""The catalog says the same of a command as its source does."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

import runbook_site
from runbook_site.catalog.build import build_catalog
from runbook_site.catalog.csv import COLUMNS, catalog_csv
from runbook_site.catalog.json import catalog_json, catalog_schema
from runbook_site.model.schemas import schema_file
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from runbook_site.catalog.entry import Catalog, Entry
    from tests.conftest import WriteFiles

SHOP = Path(__file__).parent.parent / "shop"


def catalog_of(folder: Path) -> Catalog:
    """The catalog of the runbooks in ``runbook_src`` below a folder."""
    return build_catalog(read_project([folder / "runbook_src"], folder))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The shop's."""
    return catalog_of(SHOP)


@pytest.fixture(scope="module")
def entries(catalog: Catalog) -> dict[str, Entry]:
    """The shop's entries, by id."""
    return {entry.id: entry for entry in catalog.entries}


def test_every_command_is_there_under_its_name(entries: dict[str, Entry]) -> None:
    """Authors' ids are addresses; a fence without one is named by what it calls."""
    assert list(entries) == [
        "shop/checkout-down/describe",
        "shop/checkout-down/sessions",
        "shop/checkout-down/force-deployment",
        "shop/checkout-down/health",
        "shop/checkout-down/former-release",
        "shop/notes/kubectl-get",
    ]


def test_a_shell_entry_tells_what_it_calls(entries: dict[str, Entry]) -> None:
    """Filters by tool and subcommand rest on this."""
    entry = entries["shop/checkout-down/describe"]
    (command,) = entry.commands
    assert (command.tool, command.subcommand) == ("aws", ("ecs", "describe-services"))
    assert command.argv == ("aws", "ecs", "describe-services", "--cluster", "shop", "--services", "checkout")
    assert (entry.phase, entry.step, entry.language, entry.risk) == ("diagnosis", "See what runs", "shell", "read")


def test_a_sql_entry_tells_what_it_reads(entries: dict[str, Entry]) -> None:
    """Tables and views can be searched for."""
    (statement,) = entries["shop/checkout-down/sessions"].statements
    assert (statement.kind, statement.relations) == ("SelectStmt", ("pg_stat_activity",))


def test_a_session_gives_its_command_without_prompt_and_output(entries: dict[str, Entry]) -> None:
    """What is copied runs as it is."""
    entry = entries["shop/notes/kubectl-get"]
    assert entry.source == "kubectl get pods -n <namespace>"
    assert entry.sample_output == "NAME     READY\nqueue-0  1/1"


def test_variables_are_told_from_each_other(entries: dict[str, Entry]) -> None:
    """A value to fill in is known with its declaration and its exact place in the text."""
    entry = entries["shop/checkout-down/former-release"]
    (variable,) = entry.variables
    assert (variable.name, variable.origin) == ("release", "declared")
    assert variable.declaration is not None
    (occurrence,) = variable.occurrences
    assert entry.source[occurrence.start : occurrence.end] == "$release"
    assert (occurrence.quoting, occurrence.assigned) == (("double",), False)


def test_every_source_stands_where_its_location_says(catalog: Catalog) -> None:
    """An editor that jumps to a location sees the command, line by line."""
    for entry in catalog.entries:
        lines = (SHOP / entry.location.path).read_text().split("\n")
        for number, line in enumerate(entry.source.split("\n")):
            assert line.strip() in lines[entry.location.line - 1 + number]
        first = lines[entry.location.line - 1][entry.location.column - 1 :]
        assert first.startswith(entry.source.split("\n")[0])


def test_the_summary_accounts_for_every_block(catalog: Catalog) -> None:
    """Nothing is left out without a reason."""
    summary = catalog.summary
    assert summary.fences_seen == 7
    assert summary.fences_in_catalog == 6
    assert summary.fences_skipped == {"language: yaml": 1}
    assert summary.fences_seen == summary.fences_in_catalog + sum(summary.fences_skipped.values())
    assert summary.commands == len(catalog.entries) == sum(summary.by_risk.values()) == sum(summary.by_service.values())


def test_equal_commands_know_each_other(write_files: WriteFiles) -> None:
    """A command that stands in two runbooks is one thing used in two places."""
    folder = write_files(
        {
            "runbook_src/a/one.md": "# One\n\n```bash\ndf -h\n```\n",
            "runbook_src/a/two.md": "# Two\n\n```bash\ndf  -h\n```\n\n```bash\nfree -m\n```\n",
        }
    )
    catalog = catalog_of(folder)
    one, two, free = catalog.entries
    assert catalog.same_commands == {one.fingerprint: (one.id, two.id)}
    assert one.fingerprint == two.fingerprint != free.fingerprint
    assert catalog.summary.distinct_commands == 2


def test_names_are_unique_and_stable(write_files: WriteFiles) -> None:
    """Two commands that would get the same name are told apart, the same way on every run."""
    text = "# One\n\n```bash\ndf -h\n```\n\n```bash\ndf -i\n```\n"
    folder = write_files({"runbook_src/a/one.md": text})
    first = [entry.id for entry in catalog_of(folder).entries]
    assert first == ["a/one/df", "a/one/df-2"]
    assert [entry.id for entry in catalog_of(folder).entries] == first


def test_the_json_is_what_its_schema_says(catalog: Catalog) -> None:
    """Scripts that read the catalog can rely on the schema."""
    schema = dict(catalog_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(catalog_json(catalog)), schema)


def test_schema_of_the_package_is_that_of_the_catalog() -> None:
    """What comes with the package, and goes on the site, says what the catalog is."""
    made = (json.dumps(catalog_schema(), indent=2, ensure_ascii=False) + "\n").encode()
    if os.environ.get("RENEW_GOLDEN"):
        (Path(runbook_site.__file__).parent / "schemas" / "catalog.schema.json").write_bytes(made)
    assert schema_file("catalog") == made


def test_the_csv_holds_every_entry(catalog: Catalog) -> None:
    """A spreadsheet shows each command once, with its line breaks."""
    rows = list(csv.DictReader(io.StringIO(catalog_csv(catalog), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [row["source"] for row in rows] == [entry.source for entry in catalog.entries]


def test_a_spreadsheet_runs_no_formula(write_files: WriteFiles) -> None:
    """A command that begins with `=` is text, not a formula."""
    folder = write_files({"runbook_src/a/one.md": "# =cmd|' /C calc'!A0\n\n```bash\ndf -h\n```\n"})
    (row,) = csv.DictReader(io.StringIO(catalog_csv(catalog_of(folder)), newline=""))
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
