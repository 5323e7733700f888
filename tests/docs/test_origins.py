"""What the page about the originals says of the runbooks is true of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from parts.origins import of_one
from runbook_site.catalog.build import build_catalog
from runbook_site.checks.registry import RULES
from runbook_site.snippets.project import read_project
from runbook_site.sources.finding import Level
from tests.docs.hooks import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from runbook_site.catalog.entry import Entry
    from runbook_site.model.document import Library
    from runbook_site.model.runbook import Runbook
    from runbook_site.model.service import Service

_ORIGINS = sorted((ROOT / "docs" / "origins").glob("*.yml"))
_each_origin = pytest.mark.parametrize("path", _ORIGINS, ids=lambda path: path.stem)


@cache
def _sources() -> tuple[Library, Mapping[str, Entry]]:
    """The runbooks, and the commands of the catalog by their names."""
    project = read_project([ROOT / "runbook_src"], ROOT)
    return project.library, {entry.id: entry for entry in build_catalog(project).entries}


def _origin(path: Path) -> dict[str, Any]:
    origin: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return origin


def _service(name: str) -> Service:
    service = _sources()[0].service(name).service
    assert service is not None, name
    return service


def _runbooks(service: str) -> dict[str, Runbook]:
    return {each.id: each.runbook for each in _sources()[0].runbooks if each.service == service}


def _said(service: str, reference: str) -> list[str]:
    """The texts of the command, step, field or message that a reference leads to; one to nothing raises KeyError."""
    if "/" in reference:
        entry = _sources()[1][f"{service}/{reference}"]
        return [entry.source, entry.title, entry.effect or ""]
    file, _, name = reference.partition("#")
    value: object
    if file == "service.yml":
        fields = _service(service).model_dump(mode="json")
        value = ({message["id"]: message for message in fields["messages"]} | fields)[name]
    else:
        steps = {step.id: step for _, _, step in _runbooks(service)[file].steps()}
        value = steps[name].model_dump(mode="json")
    return _texts(value)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]


@_each_origin
def test_origins_name_what_exists(path: Path) -> None:
    """Each place that a part of an original is said to have gone to is there: runbook, step, field or message."""
    origin = _origin(path)
    service = _service(origin["service"])
    runbooks = _runbooks(origin["service"])
    fields = {*type(service).model_fields, *(message.id for message in service.messages)}
    targets = [target for entry in origin["sections"] for target in entry["to"]]
    targets += [entry["in"] for entry in origin["corrections"]]
    for target in targets:
        file, _, fragment = target.partition("#")
        if file == "service.yml":
            assert not fragment or fragment in fields, target
        elif file == "alerts.yml":
            assert "alerts.yml" in service.alert_rules, target
        else:
            steps = {step.id for _, _, step in runbooks[file].steps()}
            assert not fragment or fragment in steps, target


@_each_origin
def test_what_was_found_is_what_rules_say(path: Path) -> None:
    """Each finding names a rule that exists and its lines; what only informs is counted, not listed."""
    origin = _origin(path)

    assert origin["found"]
    for entry in origin["found"]:
        assert set(entry) == {"rule", "lines", "text", "says", "now"}
        assert RULES[entry["rule"]].level is not Level.INFO, entry
        assert entry["lines"] == sorted(entry["lines"]), entry
        assert entry["lines"][0] > 0, entry
    for rule, count in origin["noted"].items():
        assert RULES[rule].level is Level.INFO, rule
        assert count > 0, rule


@_each_origin
def test_what_stands_there_now_stands_there(path: Path) -> None:
    """What a runbook is said to say in the place of a finding, it says: the command, step or field has those words."""
    origin = _origin(path)
    for entry in origin["found"]:
        assert entry["now"], entry
        for reference in entry["now"]:
            assert any(entry["says"] in text for text in _said(origin["service"], reference)), (reference, entry)


@pytest.mark.parametrize(
    "reference", ["slow-queries/no-such-command", "slow-queries#no-such-step", "no-such#x", "service.yml#no-such-field"]
)
def test_a_reference_to_nothing_is_noticed(reference: str) -> None:
    """The test above fails where a command, step, runbook or field is renamed, and does not find nothing wrong."""
    with pytest.raises(KeyError):
        _said("clocked", reference)


def _made_up(found: list[dict[str, Any]], text: str = "text") -> dict[str, Any]:
    return {
        "service": "shop",
        "title": text,
        "sections": [{"section": text, "to": ["health-check"]}],
        "found": found,
        "noted": {"platform-only": 1, "outdated-tool": 2},
        "corrections": [{"original": text, "instead": text, "reason": text, "in": "service.yml"}],
        "replaced": [{"original": text, "reason": text}],
        "additions": [{"what": text, "reason": text}],
    }


def test_findings_are_listed_errors_first_with_their_count() -> None:
    """A row says how often, at which level and where a cause was found, and leads to the rule and to the command."""
    warned = {"rule": "removed-tool", "lines": [4, 9, 9], "text": "a", "says": "b", "now": ["restart/up", "start"]}
    failed = {"rule": "missing-option", "lines": [7], "text": "c", "says": "d", "now": ["restart#start"]}
    built = list(of_one(_made_up([warned, failed])))
    rows = built[built.index("### What the checks found") + 4 :][:4]

    plain = [row.replace("&#45;", "-").replace("&#35;", "#").replace("&#47;", "/") for row in rows]
    rules = "../runbooks/rules"
    noted = f"[platform-only]({rules}/platform-only.md) once, [outdated-tool]({rules}/outdated-tool.md) 2 times"
    page = "../runbooks/shop/restart.md"
    up = f"[restart/up]({page}#command-up), [start](../runbooks/shop/start.md)"
    assert plain == [
        f"| c | 7 | [missing-option]({rules}/missing-option.md), error | d, in [restart#start]({page}#step-start) |",
        f"| a | 4, 9 (3 times) | [removed-tool]({rules}/removed-tool.md), warning | b, in {up} |",
        "",
        f"As information: {noted}.",
    ]
    assert "1 sections, 4 findings of level error or warning, 1 corrections," in built


def test_text_of_the_data_is_shown_and_never_acts() -> None:
    """What stands in a file of origins is text on the page: no tag, no link, no end of a table's cell."""
    hostile = "a | b <script>alert(1)</script> [x](y) `c` {{ d }}"
    found = {"rule": "removed-tool", "lines": [1], "text": hostile, "says": hostile, "now": ["restart"]}
    built = "\n".join(of_one(_made_up([found], hostile)))

    assert not set("<`{") & set(built)
    assert built.count("](") == 6
    rows = [line for line in built.splitlines() if "alert" in line and line.startswith("|")]
    assert [row.count("|") for row in rows] == [3, 5, 5, 3, 3]
