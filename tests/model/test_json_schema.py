"""The JSON Schemas, and whether they say what the models say."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator, FormatChecker

import runbook_site
from runbook_site.model.json_schema import SchemaKind, json_schema
from runbook_site.model.runbook import Runbook
from runbook_site.model.schemas import schema_file, write_schemas
from runbook_site.model.service import Service
from runbook_site.model.site import Site
from runbook_site.model.validate import validate
from runbook_site.sources.text import SourceText
from runbook_site.sources.yaml_tree import parse_yaml

KINDS: tuple[SchemaKind, ...] = get_args(SchemaKind)
MODELS: dict[SchemaKind, type[Site | Service | Runbook]] = {"site": Site, "service": Service, "runbook": Runbook}
COMMITTED = Path(__file__).parents[2] / "runbook_src" / ".schema"
PACKAGED = Path(runbook_site.__file__).parent / "schemas"

COMMAND = "title: T\nprocedure: [{{title: S, commands: [{{{}}}]}}]\n"
SERVICE = "name: N\nsummary: S\nowner: o\n"
VALID: list[tuple[SchemaKind, str]] = [
    ("runbook", "title: T\n"),
    ("runbook", "title: T\nowner: ~\nreviewed: {on: 2026-01-31, by: ops}\nestimate: 1h30m\ntags: [a-b, c.d]\n"),
    ("runbook", "title: T\nvariables: {POD_1: {description: d, type: host, from: list-pods}}\n"),
    ("runbook", COMMAND.format("run: ls, expect: it works")),
    ("runbook", COMMAND.format("run: ls, sql: ~, expect: {exit: 0, json: {a: [1]}, contains: [x]}")),
    ("runbook", COMMAND.format("psql: \\d, interactive: true, allow: [{rule: a-b, reason: r}]")),
    ("runbook", "title: T\nprocedure: [{title: S, decide: [{when: w, escalate: r}], on_failure: {step: a}}]\n"),
    ("service", SERVICE),
    ("service", SERVICE + "calendar: [{id: a, title: t, every: day, at: '08:30'}, {id: b, title: t}]\n"),
    ("service", SERVICE + "escalation: {external: [{to: x, for: y}]}\ntools: {aws: '2.17'}\n"),
    ("service", SERVICE + "process: [{title: t, from: 0s}]\n".replace("0s", "5m")),
    ("site", "title: T\ncheck: {fail_on: never, levels: {some-rule: 'off'}}\nteams: {ops: {name: Ops}}\n"),
    ("site", "{}\n"),
    ("site", "check: {overrides: [{paths: [a/, 'b/**/*.md'], services: [a-b], levels: {some-rule: info}}]}\n"),
    ("site", "check: {overrides: [{services: [a], levels: {}}, {paths: ['[id].md'], levels: {shell: 'off'}}]}\n"),
]
INVALID: list[tuple[SchemaKind, str]] = [
    ("runbook", ""),
    ("runbook", "[]\n"),
    ("runbook", "kind: incident\n"),
    ("runbook", "title: T\ntitel: x\n"),
    ("runbook", "title: 5\n"),
    ("runbook", "title: ''\n"),
    ("runbook", 'title: "a\\nb"\n'),
    ("runbook", "title: T\nkind: accident\n"),
    ("runbook", "title: T\nreviewed: {on: 31.1.2026, by: ops}\n"),
    ("runbook", "title: T\nreviewed: {on: 2026-02-30, by: ops}\n"),
    ("runbook", "title: T\nestimate: 90\n"),
    ("runbook", "title: T\ntags: [On Call]\n"),
    ("runbook", "title: T\ntags: a\n"),
    ("runbook", "title: T\nvariables: {a-b: {description: d}}\n"),
    ("runbook", "title: T\nvariables: {a: {description: d, from_: x}}\n"),
    ("runbook", COMMAND.format("title: nothing to run")),
    ("runbook", COMMAND.format("run: ls, sql: select 1")),
    ("runbook", COMMAND.format("run: ~")),
    ("runbook", COMMAND.format("run: ls, interactive: yes")),
    ("runbook", COMMAND.format("run: ls, expect: {exit: 256}")),
    ("runbook", COMMAND.format("run: ls, expect: 3")),
    ("runbook", COMMAND.format("run: ls, expect: ''")),
    ("runbook", COMMAND.format("run: ls, risk: unknown")),
    ("runbook", COMMAND.format("run: ls, allow: [{rule: a-b}]")),
    ("runbook", "title: T\nprocedure: [{title: S, decide: [{when: w}]}]\n"),
    ("runbook", "title: T\nprocedure: [{title: S, on_failure: {step: a, runbook: b}}]\n"),
    ("service", "name: N\n"),
    ("service", SERVICE + "calendar: [{id: a, title: t, every: day, rrule: FREQ=DAILY}]\n"),
    ("service", SERVICE + "calendar: [{id: a, title: t, at: '24:00'}]\n"),
    ("service", SERVICE + "tools: {aws: 2.17}\n"),
    ("site", "check: {levels: {Some Rule: error}}\n"),
    ("site", "check: {levels: {some-rule: fatal}}\n"),
    ("site", "check: {overrides: [{levels: {some-rule: 'off'}}]}\n"),
    ("site", "check: {overrides: [{paths: [a]}]}\n"),
    ("site", "check: {overrides: [{paths: [], services: [a], levels: {}}]}\n"),
    ("site", "check: {overrides: [{paths: ~, levels: {}}]}\n"),
    ("site", "check: {overrides: [{paths: a, levels: {}}]}\n"),
    ("site", "check: {overrides: [{paths: [''], levels: {}}]}\n"),
    ("site", "check: {overrides: [{paths: ['!a'], levels: {}}]}\n"),
    ("site", "check: {overrides: [{paths: ['a\\\\b'], levels: {}}]}\n"),
    ("site", "check: {overrides: [{services: [Shop], levels: {}}]}\n"),
]


def agrees(kind: SchemaKind, text: str) -> tuple[bool, bool]:
    """Whether the schema accepts a text, and whether the model does."""
    tree = parse_yaml(SourceText("x.yml", text).whole())
    validator = Draft202012Validator(json_schema(kind), format_checker=FormatChecker())
    return validator.is_valid(tree.value), validate(tree, MODELS[kind])[0] is not None


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_schemas(kind: SchemaKind) -> None:
    """Each is valid by the meta-schema of 2020-12, and says what it is."""
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{kind}.schema.json"
    assert schema["description"]


@pytest.mark.parametrize(("kind", "text"), VALID)
def test_schema_and_model_accept(kind: SchemaKind, text: str) -> None:
    """What is valid is valid in the editor and in the check."""
    assert agrees(kind, text) == (True, True)


@pytest.mark.parametrize(("kind", "text"), INVALID)
def test_schema_and_model_refuse(kind: SchemaKind, text: str) -> None:
    """What the check refuses, the editor has underlined before."""
    assert agrees(kind, text) == (False, False)


@pytest.mark.parametrize("kind", KINDS)
def test_every_mapping_is_closed_and_every_field_described(kind: SchemaKind) -> None:
    """An editor completes only what exists, and shows what it means."""
    schema = json_schema(kind)
    for mapping in [schema, *schema["$defs"].values()]:
        assert mapping["additionalProperties"] is False
        assert mapping["description"]
        for name, field in mapping["properties"].items():
            # A field with the very words of its model leaves them to the model.
            assert field.get("description") or "$ref" in field, name
            assert "title" not in field


def test_maps_are_closed() -> None:
    """A key that is no valid name is refused, not passed over."""
    assert json_schema("runbook")["properties"]["variables"]["additionalProperties"] is False


def test_fields_called_title_and_default_stay() -> None:
    """Tidying takes away what pydantic adds, and no field of that name."""
    definitions: dict[str, Any] = json_schema("runbook")["$defs"]
    assert "default" in definitions["Variable"]["properties"]
    assert "title" in definitions["Step"]["properties"]


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_of_the_package_are_those_of_the_models(kind: SchemaKind) -> None:
    """What comes with the package, and the copies that editors read here, say what the models say."""
    made = (json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n").encode()
    if os.environ.get("RENEW_GOLDEN"):
        (PACKAGED / f"{kind}.schema.json").write_bytes(made)
        (COMMITTED / f"{kind}.schema.json").write_bytes(made)
    assert schema_file(kind) == made
    assert (COMMITTED / f"{kind}.schema.json").read_bytes() == made


def test_writing_is_repeatable(tmp_path: Path) -> None:
    """Written twice, the files are the same, byte for byte, and end in a line end."""
    first = [path.read_bytes() for path in write_schemas(tmp_path / "new")]
    second = [path.read_bytes() for path in write_schemas(tmp_path / "new")]
    assert first == second
    assert all(data.endswith(b"}\n") for data in first)
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        f"{kind}.schema.json" for kind in sorted(KINDS)
    ]
