"""What is said where only some files of a service were given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from runbook_site.checks.runner import run_checks
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from tests.checks.conftest import Examples
    from tests.conftest import WriteFiles

SERVICE = """\
name: Shop
summary: Sells things.
owner: shop
alerts: [{name: ShopDown}]
variables:
  host: {description: The machine.}
metrics:
  - {metric: Errors, runbook: outage}
escalation:
  path: [{to: On-call engineer}]
"""

OUTAGE = """\
title: The shop is down
kind: incident
alerts: [ShopDown]
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Look at "$host"
"""

RESTART = """\
title: Restart the shop
reviewed: {on: 2026-11-01, by: shop on-call}
related: [outage, other/runbook]
procedure:
  - title: Restart the web server
"""

FILES = {
    "runbook_src/shop/service.yml": SERVICE,
    "runbook_src/shop/outage.yml": OUTAGE,
    "runbook_src/shop/restart.yml": RESTART,
}


def test_one_file_is_not_blamed_for_the_others(examples: Examples) -> None:
    """A hook that checks the changed file alone reports nothing that a check of all would not."""
    examples.write(FILES)
    project = read_project([examples.folder / "runbook_src/shop/restart.yml"], examples.folder)
    assert project.library.partial_services == {"shop"}
    assert run_checks(project, date(2026, 11, 21)).findings == ()


def test_a_whole_service_is_held_to_what_it_names(examples: Examples) -> None:
    """Where everything was given, what is missing is missing."""
    report = examples.check(FILES)
    assert examples.project().library.partial_services == set()
    assert [(finding.rule, finding.span.path) for finding in report.findings] == [
        ("unknown-runbook", "runbook_src/shop/restart.yml")
    ]


LINKING = """\
# runbook-site: allow-file broken-link: one of them is written by another team
title: Restart the shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
    text: See [the outage](outage.yml), [the wiki](../wiki/start.md) or [the list](list.md).
"""

LINKED = """\
name: Shop
summary: Sells things. See [the outage](outage.yml#step-look).
owner: shop
# runbook-site: allow unknown-runbook: is being written
metrics: [{metric: Errors, runbook: gone}]
"""


def test_links_of_one_file_are_not_looked_for_among_the_others(examples: Examples) -> None:
    """A link to a file that was not given may be right, and so may be what excuses one that is not."""
    examples.write({**FILES, "runbook_src/shop/service.yml": LINKED, "runbook_src/shop/restart.yml": LINKING})
    project = read_project([examples.folder / "runbook_src/shop/restart.yml"], examples.folder)
    assert run_checks(project, date(2026, 11, 21)).findings == ()


def test_a_rule_that_is_no_rule_is_told_of_one_file(examples: Examples) -> None:
    """A misspelt name is wrong whatever stands in the other files."""
    examples.write({**FILES, "runbook_src/shop/restart.yml": LINKING.replace("broken-link", "broken-lnik")})
    project = read_project([examples.folder / "runbook_src/shop/restart.yml"], examples.folder)
    found = run_checks(project, date(2026, 11, 21)).findings
    assert [(finding.rule, finding.span.start.line) for finding in found] == [("unknown-rule-suppressed", 1)]


def test_links_of_a_file_alone_may_lead_to_its_neighbours(write_files: WriteFiles) -> None:
    """Where one file of a folder without a `service.yml` is checked, the others may well exist."""
    folder = write_files({"notes/a.md": "# A\n\n[b](b.md), and [part](b.md#part)\n", "notes/b.md": "# B\n"})
    alone = read_project([folder / "notes/a.md"], folder)
    assert alone.library.partial_services == {"notes"}
    assert not [f for f in run_checks(alone, date(2026, 11, 21)).findings if f.rule == "broken-link"]
    whole = read_project([folder / "notes"], folder)
    assert [f.rule for f in run_checks(whole, date(2026, 11, 21)).findings] == ["broken-anchor"]


def test_suppressions_are_not_judged_where_settings_could_not_be_read(examples: Examples) -> None:
    """Nobody knows then which rules are on, and one mistake is one finding."""
    above = "# Look\n\n<!-- runbook-site: allow flushes-everything: meant -->\n\n```sh\nuptime\n```\n"
    files = {"runbook_src/shop/look.md": above}
    assert {finding.rule for finding in examples.check(files).findings} == {"unused-suppression"}
    broken = examples.check({**files, "runbook_src/site.yml": "check:\n  levels: {a: off\n"})
    assert [finding.rule for finding in broken.findings] == ["yaml-syntax"]
    service = examples.check({**files, "runbook_src/shop/service.yml": "name: [Shop\n"})
    assert [finding.rule for finding in service.findings] == ["yaml-syntax"]
