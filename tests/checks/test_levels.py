"""Levels by rule, by family, by path and by service."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, get_args

import pytest

from runbook_site.checks.levels import Levels
from runbook_site.checks.registry import RULES
from runbook_site.checks.rule import Family
from runbook_site.checks.runner import run_checks
from tests.checks.conftest import SERVICE, TODAY

if TYPE_CHECKING:
    from runbook_site.checks.runner import Report
    from tests.checks.conftest import Examples

UNREVIEWED = "title: Restart the shop\nprocedure:\n  - title: Restart the web server\n"
QUIET = "# runbook-site: allow-file review-missing: nobody reads it\n" + UNREVIEWED
PATHS = ("shop/restart.yml", "shop/legacy/restart.yml", "wiki/restart.yml")


def site(check: str) -> str:
    """A ``site.yml`` with settings of checks, each line of them as it is indented below ``check``."""
    return "teams:\n  shop: {name: Shop}\ncheck:\n" + "".join(f"  {line}\n" for line in check.splitlines())


def checked(examples: Examples, settings: str, text: str = UNREVIEWED) -> Report:
    """What is found in the same runbook in three places, of two services."""
    files = {f"runbook_src/{path}": text for path in PATHS}
    files |= {f"runbook_src/{service}/service.yml": SERVICE for service in ("shop", "wiki")}
    return examples.check(files | {"runbook_src/site.yml": site(settings)})


def found(report: Report) -> dict[str, str]:
    """The level of each file's finding, by its path from ``site.yml``."""
    return {each.span.path.removeprefix("runbook_src/"): str(each.level) for each in report.findings}


EVERYWHERE = dict.fromkeys(PATHS, "warning")


@pytest.mark.parametrize(
    ("settings", "levels"),
    [
        ("levels: {}", EVERYWHERE),
        ("levels: {review-missing: off}", {}),
        ("levels: {runbook: off}", {}),
        ("levels: {runbook: error}", dict.fromkeys(PATHS, "error")),
        ("levels: {runbook: off, review-missing: info}", dict.fromkeys(PATHS, "info")),
        ("levels: {shell: off}", EVERYWHERE),
        (
            "overrides:\n  - {paths: [legacy/], levels: {review-missing: off}}",
            {"shop/restart.yml": "warning", "wiki/restart.yml": "warning"},
        ),
        (
            "overrides:\n  - {services: [wiki], levels: {runbook: error}}",
            EVERYWHERE | {"wiki/restart.yml": "error"},
        ),
        (
            "overrides:\n  - {services: [shop], paths: [restart.yml], levels: {runbook: off}}",
            {"wiki/restart.yml": "warning"},
        ),
        (
            "levels: {runbook: off}\noverrides:\n  - {paths: [shop/*.yml], levels: {review-missing: error}}",
            {"shop/restart.yml": "error"},
        ),
        (
            (
                "overrides:\n"
                "  - {services: [shop], levels: {review-missing: off}}\n"
                "  - {paths: [shop/legacy], levels: {review-missing: info}}"
            ),
            {"shop/legacy/restart.yml": "info", "wiki/restart.yml": "warning"},
        ),
        (
            (
                "overrides:\n"
                "  - {paths: [shop/legacy], levels: {review-missing: info}}\n"
                "  - {services: [shop], levels: {runbook: off}}"
            ),
            {"wiki/restart.yml": "warning"},
        ),
        (
            (
                "overrides:\n"
                "  - {paths: [shop/legacy], levels: {review-missing: info}}\n"
                "  - {services: [shop], levels: {shell: off}}"
            ),
            EVERYWHERE | {"shop/legacy/restart.yml": "info"},
        ),
    ],
)
def test_the_last_that_names_a_rule_decides(examples: Examples, settings: str, levels: dict[str, str]) -> None:
    """Everywhere, by path, by service, by family: what stands further down wins, and a rule's name beats its family."""
    assert found(checked(examples, settings)) == levels


