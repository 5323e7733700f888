"""Labels and selectors of Kubernetes: k8s.io/apimachinery, ``pkg/labels/selector.go`` and ``pkg/util/validation``."""

from __future__ import annotations

import re

from runbook_site.grammars.forms.refusal import Refusal

_NAME = r"[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"
_KEY = rf"(?:[a-z0-9](?:[-a-z0-9.]{{0,251}}[a-z0-9])?/)?{_NAME}"
_TERM = (
    rf" *(?:! *{_KEY}|{_KEY}(?: *(?:==?|!=) *(?:{_NAME})?| *[<>] *[0-9]+"
    rf"| +(?:in|notin) *\([^()=!<>, ]*(?: *, *[^()=!<>, ]*)* *\))?) *"
)
_SELECTOR = re.compile(rf"{_TERM}(?:,{_TERM})*")
_LABEL = re.compile(rf"({_KEY})=((?:{_NAME})?)")
_ANNOTATION = re.compile(rf"(?i:{_KEY})=(?s:.*)")
_PAIRS = re.compile(r"[^=,]+=[^,]*(?:,[^=,]+=[^,]*)*")
_FIELDS = re.compile(r"[^=!,]+(?:==?|!=)(?:\\.|[^,\\])*(?:,[^=!,]+(?:==?|!=)(?:\\.|[^,\\])*)*")
_LONGEST = 400


def selector(value: str) -> Refusal | None:
    """``-l``: ``app=web,tier!=db,zone in (a, b)``."""
    if len(value) > _LONGEST or not value.strip() or _SELECTOR.fullmatch(value) is not None:
        return None
    return Refusal("a selector, as in 'app=web,tier!=db' or 'zone in (a, b)'", value)


def field_selector(value: str) -> Refusal | None:
    """``--field-selector``: ``status.phase=Running``."""
    if len(value) > _LONGEST or not value or _FIELDS.fullmatch(value) is not None:
        return None
    return Refusal("fields with '=' or '!=', as in 'status.phase=Running'", value)


def label(value: str) -> Refusal | None:
    """``kubectl label``: the word of a label that is set."""
    if "=" not in value or len(value) > _LONGEST or _LABEL.fullmatch(value) is not None:
        return None
    return Refusal("a label of letters, digits, '-', '_' and '.', as in 'tier=web'", value)


def annotation(value: str) -> Refusal | None:
    """``kubectl annotate``: any text behind a name."""
    if "=" not in value or _ANNOTATION.fullmatch(value) is not None:
        return None
    return Refusal("an annotation whose name is of letters, digits, '-', '_' and '.'", value)


def pairs(value: str) -> Refusal | None:
    """``--labels``: ``app=web,tier=db``."""
    return None if not value or _PAIRS.fullmatch(value) else Refusal("labels, as in 'app=web,tier=db'", value)
