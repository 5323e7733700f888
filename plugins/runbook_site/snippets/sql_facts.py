"""What a grammar has to say of one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Facts:
    """What a statement is and names; the fields are those of `Statement`."""

    kind: str
    relations: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    has_where: bool = True


@dataclass(frozen=True, slots=True)
class GrammarError:
    """Why a statement is none.

    Attributes:
        message: What the parser says.
        at: Offset in the statement where it says so; its length where the end came too early.
        kind: ``limit`` where the statement was not looked at, or not inside.
    """

    message: str
    at: int
    kind: Literal["syntax", "limit"] = "syntax"
