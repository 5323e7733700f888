"""What a real browser exports of an incident log is what its JSON Schema says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

from jsonschema import Draft202012Validator

from runbook_site.model.incident_log import LogKind, incident_log_schema
from tests.browser.doing import FORCE, LOOK, note, open_runbook, step_box
from tests.browser.fields import said

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

_VALIDATOR = Draft202012Validator(dict(incident_log_schema()))


def test_an_export_is_what_the_schema_says(page: Page, address: str, site: Path) -> None:
    """All that a reader does, and every kind that the log knows; the schema stands on the site."""
    open_runbook(page, address)
    step_box(page, LOOK).check()
    step_box(page, LOOK).uncheck()
    page.get_by_role("button", name="Copy: List the queries").click()
    said(page, "Copied")
    page.locator(".rbs-decide a").last.click()
    page.get_by_role("button", name="Copy: Empty the cache").click()
    page.get_by_role("button", name="Copy it").click()
    said(page, "Copied: Empty the cache")
    step_box(page, FORCE).check()
    note(page, 'It was the "cache".\u2028\u0007 {{ 7*7 }}')
    done = {"ticked", "unticked", "copied", "decided", "noted"}
    for kind in (*get_args(LogKind), "reopened"):
        if kind not in done:
            page.evaluate("kind => runbookSite.log.add(kind, { step: '1', title: 'T', text: 'x' })", kind)
    page.get_by_role("button", name="Copy JSON", exact=True).click()
    said(page, "Copied: the incident log as JSON.")
    log = json.loads(page.evaluate("navigator.clipboard.readText()"))
    assert {entry["kind"] for entry in log["entries"]} == set(get_args(LogKind))
    assert "destructive" in {entry["risk"] for entry in log["entries"]}
    _VALIDATOR.validate(log)
    published = json.loads((site / "schema" / "incident-log.schema.json").read_text(encoding="utf-8"))
    assert published == incident_log_schema()
