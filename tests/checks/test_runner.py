"""What the runner makes of rules, levels and suppressions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from runbook_site.checks.program import ProgramError
from runbook_site.checks.registry import RULES
from runbook_site.checks.rule import Rule
from runbook_site.checks.runner import RuleCrash, run_checks
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.project import Project
    from tests.checks.conftest import Examples

TODAY = date(2026, 11, 21)

SETTINGS = """\
teams:
  shop: {name: Shop}
check:
  levels:
"""

UNREVIEWED = """\
title: Restart the shop
procedure:
  - title: Restart the web server
"""

REMOVES = """\
title: Clean up
reviewed: {on: 2026-11-01, by: shop on-call}
no_rollback: The uploads are copied every night.
verification:
  - title: Look at the disk
procedure:
  - title: Remove the uploads
    commands:
      - title: Remove the old ones
        run: rm -rf /srv/shop/old
        risk: read
        effect: They are gone.
        allow:
          - rule: risk-understated
            reason: nothing is in there
      - title: Remove the new ones
        run: rm -rf /srv/shop/new
        risk: read
        effect: They are gone.
"""


def first_line_of_every_runbook(subject: Subject) -> Iterator[Finding]:
    """A rule that finds something in every runbook."""
    for document in subject.project.library.runbooks:
        yield Finding("every-runbook", "here is one", document.source.span(0, 5))


def crash_on_the_second(subject: Subject) -> Iterator[Finding]:
    """A rule with a defect."""
    document = subject.project.library.runbooks[0]
    yield Finding("crashing-rule", "the first is found", document.source.span(0, 5))
    message = "the second is not"
    raise RuntimeError(message)


def speak_as_another(subject: Subject) -> Iterator[Finding]:
    """A rule that uses a name that is not its own."""
    yield Finding("no-such-rule", "who says this?", subject.project.library.runbooks[0].source.span(0, 5))


EVERY = Rule("every-runbook", "runbook", Level.WARNING, "0.1.0", first_line_of_every_runbook)
CRASHING = Rule("crashing-rule", "runbook", Level.ERROR, "0.1.0", crash_on_the_second)
IMPOSTOR = Rule("impostor", "runbook", Level.ERROR, "0.1.0", speak_as_another)


def test_settings_give_levels(examples: Examples) -> None:
    """A team decides what weighs how much."""
    site = f"{SETTINGS}    review-missing: error\n"
    report = examples.check({"runbook_src/site.yml": site, "runbook_src/shop/restart.yml": UNREVIEWED})
    assert [(finding.rule, finding.level) for finding in report.findings] == [("review-missing", Level.ERROR)]
    assert (report.count(Level.ERROR), report.count(Level.WARNING)) == (1, 0)


def test_rule_that_is_off_finds_nothing(examples: Examples) -> None:
    """A rule that is switched off does not speak."""
    site = f"{SETTINGS}    review-missing: off\n"
    report = examples.check({"runbook_src/site.yml": site, "runbook_src/shop/restart.yml": UNREVIEWED})
    assert report.findings == ()


def test_suppression_covers_its_command_only(examples: Examples) -> None:
    """An exception for one command excuses no other."""
    report = examples.check({"runbook_src/shop/clean.yml": REMOVES})
    assert [(finding.rule, finding.span.start.line) for finding in report.findings] == [("risk-understated", 17)]
    assert [(each.finding.rule, each.finding.span.start.line) for each in report.suppressed] == [
        ("risk-understated", 10)
    ]


def test_suppression_of_another_rule_keeps_nothing_quiet(examples: Examples) -> None:
    """An exception names its rule; it is unused where only others speak."""
    text = REMOVES.replace("rule: risk-understated", "rule: missing-command-title")
    report = examples.check({"runbook_src/shop/clean.yml": text})
    rules = [finding.rule for finding in report.findings]
    assert rules == ["risk-understated", "unused-suppression", "risk-understated"]


def test_suppression_of_a_rule_that_is_off_is_not_unused(examples: Examples) -> None:
    """Whoever switches a rule off for a while does not have to clean up all exceptions."""
    site = f"{SETTINGS}    risk-understated: off\n"
    report = examples.check({"runbook_src/site.yml": site, "runbook_src/shop/clean.yml": REMOVES})
    assert report.findings == ()


def test_file_wide_suppression_covers_the_file(examples: Examples) -> None:
    """An `allow-file` keeps a rule quiet in its file, and in no other."""
    page = "---\nkind: procedure\nowner: nobody\n---\n\n{}# Look\n\nLook at it.\n"
    comment = "<!-- runbook-site: allow-file review-missing: kept as an example -->\n\n"
    files = {
        "runbook_src/shop/quiet.md": page.format(comment),
        "runbook_src/shop/loud.md": page.format(""),
    }
    report = examples.check(files)
    assert [each.finding.span.path for each in report.suppressed] == ["runbook_src/shop/quiet.md"]
    assert {finding.span.path for finding in report.findings if finding.rule == "review-missing"} == {
        "runbook_src/shop/loud.md"
    }


def test_crashing_rule_hides_nothing(examples: Examples) -> None:
    """A defect in one rule is told, and what it and the others found is kept."""
    examples.write({"runbook_src/shop/restart.yml": UNREVIEWED})
    rules = {rule.name: rule for rule in (CRASHING, EVERY)}
    report = run_checks(examples.project(), TODAY, rules)
    assert [crash.rule for crash in report.crashes] == ["crashing-rule"]
    assert "the second is not" in report.crashes[0].traceback
    assert {finding.rule for finding in report.findings} == {"crashing-rule", "every-runbook"}


def without_its_program(_subject: Subject) -> Iterator[Finding]:
    """A rule whose program is missing."""
    message = "ShellCheck is missing; install it"
    raise ProgramError(message)


def test_a_missing_program_is_no_defect(examples: Examples) -> None:
    """What the system lacks is said without a traceback, and nobody is asked to report it."""
    examples.write({"runbook_src/a.md": "# A\n"})
    rule = Rule("in-need", "runbook", Level.ERROR, "0.1.0", without_its_program)
    report = run_checks(examples.project(), TODAY, {rule.name: rule})
    assert report.crashes == (RuleCrash("in-need", "ShellCheck is missing; install it", is_defect=False),)


def test_what_several_rules_share_fails_once(examples: Examples) -> None:
    """Each rule that asks is told what went wrong, and not what became of the others that asked."""

    def fail(_project: Project) -> None:
        message = "unforeseen"
        raise ValueError(message)

    def ask(subject: Subject) -> Iterator[Finding]:
        subject.once(fail)
        return iter(())

    examples.write({"runbook_src/a.md": "# A\n"})
    rules = [Rule(f"rule-{number}", "runbook", Level.ERROR, "0.1.0", ask) for number in range(4)]
    report = run_checks(examples.project(), TODAY, {rule.name: rule for rule in rules})
    assert [crash.traceback.count("ValueError: unforeseen") for crash in report.crashes] == [1] * 4
    assert {crash.traceback.count(", in ask") for crash in report.crashes} == {1}


def test_rule_with_another_name_is_a_crash(examples: Examples) -> None:
    """A finding without a rule of its name would have no level; it is the rule's defect."""
    examples.write({"runbook_src/shop/restart.yml": UNREVIEWED})
    report = run_checks(examples.project(), TODAY, {rule.name: rule for rule in (IMPOSTOR, EVERY)})
    assert [crash.rule for crash in report.crashes] == ["impostor"]
    assert [finding.rule for finding in report.findings] == ["every-runbook"]


