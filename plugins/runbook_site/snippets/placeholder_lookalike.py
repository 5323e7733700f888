"""What has the shape of a placeholder, and is the text that is meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.snippets.vocabulary import word_set

if TYPE_CHECKING:
    from runbook_site.snippets.placeholder_candidate import Candidate

_RESOURCE = re.compile(r"[a-z]{1,9}-(?=[a-f]*[0-9])(?:[0-9a-f]{8}|[0-9a-f]{17})")
"""A resource of AWS as it is, in a list of one: ``securityGroups=[sg-0a1b2c3d]``."""
_SETTING_BELOW = re.compile(r"[ \t]*+\r?\n(?:[ \t]*+(?:[#;][^\n]{0,200}+)?\r?\n){0,9}+[ \t]*+[\w.-]{1,80}+[ \t]*+=")
"""A setting on the next line, or behind blank lines and comments."""
_FILLED_IN_BY_GH = word_set("owner repo branch")
_GH_API = re.compile(r"(?<![\w-])gh[ \t]++api(?![\w-])")
_LINE_ENDS = re.compile(r"(?<!\\)\n")
_LONGEST_BEFORE = 300


def is_settled(place: Candidate) -> bool:
    """Whether brackets hold the head of a section of settings, alone on its line (``[Service]``), or a list of one."""
    if _RESOURCE.fullmatch(place.inner):
        return True
    if place.quoting == "bare" or place.line_before.strip() or place.after not in " \t\r\n":
        return False
    return _SETTING_BELOW.match(place.text, place.end) is not None


def is_filled_in(place: Candidate) -> bool:
    """Whether ``gh api`` itself puts a value there, of the repository that it is called in. Source: gh-api(1)."""
    if place.inner not in _FILLED_IN_BY_GH:
        return False
    before = place.text[max(0, place.start - _LONGEST_BEFORE) : place.start]
    call = max((match.end() for match in _GH_API.finditer(before)), default=None)
    return call is not None and _LINE_ENDS.search(before, call) is None
