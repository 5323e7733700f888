"""Values of systemctl: systemd.unit(5), and the table of verbs in ``systemctl.c``."""

from __future__ import annotations

import re
import signal

from runbook_site.grammars.forms.refusal import Refusal
from runbook_site.grammars.near import near, slip

_TYPES = tuple(str.split("service socket target device mount automount swap timer path slice scope snapshot"))
_VERBS = frozenset(
    str.split(
        "start stop restart reload status enable disable mask unmask is-active is-enabled is-failed try-restart "
        "reload-or-restart daemon-reload"
    )
)
_STATES = tuple(
    str.split(
        "active inactive activating deactivating failed reloading refreshing maintenance running exited dead waiting "
        "listening mounted plugged elapsed abandoned auto-restart loaded not-found masked error bad-setting merged "
        "stub enabled disabled static generated indirect alias transient linked"
    )
)
_SIGNALS = frozenset(each.name.removeprefix("SIG") for each in signal.Signals) | {"POLL", "PWR", "STKFLT", "CLD"}
_REAL_TIME = re.compile(r"RT(?:MIN|MAX)?[+-]?[0-9]*|[0-9]+")


def unit(value: str) -> Refusal | None:
    """A unit whose type differs by a slip from one there is: it is taken for a part of a service's name."""
    name, dot, kind = value.rpartition(".")
    if dot and name and kind not in _TYPES and (meant := slip(kind, _TYPES)) is not None:
        said = f"looks for a service called '{value}': '.{kind}' is no type of unit"
        return Refusal("", value, (f"{name}.{meant}",), said)
    if value in _VERBS:
        said = f"takes '{value}' for a unit: one subcommand stands in front, and behind it units alone"
        return Refusal("", value, said=said)
    return None


def unit_type(value: str) -> Refusal | None:
    """``--type``: types, or what ``LOAD`` shows of units."""
    for each in value.split(","):
        if each not in _TYPES and each not in _STATES and (each in {f"{kind}s" for kind in _TYPES} or _like(each)):
            return Refusal("types of units", each, near(each, _TYPES))
    return None


def unit_state(value: str) -> Refusal | None:
    """``--state``: a state that differs by a slip from one there is matches nothing."""
    for each in value.split(","):
        if each not in _STATES and (meant := slip(each, _STATES)) is not None:
            return Refusal("states of units", each, (meant,))
    return None


def signal_name(value: str) -> Refusal | None:
    """``kill --signal``."""
    name = value.upper().removeprefix("SIG")
    if name in _SIGNALS or _REAL_TIME.fullmatch(name) or value in {"help", "list"}:
        return None
    return Refusal("a signal, as in 'SIGTERM' or 'HUP'", value, near(name, _SIGNALS))


def _like(value: str) -> bool:
    return slip(value, _TYPES) is not None
