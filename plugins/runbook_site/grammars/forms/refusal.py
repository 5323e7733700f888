"""Why a value is refused."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from runbook_site.grammars.near import near


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value is refused.

    Attributes:
        takes: What would do, behind the word "takes".
        bad: The part that would not.
        alternatives: What may have been meant.
        said: All of it in other words, behind the name of the command.
    """

    takes: str
    bad: str
    alternatives: tuple[str, ...] = ()
    said: str = ""


Form = Callable[[str], Refusal | None]
"""Says why a value is refused; nothing where it may be right."""

_SHOWN = 12


def one_of(value: str, names: Collection[str]) -> Refusal | None:
    """Refuse what is none of some names."""
    if value in names:
        return None
    listed = "', '".join(list(names)[:_SHOWN])
    return Refusal(f"one of '{listed}'", value, near(value, names, 0.6))
