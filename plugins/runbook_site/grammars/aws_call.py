"""A command line of the AWS CLI, taken apart: the operation, its options with their words, and what is left over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.grammars.argument import argument
from runbook_site.grammars.aws_operation import Argument
from runbook_site.grammars.aws_pack import Services
from runbook_site.grammars.aws_value import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runbook_site.grammars.argument import Argument as Known
    from runbook_site.grammars.aws_operation import Operation
    from runbook_site.grammars.aws_shape import Shapes
    from runbook_site.grammars.grammar import Command, Grammar
    from runbook_site.snippets.word import Word


_BRACES = re.compile(r"\{[^{}]*(?:,|\.\.)[^{}]*\}|\{\}")


@dataclass(frozen=True, slots=True)
class Text:
    """A value as far as it is known.

    Attributes:
        text: What the tool gets; `UNKNOWN` where a variable or a placeholder stands.
        word: The word that it comes from.
        offset: Where in the word's value it begins: behind the ``=`` of ``--option=value``.
    """

    text: str
    word: Word
    offset: int = 0

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where some of its characters stand in the text of the command; the whole word where quoting is in the way."""
        at = -self.offset
        places: list[int] = []
        for part in self.word.parts:
            length = len(part.value) if part.kind == "literal" else 1
            if part.kind == "literal" and part.value != part.text and at < end and at + length > start:
                return self.word.start, self.word.end
            if at <= start < at + length:
                places.append(part.start + start - at)
            if at < end <= at + length:
                places.append(part.start + end - at if part.kind == "literal" else part.end)
            at += length
        return (places[0], places[1]) if len(places) == 2 and start < end else (self.word.start, self.word.end)  # noqa: PLR2004 - a beginning and an end


@dataclass(frozen=True, slots=True)
class Given:
    """An option that is given, and the words behind it."""

    spelling: str
    argument: Argument
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """An operation that is called.

    Attributes:
        path: Its words: ``("ecs", "wait", "services-stable")``.
        operation: What it accepts.
        shapes: Of its service.
        given: The options of its own that are known, in order.
        group: Whether it has subcommands, so that a word is meant as one.
        operands: The words that belong to no option.
        unsure: Whether there may be words that the text does not show, or words whose meaning is not known.
        span: Where its words stand, the program in front.
    """

    path: tuple[str, ...]
    operation: Operation
    shapes: Shapes
    given: tuple[Given, ...]
    group: bool
    operands: tuple[Text, ...]
    unsure: bool
    span: tuple[int, int]


def call_of(grammar: Grammar, words: Sequence[Word], *, more: bool = False) -> Call | None:
    """What a command calls; ``None`` where that is not known, or help.

    Args:
        grammar: Of the AWS CLI.
        words: The command, its program in front.
        more: Whether another program puts words behind these.

    Raises:
        GrammarError: The pack is damaged.
    """
    services = grammar.root.commands
    if not isinstance(services, Services):
        return None
    return _Reading(grammar, services, words, unsure=more).read()


class _Reading:
    def __init__(self, grammar: Grammar, services: Services, words: Sequence[Word], *, unsure: bool) -> None:
        self._grammar = grammar
        self._services = services
        self._span = words[0].start, words[0].end
        self._words = words[1:]
        self._known = [argument(word) for word in self._words]
        self._unsure = unsure
        self._command = grammar.root
        self._path: tuple[str, ...] = ()
        self._given: list[Given] = []
        self._operands: list[Text] = []
        self._at = 0

    def read(self) -> Call | None:
        while self._at < len(self._known):
            known = self._known[self._at]
            if known.known.startswith("--") and len(known.known) > len("--"):
                self._option(known)
                continue
            if self._below and not self._operands:
                if known.known == "help" or (not known.whole and len(self._below) > 1):
                    return None
                if known.known in self._below:
                    self._path = (*self._path, known.known)
                    self._command = self._below[known.known]
                    self._span = self._span[0], known.end
                    self._at += 1
                    continue
                if self._command.needs_command:
                    return None
            self._unsure = self._unsure or known.many
            self._operands.append(_text(self._words[self._at]))
            self._at += 1
        return self._call()

    @property
    def _below(self) -> Mapping[str, Command]:
        return self._command.commands

    def _call(self) -> Call | None:
        operation = self._operation()
        if operation is None:
            return None
        shapes = self._services.service(self._path[0]).shapes
        group = any(name != "help" for name in self._below)
        given, operands = tuple(self._given), tuple(self._operands)
        return Call(self._path, operation, shapes, given, group, operands, self._unsure, self._span)

    def _operation(self) -> Operation | None:
        if not self._path:
            return None
        service = self._services.service(self._path[0])
        path = " ".join(self._path[1:])
        return service.operation(path) if path in service else None

    def _option(self, known: Known) -> None:
        name, sign, _ = known.known.partition("=")
        word = self._words[self._at]
        self._at += 1
        operation = self._operation()
        found = self._find(name, operation)
        if found is None or not (known.whole or sign):
            self._unsure = True
            return
        argument_, own = found
        if sign:
            texts = [_text(word, len(name) + 1)]
        else:
            most = len(self._words) if argument_.several else 1
            texts = []
            if argument_.option.value != "none":
                while len(texts) < most and self._at < len(self._known) and self._is_value(argument_, first=not texts):
                    self._unsure = self._unsure or self._known[self._at].many
                    texts.append(_text(self._words[self._at]))
                    self._at += 1
        if own:
            self._given.append(Given(name, argument_, tuple(texts)))

    def _is_value(self, argument_: Argument, *, first: bool) -> bool:
        """Whether the next word belongs to an option; one that needs a value takes nearly any."""
        known = self._known[self._at]
        return not known.known.startswith("--") or (first and argument_.least > 0 and not known.plain)

    def _find(self, name: str, operation: Operation | None) -> tuple[Argument, bool] | None:
        """What a spelling means, and whether it is the operation's own."""
        own = operation.arguments if operation else {}
        if name in own:
            return own[name], True
        if name in self._grammar.globals:
            option = self._grammar.globals[name]
            return Argument(option, least=0 if option.value == "none" else 1), False
        if self._grammar.style.abbreviations:
            full = [each for each in (*self._grammar.globals, *own) if each.startswith(name)]
            if len(full) == 1:
                return self._find(full[0], operation)
        return None


def _text(word: Word, offset: int = 0) -> Text:
    known = []
    for part in word.parts:
        if part.kind == "literal" and part.quoting == "bare" and _BRACES.search(part.text):
            return Text(UNKNOWN, word, offset)  # the shell makes several words of it
        known.append(part.value if part.kind == "literal" else UNKNOWN)
    return Text("".join(known)[offset:], word, offset)
