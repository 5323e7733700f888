"""What fields are called elsewhere, and out of habit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SYNONYMS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("name", "heading", "label"): ("title", "id"),
    ("description", "overview", "about"): ("summary", "purpose", "meaning", "condition", "text"),
    ("steps", "actions", "tasks", "commands", "instructions", "resolution", "mitigation", "fix"): ("procedure",),
    ("note", "notes", "instructions", "details", "body", "content", "comment"): ("text", "notes"),
    ("cmd", "command", "shell", "bash", "sh", "script", "exec", "code"): ("run",),
    ("query", "statement"): ("sql",),
    ("if", "case", "condition"): ("when",),
    ("goto", "go_to", "next", "then"): ("step",),
    ("on_error", "on_fail", "if_fails", "fallback"): ("on_failure",),
    ("duration", "time", "eta"): ("estimate", "timebox", "timeout", "lasts"),
    ("owners", "team", "maintainer", "maintainers", "author", "responsible"): ("owner",),
    ("verify", "validate", "validation", "post_checks"): ("verification",),
    ("check", "checks", "todo", "todos"): ("verification", "checklist"),
    ("undo", "revert", "backout", "back_out"): ("rollback",),
    ("diagnose", "triage", "investigation", "troubleshooting"): ("diagnosis",),
    ("prereqs", "preconditions", "before"): ("prerequisites",),
    ("requirements", "needs", "access"): ("requires",),
    ("cleanup", "after", "postmortem", "aftermath"): ("follow_up",),
    ("labels", "keywords"): ("tags",),
    ("priority", "sev"): ("severity",),
    ("type", "category"): ("kind",),
    ("options", "enum", "values", "allowed"): ("choices",),
    ("regex", "regexp"): ("pattern", "matches"),
    ("output", "expected_output"): ("expect", "sample_output"),
    ("danger", "risk_level", "level"): ("risk",),
    ("see_also", "references"): ("related", "links"),
    ("parameters", "params", "inputs", "vars", "args", "arguments"): ("variables",),
    ("schedule", "frequency", "interval", "cron"): ("every", "rrule"),
    ("last_reviewed", "reviewed_at", "reviewed_on", "last_review", "updated"): ("reviewed",),
    ("date", "day"): ("on",),
    ("who", "reviewer"): ("by",),
    ("expr", "expression", "trigger"): ("condition",),
    ("phone", "email", "slack", "channel"): ("how",),
}
"""The fields that are meant, the likeliest first, by the words that are written in their place."""


def meant_by(written: str, fields: Iterable[str]) -> list[str]:
    """Those of some fields that a word is used for, the likeliest first."""
    known = set(fields)
    word = written.casefold().replace("-", "_").replace(" ", "_")
    return [name for words, names in SYNONYMS.items() if word in words for name in names if name in known]
