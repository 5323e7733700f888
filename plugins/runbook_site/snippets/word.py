"""The words of a simple command, and how each part of them is quoted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PartKind = Literal["literal", "variable", "command", "arithmetic", "process"]
"""What a part of a word is: characters, ``$x``, ``$(…)``, ``$((…))``, ``<(…)``."""

Quoting = Literal["bare", "double", "single", "ansi_c", "heredoc"]
"""What stands around a part: nothing, ``"…"``, ``'…'``, ``$'…'``, or the body of an unquoted heredoc."""


@dataclass(frozen=True, slots=True)
class WordPart:
    """A stretch of a word in which kind and quoting stay the same.

    Attributes:
        kind: What it is.
        quoting: What stands around it.
        text: As written, without the quotes around it.
        start: Offset of ``text`` in the text that the command was parsed from.
        end: Offset behind it.
        value: For a literal, the characters that the shell passes on; for a variable, its name.
    """

    kind: PartKind
    quoting: Quoting
    text: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a command line.

    Attributes:
        text: As written, quotes included.
        parts: What it consists of, in order.
        start: Offset of ``text`` in the text that the command was parsed from.
        end: Offset behind it.
        value: What the shell passes on, where that is certain from the text alone: all parts are
            literal. ``None`` otherwise.
    """

    text: str
    parts: tuple[WordPart, ...]
    start: int
    end: int
    value: str | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """``name=value`` before a command, or on its own.

    Attributes:
        name: The variable.
        value: The word behind ``=``; ``None`` for an array or an empty value.
        start: Offset of the name.
        end: Offset behind the value.
        alone: Whether no command follows: the variable stays set.
    """

    name: str
    value: Word | None
    start: int
    end: int
    alone: bool
