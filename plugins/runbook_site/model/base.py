"""What all parts of the public format have in common."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic.config import JsonDict

from runbook_site.model.described import Described


class Model(Described):
    """A mapping of the source format: unknown fields are errors, values never change."""

    model_config = ConfigDict(populate_by_name=True)


def exactly_one_of(*names: str) -> ConfigDict:
    """Settings of a model of whose fields exactly one is given, for its JSON Schema; the model checks it itself."""
    return ConfigDict(json_schema_extra={"oneOf": [_given(name) for name in names]})


def not_both_of(*names: str) -> ConfigDict:
    """Settings of a model of whose fields one at most of these is given, for its JSON Schema; it checks it itself."""
    pairs = combinations(map(_given, names), 2)
    return ConfigDict(json_schema_extra={"allOf": [{"not": {"allOf": [one, other]}} for one, other in pairs]})


def _given(name: str) -> JsonDict:
    return {"required": [name], "properties": {name: {"not": {"type": "null"}}}}


def _to_date(value: object) -> object:
    """Read ``YYYY-MM-DD`` (RFC 3339, full-date); YAML 1.2 has no date type of its own."""
    if isinstance(value, str) and re.fullmatch(_DATE_PATTERN, value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            message = f"'{value}' is no date of the calendar: {error}"
            raise ValueError(message) from None
    message = f"{value!r} is no date; write it as YYYY-MM-DD"
    raise ValueError(message)


DURATION_PATTERN = r"^([1-9][0-9]*[smhdw])+$"
IDENTIFIER_PATTERN = r"^[a-z0-9]+([-._][a-z0-9]+)*$"
LINE_PATTERN = r"^[^\n]*\S[^\n]*$"
_DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}

_DATE_SCHEMA = {"type": "string", "format": "date", "pattern": _DATE_PATTERN}
Date = Annotated[date, BeforeValidator(_to_date), WithJsonSchema(_DATE_SCHEMA)]
"""A day, written ``YYYY-MM-DD``."""

Duration = Annotated[str, StringConstraints(pattern=DURATION_PATTERN)]
"""A length of time: whole numbers with ``s``, ``m``, ``h``, ``d`` or ``w``, as in ``15m`` or ``1h30m``."""

Identifier = Annotated[str, StringConstraints(pattern=IDENTIFIER_PATTERN)]
"""A stable name inside an address: lower-case letters, digits, and ``-``, ``.`` or ``_`` between them."""

Line = Annotated[str, StringConstraints(min_length=1, pattern=LINE_PATTERN)]
"""Text of one line, not empty."""

Markdown = Annotated[str, Field(min_length=1, json_schema_extra={"contentMediaType": "text/markdown"})]
"""Markdown text, not empty."""


def to_timedelta(duration: str) -> timedelta:
    """The length of a `Duration`."""
    parts = re.findall(r"(\d+)([smhdw])", duration)
    return timedelta(seconds=sum(int(number) * _SECONDS[unit] for number, unit in parts))
