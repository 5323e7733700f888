"""The JSON Schema of an exported incident log; tests/browser/test_log_schema.py holds real exports against it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import runbook_site
from runbook_site.model.incident_log import incident_log_schema
from runbook_site.model.schemas import schema_file

_ENTRY = {
    "at": "2026-11-21T03:14:15.926+01:00",
    "kind": "copied",
    "step": "2. Restart every task",
    "title": "Empty the cache",
    "text": "redis-cli FLUSHALL",
    "risk": "destructive",
}
_LOG = {
    "format": "runbook-site/incident-log",
    "version": 1,
    "service": "shop",
    "runbook": "restart",
    "title": "Restart the shop",
    "address": "https://runbooks.example.com/runbooks/shop/restart/",
    "exported": "2026-11-21T04:00:00.000+01:00",
    "entries": [_ENTRY],
}


def test_schema_of_the_package_is_that_of_the_log() -> None:
    """Programs that read a log can rely on the schema that the site publishes."""
    schema = dict(incident_log_schema())
    made = (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()
    if os.environ.get("RENEW_GOLDEN"):
        (Path(runbook_site.__file__).parent / "schemas" / "incident-log.schema.json").write_bytes(made)
    Draft202012Validator.check_schema(schema)
    assert schema_file("incident-log") == made
    assert Draft202012Validator(schema).is_valid(_LOG)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"version": 2},
        {"exported": "2026-11-21T03:00:00Z"},
        {"more": 1},
        {"entries": [{**_ENTRY, "kind": "reopened"}]},
        {"entries": [{**_ENTRY, "risk": "high"}]},
        {"entries": [{**_ENTRY, "at": "yesterday"}]},
        {"entries": [{name: value for name, value in _ENTRY.items() if name != "step"}]},
        {"entries": [{**_ENTRY, "id": "x"}]},
    ],
)
def test_what_is_no_log_is_refused(change: dict[str, Any]) -> None:
    """Another format, another version, a kind that does not exist, a field too few or too many."""
    assert not Draft202012Validator(dict(incident_log_schema())).is_valid({**_LOG, **change})
