"""How far the words of a command have been read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runbook_site.grammars.problem import Problem
from runbook_site.grammars.unknown import Place

if TYPE_CHECKING:
    from runbook_site.grammars.argument import Argument
    from runbook_site.grammars.grammar import Command, Grammar, Option
    from runbook_site.grammars.problem import ProblemKind


@dataclass(frozen=True, slots=True)
class Given:
    """The value of an option.

    Attributes:
        word: The word that it is, or ends.
        offset: Where it begins among the known characters of the word.
    """

    word: Argument
    offset: int

    @property
    def value(self) -> str:
        """What is known of it."""
        return self.word.known[self.offset :]


@dataclass(slots=True)
class Reading:
    """A command as it is read, word by word.

    Attributes:
        grammar: Of its tool.
        arguments: Its words, without the tool.
        span: Where tool and subcommand stand in the text.
        unsure: Whether there may be words that the text does not show.
        command: The subcommand that has been read; first the tool itself.
        above: The command that it belongs to.
        path: The words of the subcommand, the tool in front.
        at: Index of the next word.
        operands: The words that are no options, without subcommands and values.
        given: The options of the subcommand, as they are spelled, each with the last value that it has.
        values: Every value of an option, with its spelling.
        helped: Whether it only asks for help, so that nothing can be missing.
        options_end: Whether all words from here on are operands.
        problems: What is wrong so far.
    """

    grammar: Grammar
    arguments: list[Argument]
    span: tuple[int, int]
    unsure: bool
    command: Command
    above: Command
    path: list[str]
    at: int = 0
    operands: list[Argument] = field(default_factory=list)
    given: dict[str, Given | None] = field(default_factory=dict)
    values: list[tuple[str, Given]] = field(default_factory=list)
    helped: bool = False
    options_end: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The subcommand as it is called."""
        return " ".join(self.path)

    @property
    def place(self) -> Place:
        """Where it stands in its grammar."""
        return Place(self.grammar, self.path, self.command, self.above)

    def following(self) -> Argument | None:
        """The next word, which is read with it; ``None`` behind the last."""
        if self.at >= len(self.arguments):
            return None
        self.at += 1
        return self.arguments[self.at - 1]

    def find(self, spelling: str) -> Option | None:
        """The option of a spelling, of the subcommand or of the tool everywhere."""
        return self.place.option(spelling)

    def report(
        self, kind: ProblemKind, message: str, place: tuple[int, int], alternatives: tuple[str, ...] = ()
    ) -> None:
        """Note what is wrong, and where."""
        self.problems.append(Problem(kind, message, *place, alternatives))
