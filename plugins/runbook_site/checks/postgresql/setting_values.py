"""Values of settings, held against what the newest version takes.

Source: PostgreSQL documentation, "Setting Parameters", section "Parameter Names and Values"; ``guc.c`` (``parse_int``,
``parse_real``) for the form of numbers; ``guc_tables.c`` for words that ``pg_settings`` does not show.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.postgresql.names import Complaint
from runbook_site.checks.postgresql.spelling import suggestion

if TYPE_CHECKING:
    from runbook_site.checks.postgresql.catalog import SettingValues
    from runbook_site.checks.postgresql.knowledge import Knowledge

_NUMBER = re.compile(
    r"\s*+(?P<number>[+-]?(?:0[xX][0-9a-fA-F]++|(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?))\s*+(?P<unit>[^\s\d.]*+)\s*+"
)
_BYTES = {"B": 1.0, "kB": 1024.0, "MB": 1024.0**2, "GB": 1024.0**3, "TB": 1024.0**4, "8kB": 8192.0}
_SECONDS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0}
_BLOCKS = "8kB"
_BOOLEANS = ("on", "off", "true", "false", "yes", "no", "1", "0")
_HIDDEN = {
    "wal_level": ("archive", "hot_standby"),
    "wal_compression": ("pglz", "lz4", "zstd"),
    "default_toast_compression": ("lz4",),
    "io_method": ("io_uring",),
    "wal_sync_method": ("fsync", "fdatasync", "open_sync", "open_datasync", "fsync_writethrough"),
    "dynamic_shared_memory_type": ("posix", "sysv", "mmap", "windows", "none"),
    "shared_memory_type": ("sysv", "mmap", "windows"),
    "recovery_init_sync_method": ("syncfs",),
    "file_copy_method": ("clone",),
}
"""Words that only some builds have, and old ones that are taken and not shown."""
_LEVELS = ("debug", "info", "fatal", "panic")
_SHOWN = 8


def value_complaint(known: Knowledge, name: str, said: str) -> Complaint | None:
    """What is wrong with a setting's value: nothing where the server may take it.

    Args:
        known: What it is held against.
        name: The setting.
        said: The value, without quotes.
    """
    values = known.catalog.values.get(name.lower())
    if values is None or said.lower() == "default":
        return None
    match values.kind:
        case "bool":
            return None if _is_boolean(said) else Complaint(f"'{name}' takes on or off, and not '{said}'")
        case "enum":
            return _word_complaint(name, values, said)
        case _:
            if not known.wanted & known.catalog.newest:  # ranges of an older version may be others
                values = values._replace(least=None, most=None)
            return _number_complaint(name, values, said)


def _is_boolean(said: str) -> bool:
    """Whether it is a truth value, or a beginning of one that no other has."""
    folded = said.lower()
    return folded in {"1", "0"} or (
        folded not in {"", "o"} and any(word.startswith(folded) for word in ("on", "off", "true", "false", "yes", "no"))
    )


def _word_complaint(name: str, values: SettingValues, said: str) -> Complaint | None:
    folded = said.lower()
    words = {*(word.lower() for word in values.words), *_HIDDEN.get(name.lower(), ())}
    if folded in words or folded in _BOOLEANS or (folded in _LEVELS and "notice" in words):
        return None
    near = suggestion(folded, words)
    shown = near or (f"; it takes {', '.join(sorted(words))}" if len(words) <= _SHOWN else "")
    return Complaint(f"'{name}' has no value '{said}'{shown}")


def _number_complaint(name: str, values: SettingValues, said: str) -> Complaint | None:
    found = _NUMBER.fullmatch(said)
    units = next((each for each in (_BYTES, _SECONDS) if values.unit in each), {})
    if found is None:
        example = "a whole number" if values.kind == "integer" else "a number"
        behind = f" with one of the units {_listed(units)}" if units else ""
        return Complaint(f"'{name}' takes {example}{behind}, and not '{said}'")
    unit = found["unit"]
    if unit and unit not in units:
        near = next((each for each in units if each.lower() == unit.lower()), "")
        hint = f"; write {near}" if near else f"; units are {_listed(units)}" if units else "; it takes none"
        return Complaint(f"'{name}' knows no unit '{unit}'{hint}")
    written = found["number"]
    number = float(int(written, 16)) if "x" in written.lower() else float(written)
    if unit:
        number *= units[unit] / units[values.unit]
    least, most = values.least, values.most
    spare = 0 if number.is_integer() and not unit else 1  # what is no whole number of its unit is rounded first
    if (least is not None and number < least - spare) or (most is not None and number > most + spare):
        counted = f" {values.unit}" if values.unit and values.unit != _BLOCKS else ""
        counted = " blocks of 8kB" if values.unit == _BLOCKS else counted
        return Complaint(f"'{name}' goes from {_shown(least)} to {_shown(most)}{counted}, and not to '{said}'")
    return None


def _listed(units: dict[str, float]) -> str:
    return ", ".join(unit for unit in units if unit != _BLOCKS)


def _shown(number: float | None) -> str:
    return "any number" if number is None else f"{number:g}" if abs(number) < 1 else f"{number:.10g}"
