"""The alerts: what defines them, what serves them, and their addresses."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

import runbook_site
from runbook_site.catalog.alerts import alerts_json, alerts_schema, build_alert_index
from runbook_site.catalog.unique_names import unique_names
from runbook_site.model.library import read_library
from runbook_site.model.schemas import schema_file

if TYPE_CHECKING:
    from runbook_site.catalog.alert_index import Alert
    from tests.conftest import WriteFiles

_RULES = """\
groups:
  - name: shop
    rules:
      - alert: ShopDown
        expr: up == 0
        for: 5m
        labels: {severity: critical, team: 7}
        annotations: {summary: "{{ $labels.pod }} is gone", runbook_url: "https://x.example.com/runbooks/shop/second/"}
"""
_SERVICE = """\
name: Shop
summary: Sells.
owner: shop
alert_rules: [rules.yml]
alerts: [{name: Queue full, condition: queue > 100, severity: SEV-2}]
severities: [{id: SEV-1, name: a, meaning: b}, {id: SEV-2, name: a, meaning: b}]
"""


def _runbook(title: str, alerts: str, more: str = "") -> str:
    return f"title: {title}\nkind: incident\nalerts: {alerts}\n{more}procedure: [{{title: Look}}]\n"


def _alerts(write_files: WriteFiles, files: dict[str, str]) -> dict[str, Alert]:
    folder = write_files({"shop/service.yml": _SERVICE, "shop/rules.yml": _RULES, **files})
    index = build_alert_index(read_library([folder], folder))
    jsonschema.validate(json.loads(alerts_json(index)), dict(alerts_schema()))
    return {alert.name: alert for alert in index.alerts}


def test_an_alert_has_what_its_rule_says(write_files: WriteFiles) -> None:
    """Whoever is called reads what fired without leaving the page."""
    (definition,) = _alerts(write_files, {})["ShopDown"].definitions
    assert (definition.condition, definition.lasting, definition.severity) == ("up == 0", "5m", "critical")
    assert [(each.name, each.value) for each in definition.labels] == [("severity", "critical"), ("team", "7")]
    assert definition.annotations[0].value == "{{ $labels.pod }} is gone"
    assert definition.location is not None
    assert (definition.location.path, definition.location.line) == ("shop/rules.yml", 4)


def test_case_makes_no_other_alert(write_files: WriteFiles) -> None:
    """A runbook that spells an alert otherwise serves it all the same; it is called as its rule calls it."""
    alerts = _alerts(write_files, {"shop/a.yml": _runbook("A", "[shopdown, SHOPDOWN]")})
    assert set(alerts) == {"Queue full", "ShopDown"}
    assert [runbook.id for runbook in alerts["ShopDown"].runbooks] == ["a"]


def test_the_runbook_to_open_first(write_files: WriteFiles) -> None:
    """The rule's own annotation decides; then what is in force, the severity, and how special the runbook is."""
    files = {
        "shop/draft.yml": _runbook("A draft", "[ShopDown, Queue full]", "status: draft\nseverity: SEV-1\n"),
        "shop/general.yml": _runbook("B general", "[ShopDown, Queue full, Other]", "severity: SEV-1\n"),
        "shop/mild.yml": _runbook("C mild", "[ShopDown, Queue full]", "severity: SEV-2\n"),
        "shop/second.yml": _runbook("D second", "[ShopDown, Queue full]", "severity: SEV-1\n"),
    }
    alerts = _alerts(write_files, files)
    assert [runbook.id for runbook in alerts["Queue full"].runbooks] == ["second", "general", "mild", "draft"]
    files["shop/second.yml"] = _runbook("D second", "[ShopDown]", "status: deprecated\n")
    assert _alerts(write_files, files)["ShopDown"].runbooks[0].id == "second"


def test_addresses(write_files: WriteFiles) -> None:
    """An alert's page, and the address that its annotation carries, are its name in lower case."""
    alert = _alerts(write_files, {})["Queue full"]
    assert (alert.url, alert.address) == ("runbooks/alerts/queue-full/", "alerts/queue-full/")
    assert (alert.severity, alert.services, alert.runbooks) == ("SEV-2", ("shop",), ())


def test_a_service_called_alerts_keeps_its_pages(write_files: WriteFiles) -> None:
    """The page of an alert takes nothing from a runbook that lies where it would lie."""
    alerts = _alerts(
        write_files, {"alerts/shopdown.md": "# Shop down\n", "alerts/service.yml": "name: A\nsummary: B\nowner: c\n"}
    )
    assert alerts["ShopDown"].url == "runbooks/alerts/shopdown-2/"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["ShopDown", "Shop_Down", "shop down"], ["shopdown", "shop-down", "shop-down-2"]),
        (["__proto__", "constructor"], ["proto", "constructor"]),
        (["../../etc/passwd", "100%25", "index"], ["etc-passwd", "100-25", "index-2"]),
        (["taken"], ["taken-2"]),
    ],
)
def test_names_of_pages(names: list[str], expected: list[str]) -> None:
    """Whatever a thing is called, its page has a name of letters, digits and hyphens, and one of its own."""
    assert list(unique_names(names, {"taken"}).values()) == expected


def test_names_of_pages_fit_into_a_file_system() -> None:
    """A name of ten thousand letters does not stop the build, and two that begin alike stay apart."""
    first, second = unique_names(["x" * 10_000, "x" * 9_999 + "y"], ()).values()
    assert len(first) < 120
    assert first != second


def test_schema_of_the_package_is_that_of_the_alerts() -> None:
    """Scripts that read `alerts.json` can rely on the schema that the site publishes."""
    made = (json.dumps(alerts_schema(), indent=2, ensure_ascii=False) + "\n").encode()
    if os.environ.get("RENEW_GOLDEN"):
        (Path(runbook_site.__file__).parent / "schemas" / "alerts.schema.json").write_bytes(made)
    assert schema_file("alerts") == made
