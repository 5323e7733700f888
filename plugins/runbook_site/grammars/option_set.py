"""Options as the tables of facts name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runbook_site.grammars.reading import Reading


def find_given(reading: Reading, named: Iterable[str]) -> str | None:
    """The first option of a command that is one of those named, with the value that counts; ``None`` where none is.

    Args:
        reading: The command.
        named: Spellings. With ``-F=t,tar`` the option counts where its value is one of these, and with ``-j!=0,1``
            where it is certainly none of them.
    """
    for name in named:
        spelling, sign, values = name.partition("=")
        known = spelling.rstrip("!")
        if known in reading.given and (_fits(reading, spelling, values.split(",")) if sign else is_on(reading, known)):
            return f"{spelling.rstrip('!')} {_value(reading, spelling)}" if sign else spelling
    return None


def is_on(reading: Reading, spelling: str) -> bool:
    """Whether an option is given, and not switched off as ``--all=false`` is."""
    given = reading.given.get(spelling)
    return spelling in reading.given and (given is None or given.value.lower() != "false")


def _value(reading: Reading, spelling: str) -> str:
    given = reading.given[spelling.rstrip("!")]
    return given.value if given is not None else ""


def _fits(reading: Reading, spelling: str, values: list[str]) -> bool:
    given = reading.given[spelling.rstrip("!")]
    if given is None or not given.word.whole:
        return False
    return (given.value.lower() in values) is not spelling.endswith("!")
