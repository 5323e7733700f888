"""Addresses that iproute2 refuses: ``get_prefix`` of its ``utils.c``."""

from __future__ import annotations

import ipaddress
import re

from runbook_site.grammars.forms.refusal import Refusal

_LOOKS = re.compile(r"[0-9]{1,3}(?:\.[0-9A-Za-z]{1,4}){3}(?:/[0-9.]*)?")
_LONGEST = 32


def prefix(value: str) -> Refusal | None:
    """A word that looks like an address of IPv4, and its length: ``10.0.0.0/8``."""
    if _LOOKS.fullmatch(value) is None:
        return None
    address, slash, length = value.partition("/")
    try:
        ipaddress.IPv4Address(address)
    except ValueError:
        return Refusal("an address, as in '10.0.0.1'", address)
    if slash and (not length or (length.isdecimal() and int(length) > _LONGEST)):
        return Refusal(f"a length up to {_LONGEST} behind the '/'", value)
    return None
