"""Values that are JSON."""

from __future__ import annotations

import json

from runbook_site.grammars.forms.refusal import Refusal


def object_text(value: str) -> Refusal | None:
    """``--overrides``: an object, which kubectl merges into its own."""
    try:
        found = json.loads(value)
    except (ValueError, RecursionError) as error:
        text = value.lstrip()
        return Refusal("", value, said=f"is no valid JSON: {getattr(error, 'msg', error)}") if text[:1] == "{" else None
    return None if isinstance(found, dict) else Refusal("an object, as in '{\"spec\": {}}'", value)
