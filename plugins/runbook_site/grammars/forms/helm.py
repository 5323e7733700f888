"""Values that Helm refuses: helm/helm ``pkg/strvals`` and ``pkg/cmd``."""

from __future__ import annotations

import re

from runbook_site.grammars.forms.refusal import Refusal

_DURATION = re.compile(r"[+-]?(?:0|(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|µs|ms|s|m|h))+)")
_HIDDEN = re.compile(r"\\.|\{[^{}]*\}", re.DOTALL)


def assignments(value: str) -> Refusal | None:
    """``--set``: ``key=value,key=value``; a comma in a value has a backslash in front."""
    for each in _HIDDEN.sub("_", value).split(","):
        if each.strip() and "=" not in each:
            return Refusal("'key=value', with '\\,' for a comma in a value", each)
    return None


def revision(value: str) -> Refusal | None:
    """``helm rollback``: the number behind the release."""
    return None if value.isdecimal() else Refusal("the number of a revision behind the release", value)


def duration(value: str) -> Refusal | None:
    """``--timeout``: a length of time in Go's units."""
    return None if _DURATION.fullmatch(value) else Refusal("a length of time, as in '5m' or '300s'", value)