def test_equal_findings_are_told_once(examples: Examples) -> None:
    """Two readers of one place that say the same say it once."""
    examples.write({"runbook_src/shop/restart.yml": UNREVIEWED})
    twice = replace(EVERY, check=lambda subject: [*first_line_of_every_runbook(subject)] * 2)
    assert len(run_checks(examples.project(), TODAY, {EVERY.name: twice}).findings) == 1


def test_order_does_not_depend_on_the_rules(examples: Examples) -> None:
    """Reports of two runs can be compared: findings come by file, place and name."""
    examples.write(
        {"runbook_src/shop/b.yml": UNREVIEWED, "runbook_src/shop/a.yml": REMOVES, "runbook_src/shop/c.yml": "x: 1\n"}
    )
    project = examples.project()
    report = run_checks(project, TODAY)
    backwards = run_checks(project, TODAY, {name: RULES[name] for name in reversed(list(RULES))})
    assert report.findings == backwards.findings
    assert list(report.findings) == sorted(report.findings, key=lambda finding: (finding.span, finding.rule))
    assert len({finding.span.path for finding in report.findings}) == 3


def test_unreadable_files_are_failures(examples: Examples) -> None:
    """A file that could not be looked at is not passed over."""
    examples.write({})
    (examples.folder / "runbook_src/shop/restart.md").write_bytes(b"\xff\xfeR\0")
    report = run_checks(examples.project(), TODAY)
    assert [file.path for file in report.failed_files] == ["runbook_src/shop/restart.md"]