@pytest.mark.parametrize("called_from", ["runbook_src", "runbook_src/shop", "runbook_src/shop/legacy"])
def test_patterns_begin_at_the_site_wherever_the_tool_is_called(
    examples: Examples, called_from: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A runbook has the same levels in an editor, in its folder, and in CI."""
    checked(examples, "overrides:\n  - {paths: [shop/legacy/*], levels: {review-missing: info}}")
    folder = examples.folder / called_from
    monkeypatch.chdir(folder)
    from runbook_site.snippets.project import read_project  # noqa: PLC0415 - what this test alone needs

    report = run_checks(read_project([folder], folder), TODAY)
    levels = {each.span.path: str(each.level) for each in report.findings}
    assert levels
    assert {path for path, level in levels.items() if level == "info"} == {
        path for path in levels if (folder / path).match("shop/legacy/restart.yml")
    }


def test_what_is_off_in_a_file_is_not_an_unused_suppression_there(examples: Examples) -> None:
    """Whoever switches a rule off for a folder does not have to clean up its exceptions; elsewhere they are told."""
    off = "overrides:\n  - {paths: [legacy], levels: {review-missing: off}}"
    report = checked(examples, off, QUIET)
    assert report.findings == ()
    assert sorted(each.finding.span.path for each in report.suppressed) == [
        "runbook_src/shop/restart.yml",
        "runbook_src/wiki/restart.yml",
    ]
    report = checked(examples, off, f"{QUIET}reviewed: {{on: 2026-11-01, by: shop on-call}}\n")
    assert {each.rule for each in report.findings} == {"unused-suppression"}
    assert set(found(report)) == {"shop/restart.yml", "wiki/restart.yml"}


def test_suppressed_findings_have_the_level_of_their_file(examples: Examples) -> None:
    """A report that lists what is excused says how much it would weigh, also where the rule is off elsewhere."""
    settings = "levels: {review-missing: off}\noverrides:\n  - {services: [wiki], levels: {review-missing: error}}"
    report = checked(examples, settings, QUIET)
    assert [(each.finding.span.path, str(each.finding.level)) for each in report.suppressed] == [
        ("runbook_src/wiki/restart.yml", "error")
    ]


def test_a_rule_file_of_two_services_is_nobodys_alone(examples: Examples) -> None:
    """What one service switches off does not hide a finding that concerns another one too."""
    service = f"{SERVICE}alert_rules: [../rules.yml]\n"
    files = {
        "runbook_src/shop/service.yml": service,
        "runbook_src/wiki/service.yml": service,
        "runbook_src/rules.yml": "groups:\n  - rules:\n      - {alert: Down, expr: up == 0}\n",
    }
    settings = "overrides:\n  - {services: [%s], levels: {alert-without-runbook: off}}"
    assert examples.check(files | {"runbook_src/site.yml": site(settings % "shop")}).findings
    assert examples.check(files | {"runbook_src/site.yml": site(settings % "shop, wiki")}).findings == ()


def test_a_rule_that_is_off_everywhere_is_not_loaded(examples: Examples, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever does not want a rule does not wait for it; one that is on somewhere runs."""
    module = "runbook_site.checks.rules.runbook.review_missing"
    monkeypatch.delitem(sys.modules, module, raising=False)
    checked(examples, "levels: {runbook: off}\noverrides:\n  - {paths: [legacy], levels: {review-missing: off}}")
    assert module not in sys.modules
    checked(examples, "levels: {runbook: off}\noverrides:\n  - {paths: [legacy], levels: {review-missing: info}}")
    assert module in sys.modules


def test_no_rule_is_called_like_a_family(examples: Examples) -> None:
    """A name in the settings means one thing."""
    assert not set(RULES) & set(get_args(Family))
    examples.write({})
    levels = Levels(examples.project().library)
    assert [name for name in RULES if levels.level(name, "a.md") is not RULES[name].level] == []


@pytest.mark.parametrize(
    ("setting", "rule"),
    [
        ("levels: {review-mising: off}", "unknown-rule-in-settings"),
        ("levels: {runbooks: off}", "unknown-rule-in-settings"),
        ("overrides:\n  - {services: [shop], levels: {review-mising: off}}", "unknown-rule-in-settings"),
        ("overrides:\n  - {services: [shops], levels: {runbook: off}}", "unused-override"),
        ("overrides:\n  - {paths: [legacy, runbook_src/shop], levels: {runbook: off}}", "unused-override"),
    ],
)
def test_settings_that_mean_nothing_are_told(examples: Examples, setting: str, rule: str) -> None:
    """A slip of the hand in the settings switches nothing off without anybody knowing."""
    report = checked(examples, setting)
    told = [each for each in report.findings if each.span.path == "runbook_src/site.yml"]
    assert [each.rule for each in told] == [rule]
    assert told[0].span.start.line > 3


def test_what_was_not_given_is_not_missing(examples: Examples) -> None:
    """A check of one file says nothing about patterns and services of files that it did not read."""
    settings = "overrides:\n  - {paths: [wiki/*.yml], services: [wiki], levels: {review-missing: off}}"
    checked(examples, settings)
    from runbook_site.snippets.project import read_project  # noqa: PLC0415 - what this test alone needs

    alone = read_project([examples.folder / "runbook_src/shop/restart.yml"], examples.folder)
    assert [each.rule for each in run_checks(alone, TODAY).findings] == ["review-missing"]
