"""A simple command with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.snippet import Chunk, Snippet
    from runbook_site.snippets.word import Word
    from runbook_site.sources.text import Span

HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is not known of a word: a variable, a placeholder, the output of a command."""

_FAR = 400
"""How many commands away a command's neighbours are looked for."""

SUBSTITUTIONS = frozenset({"$()", "<()"})
"""What a command stands inside of without being the words of another one."""


@dataclass(frozen=True)
class Call:
    """One simple command.

    Attributes:
        runbook: The runbook.
        snippet: The block that it stands in.
        chunk: The entry that it stands in.
        index: Its place in the chunk's invocations.
    """

    runbook: RunbookSnippets
    snippet: Snippet
    chunk: Chunk
    index: int

    @cached_property
    def invocation(self) -> Invocation:
        """The command itself."""
        return self.chunk.invocations[self.index]

    @cached_property
    def tool(self) -> str:
        """The program's name without folder."""
        return self.invocation.tool

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words behind the program, with `HOLE` for what is not known."""
        return tuple(plain(word) for word in self.invocation.argv[1:])

    @property
    def span(self) -> Span:
        """Where it stands, from the program to its last word."""
        argv = self.invocation.argv
        return self.invocation.text.span(argv[0].start, argv[-1].end)

    def word_span(self, word: Word) -> Span:
        """Where one of its words stands."""
        return self.invocation.text.span(word.start, word.end)

    def has(self, *options: str) -> bool:
        """Whether an option is given: ``--long``, ``--long=x``, ``-s``, or ``s`` in a cluster such as ``-rs``."""
        return any(is_option(word, option) for word in self.words for option in options)

    def operands(self) -> Iterator[tuple[Word, str]]:
        """Words that are no options, with their plain text; behind ``--`` all of them."""
        return iter(self._operands)

    @cached_property
    def _operands(self) -> tuple[tuple[Word, str], ...]:
        found: list[tuple[Word, str]] = []
        only_operands = False
        for word, text in zip(self.invocation.argv[1:], self.words, strict=True):
            if text == "--" and not only_operands:
                only_operands = True
            elif only_operands or not text.startswith("-") or text == "-":
                found.append((word, text))
        return tuple(found)

    def pipeline(self) -> tuple[Call, ...]:
        """The commands of its pipeline, itself among them, without those inside of them."""
        own = self.invocation
        before = islice((each for each in self._near(-1) if each.invocation.pipeline == own.pipeline), own.position)
        wanted = own.pipeline - own.position - 1
        behind = islice((each for each in self._near(1) if each.invocation.pipeline == own.pipeline), wanted)
        members = (*reversed(tuple(before)), self, *behind)
        if len(members) == own.pipeline or own.parent is None:
            return members
        # What `sudo` runs takes the place of `sudo` in the pipeline.
        around = Call(self.runbook, self.snippet, self.chunk, own.parent).pipeline()
        if len(around) != own.pipeline:
            return members
        return (*around[: own.position], self, *around[own.position + 1 :])

    def before(self) -> Iterator[Call]:
        """The commands before it at the same depth, the nearest first."""
        return self._near(-1)

    def inside(self) -> Iterator[Call]:
        """The commands that stand directly inside of it."""
        last = min(self.index + _FAR, len(self.chunk.invocations))
        for index in range(self.index + 1, last):
            if self.chunk.invocations[index].parent == self.index:
                yield Call(self.runbook, self.snippet, self.chunk, index)

    def _near(self, step: int) -> Iterator[Call]:
        invocations = self.chunk.invocations
        stop = self.index + step * _FAR
        at = self.index + step
        while 0 <= at < len(invocations) and at != stop:
            if invocations[at].parent == self.invocation.parent and invocations[at].via == self.invocation.via:
                yield Call(self.runbook, self.snippet, self.chunk, at)
            at += step


def plain(word: Word) -> str:
    """The characters that the shell passes on, with `HOLE` for each part that is not known."""
    return "".join(part.value if part.kind == "literal" else HOLE for part in word.parts)


def is_option(word: str, option: str) -> bool:
    """Whether a word gives an option, alone, with a value behind ``=``, or among other letters (``-rf``)."""
    if word[:1] != option[:1]:
        return False
    if word == option or word.startswith(f"{option}="):
        return True
    letter = len(option) == 2 and option[0] == "-" and option[1] != "-"  # noqa: PLR2004 - a dash and a letter
    return letter and word[:1] == "-" and word[1:].isalnum() and option[1] in word[1:]


def is_announced(call: Call) -> bool:
    """Whether the author says that the command destroys something, and what."""
    return announces(call.snippet)


def announces(snippet: Snippet) -> bool:
    """Whether the author says that a block destroys something, and what."""
    command = snippet.block.command
    return command is not None and command.risk == "destructive" and command.effect is not None
