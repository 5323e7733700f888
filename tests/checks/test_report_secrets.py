"""What a report may quote."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from runbook_site.checks.reports import secrets as report_secrets
from runbook_site.checks.reports.secrets import without_secrets
from runbook_site.checks.runner import RuleCrash, run_checks
from tests.checks.report_samples import excused, finding_on, fix_of, report_of

if TYPE_CHECKING:
    import pytest

    from runbook_site.checks.runner import Report
    from runbook_site.sources.text import SourceText
    from tests.checks.conftest import Examples

SECRET = "q7" + "Rw9ZkT2vLx4Nc8Bd"
OTHER = "Zt4" + "mXw8QpL1sVb6Hy"
RUNBOOK = f"# A\n\n```sh\nPGPASSWORD={SECRET} psql shop\n```\n\nIn the store it is {SECRET}.\n"


def redacted(examples: Examples, quoted: str) -> tuple[Report, SourceText]:
    """A report on a runbook with a secret, of a rule that quotes a text; and what is shown of the runbook."""
    examples.write({"runbook_src/shop/a.md": RUNBOOK, "runbook_src/shop/b.md": RUNBOOK.replace(SECRET, OTHER)})
    project = examples.project()
    source = next(each for each in project.library.sources if each.path.endswith("a.md"))
    finding = finding_on(source, "PGPASSWORD", fix=fix_of(source, (0, 0, quoted)))
    finding = replace(finding, message=f"'{quoted}' is odd", alternatives=(quoted,))
    report = replace(
        report_of(finding),
        suppressed=(excused(finding, f"because {quoted}"),),
        crashes=(RuleCrash("x", f"Traceback: {quoted}"),),
    )
    shown, sources = without_secrets(report, project)
    return shown, sources[source.path]


def test_a_secret_is_quoted_nowhere(examples: Examples) -> None:
    """Not in the line, nor where it stands again, nor in a message, an alternative, a fix or a traceback."""
    report, source = redacted(examples, SECRET)
    assert SECRET not in repr(report) + source.text
    assert len(source.text) == len(RUNBOOK)
    assert source.text == RUNBOOK.replace(SECRET, "*" * len(SECRET))
    assert report.findings[0].fix is None


def test_a_value_in_a_message_is_whole_or_missing(examples: Examples) -> None:
    """A part of a credential, or one with its signs escaped, would not be known for one."""
    key = "postgres://shop:" + "q7\\\\Rw9Zk'T2" + "vLx4Nc8Bd" * 15 + "@db/shop"
    declared = f'variables:\n  target: {{type: integer, description: Where., default: "{key}"}}\n'
    examples.write({"runbook_src/shop/service.yml": f"name: Shop\nsummary: Sells.\nowner: shop\n{declared}"})
    project = examples.project()
    report, _ = without_secrets(run_checks(project, date(2026, 11, 21)), project)
    (said,) = (each.message for each in report.findings if each.rule == "example-not-matching")
    assert said == "the default of 'target' is not a whole number"


def test_all_else_stays(examples: Examples) -> None:
    """What quotes no secret is reported as it is."""
    report, _ = redacted(examples, "PGPASSWORD")
    assert report.findings[0].message == "'PGPASSWORD' is odd"
    assert report.findings[0].fix is not None
    assert report.crashes[0].traceback == "Traceback: PGPASSWORD"


def test_too_many_secrets_hide_all(examples: Examples, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are more than can be looked for in good time, each file is held against its own, or not shown."""
    monkeypatch.setattr(report_secrets, "MOST", 1)
    report, source = redacted(examples, SECRET)
    assert SECRET not in repr(report) + source.text
    assert "psql shop" in source.text
    monkeypatch.setattr(report_secrets, "MOST", 0)
    report, source = redacted(examples, SECRET)
    assert SECRET not in repr(report)
    assert set(source.text) == {"*", " ", "\n"}
