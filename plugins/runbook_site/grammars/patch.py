"""What ``kubectl patch`` and ``oc patch`` would not accept as a patch.

A text that begins with a brace goes to the server as it is, which reads JSON; any other is read as YAML (pkg/cmd/patch
of k8s.io/kubectl, ``yaml.ToJSON`` of k8s.io/apimachinery). A JSON patch is a list of operations (RFC 6902, section 3),
the others are objects.
"""

from __future__ import annotations

import json
from itertools import takewhile
from typing import TYPE_CHECKING

import yaml

from runbook_site.sources.yaml_reader import LOADER

if TYPE_CHECKING:
    from runbook_site.grammars.reading import Reading

_COMMANDS = frozenset({("kubectl", "patch"), ("oc", "patch")})
_LONGEST = 20_000
_MOST_BRACKETS = 500
"""How much YAML is read: the time that it takes grows with the square of how deep it is nested."""


def check_patch(reading: Reading) -> None:
    """Report the patch of a command that is no patch of its kind; nothing where it is not wholly known."""
    if tuple(reading.path) not in _COMMANDS:
        return
    spelling = "--patch" if "--patch" in reading.given else "-p"
    given = reading.given.get(spelling)
    if given is None or not given.word.whole or _is_huge(given.value):
        return
    kind = reading.given.get("--type")
    default = "" if reading.unsure or "--type" in reading.given else "strategic"
    if wrong := _wrong(given.value, kind.value.lower() if kind else default):
        place = given.word.part(given.offset, len(given.word.known))
        reading.report("invalid-option-value", f"'{reading.name} {spelling}' {wrong}", place)


def _is_huge(text: str) -> bool:
    return len(text) > _LONGEST or text.count("[") + text.count("{") > _MOST_BRACKETS


def _wrong(text: str, kind: str) -> str:
    """What is wrong with a patch; empty where nothing is.

    Args:
        text: The patch.
        kind: As ``--type`` says; another one where that is not known.
    """
    try:
        found = _found(text)
    except json.JSONDecodeError as error:
        return f"is no valid JSON: {error.msg}, at character {error.pos + 1}"
    except yaml.YAMLError as error:
        return f"is no valid JSON or YAML: {getattr(error, 'problem', '') or 'a character that it does not allow'}"
    except (RecursionError, ValueError):
        return ""
    if kind == "json" and found != "list":
        return 'takes a list of operations with \'--type json\', as in \'[{"op": "remove", "path": "/spec/x"}]\''
    if kind in {"merge", "strategic"} and found != "object":
        return f"takes an object with '--type {kind}'" + ("; a list needs '--type json'" if found == "list" else "")
    return ""


def _found(text: str) -> str:
    """Of what kind a patch is. YAML is read as events, as nodes would be built one inside the other.

    Raises:
        json.JSONDecodeError: It begins like JSON, and is none.
        yaml.YAMLError: It is no YAML.
    """
    if text.lstrip().startswith("{"):
        json.loads(text)
        return "object"
    kinds: dict[type[yaml.Event], str] = {yaml.MappingStartEvent: "object", yaml.SequenceStartEvent: "list"}
    events = list(
        takewhile(lambda event: not isinstance(event, yaml.DocumentEndEvent), yaml.parse(text, Loader=LOADER))
    )
    return next((kinds.get(type(each), "scalar") for each in events if isinstance(each, yaml.NodeEvent)), "")
