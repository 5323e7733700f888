"""The core schema of YAML 1.2: which plain scalars are no text."""

from __future__ import annotations

import math
import re

_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")

Scalar = str | int | float | bool | None


def resolve(plain: str) -> Scalar:
    """What a plain scalar means (YAML 1.2.2, section 10.3.2), but text where its author may have meant text.

    Octal and hexadecimal numbers, numbers that begin with a needless zero, and numbers that do not fit
    are such cases: ``0644`` is a file mode, and twenty digits are an account's number.
    """
    if plain in _CONSTANTS:
        return _CONSTANTS[plain]
    if _INTEGER.fullmatch(plain):
        return int(plain)
    if _FLOAT.fullmatch(plain) and not plain.lstrip("-+").isdigit():
        number = float(plain)
        return number if math.isfinite(number) else plain
    return plain