RULES_FILE = """\
groups:
  - rules:
      # runbook-site: allow alert-without-runbook: it only feeds a dashboard
      - alert: ShopSlow
        expr: up == 0
      - alert: ShopDown
        expr: up == 0
"""


def test_comments_of_yaml_keep_findings_quiet(examples: Examples) -> None:
    """In every file of YAML a comment excuses what it is written about, and nothing else."""
    report = examples.check(
        {
            "runbook_src/site.yml": (
                "teams:\n  shop: {name: Shop}\ncheck:\n  levels:\n"
                "    old-rule: off  # runbook-site: allow unknown-rule-in-settings: another version needs it\n"
                "    older-rule: off\n"
            ),
            "runbook_src/shop/service.yml": (
                "name: Shop\nsummary: Sells things.\nowner: shop\nalert_rules: [rules.yml]\n"
                "metrics:\n"
                "  # runbook-site: allow unknown-runbook: is being written\n"
                "  - {metric: Errors, runbook: outage}\n"
                "  - {metric: Orders, runbook: outages}\n"
            ),
            "runbook_src/shop/rules.yml": RULES_FILE,
            "runbook_src/shop/restart.yml": (
                f"# runbook-site: allow-file review-missing: an example\n{UNREVIEWED}"
                "owner: it  # runbook-site: allow unknown-team: is being founded\n"
            ),
        }
    )
    assert [(finding.rule, finding.span.start.line) for finding in report.findings] == [
        ("alert-without-runbook", 6),
        ("unknown-runbook", 8),
        ("unknown-rule-in-settings", 6),
    ]
    assert [(each.finding.rule, each.finding.span.start.line) for each in report.suppressed] == [
        ("review-missing", 2),
        ("unknown-team", 5),
        ("alert-without-runbook", 4),
        ("unknown-runbook", 7),
        ("unknown-rule-in-settings", 5),
    ]


def test_comments_of_yaml_that_are_useless_are_told(examples: Examples) -> None:
    """One that keeps nothing quiet, one without a reason, and one that names no rule are findings each."""
    text = (
        "title: Restart the shop  # runbook-site: allow unknown-team: not here\n"
        "reviewed: {on: 2026-11-01, by: shop on-call}\n"
        "owner: it  # runbook-site: allow unknown-team\n"
        "procedure:\n"
        "  # runbook-site: allow unknwon-team: misspelt\n"
        "  - title: Restart the web server\n"
    )
    report = examples.check({"runbook_src/shop/restart.yml": text})
    assert [(finding.rule, finding.span.start.line) for finding in report.findings] == [
        ("unused-suppression", 1),
        ("suppression-without-reason", 3),
        ("unknown-rule-suppressed", 5),
    ]


def test_a_rule_file_of_two_services_is_told_of_once(examples: Examples) -> None:
    """A comment in a file that several services name is one comment."""
    service = "name: Shop\nsummary: Sells things.\nowner: shop\nalert_rules: [../rules.yml]\n"
    report = examples.check(
        {
            "runbook_src/shop/service.yml": service,
            "runbook_src/wiki/service.yml": service,
            "runbook_src/rules.yml": RULES_FILE.replace(": it only feeds a dashboard", ""),
        }
    )
    assert [finding.rule for finding in report.findings].count("suppression-without-reason") == 1
