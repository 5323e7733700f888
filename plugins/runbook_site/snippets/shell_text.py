"""Shell source: as written, as masked for the grammar, and where a value stands that is not in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.snippets.shell_heredocs import HeredocBody
    from runbook_site.snippets.word import PartKind
    from runbook_site.sources.text import MappedText


@dataclass(frozen=True, slots=True)
class Opaque:
    """A stretch that stands for a value, and is not looked into.

    Attributes:
        start: Offset of its first character.
        end: Offset behind it.
        kind: What it is: a placeholder is a variable.
        name: The variable's name; empty for other kinds.
    """

    start: int
    end: int
    kind: PartKind
    name: str


@dataclass(frozen=True)
class ShellText:
    """A text to parse as shell.

    Attributes:
        text: As written.
        masked: Equally long, with harmless characters where ``text`` has a placeholder, or something that an
            outer shell has expanded before this text is read.
        opaque: Those places, ascending, without overlap.
        heredocs: The bodies of heredocs that share a line, which the grammar cannot tell.
    """

    text: MappedText
    masked: str
    opaque: tuple[Opaque, ...] = ()
    heredocs: tuple[HeredocBody, ...] = ()
