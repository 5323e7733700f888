"""A simple command: one program called with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.snippets.word import Assignment, Word
    from runbook_site.sources.text import MappedText


@dataclass(frozen=True)
class Heredoc:
    """The text behind ``<<``.

    Attributes:
        delimiter: The word that ends it, without quotes.
        quoted: Whether the delimiter was quoted, so that nothing in the body is expanded.
        strips_tabs: Whether it is ``<<-``.
        body: The lines between.
    """

    delimiter: str
    quoted: bool
    strips_tabs: bool
    body: MappedText


@dataclass(frozen=True)
class Redirect:
    """A redirection.

    Attributes:
        operator: ``>``, ``>>``, ``<``, ``<<``, ``<<<``, ``>&``, ``&>`` …
        descriptor: The file descriptor in front of it, where one is written.
        target: The word behind it; ``None`` for a heredoc.
        heredoc: The heredoc, where it is one.
    """

    operator: str
    descriptor: int | None
    target: Word | None
    heredoc: Heredoc | None = None


@dataclass(frozen=True)
class Invocation:
    """One program called with its words.

    Attributes:
        text: The text that it was parsed from: of the snippet, or of the string inside which it stands.
            Offsets of words count from its beginning.
        start: Offset of the command in ``text``.
        end: Offset behind it.
        argv: Program and arguments.
        assignments: In front of the program, or alone (then ``argv`` is empty).
        redirects: Its own, and those that the grammar hangs on the pipeline around it.
        position: Place in its pipeline, from 0.
        pipeline: How many commands the pipeline has.
        via: The commands that it stands inside of, outermost first: ``("ssh", "sudo")``,
            ``("$()",)``. Empty at the top.
        tool: The program's name without folder; empty where a variable decides, or for an assignment.
        subcommand: The words that say what the tool does: ``("ecs", "update-service")``.
        parent: Index of the invocation that it stands inside of, in the list it comes in.
    """

    text: MappedText
    start: int
    end: int
    argv: tuple[Word, ...]
    assignments: tuple[Assignment, ...]
    redirects: tuple[Redirect, ...]
    position: int
    pipeline: int
    via: tuple[str, ...]
    tool: str
    subcommand: tuple[str, ...]
    parent: int | None = None
