"""Holds the words of a command against what its tool accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.grammars.argument import argument
from runbook_site.grammars.grammar import Option
from runbook_site.grammars.near import near, slip
from runbook_site.grammars.problem import Problem
from runbook_site.grammars.unknown import Place, doubt_option, doubt_subcommand, option_ahead
from runbook_site.grammars.value import wrong_value
from runbook_site.grammars.value_facts import value_fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.grammars.argument import Argument
    from runbook_site.grammars.grammar import Command, Grammar
    from runbook_site.grammars.problem import ProblemKind
    from runbook_site.snippets.word import Word

_HELP = frozenset({"-h", "-help", "--help", "--version", "--usage"})
_SHOWN = 4
_NEGATED = Option()
_EITHER = Option("optional")


def match(grammar: Grammar, words: Sequence[Word], *, more: bool = False) -> tuple[Problem, ...]:
    """What a version of a tool would not accept of a command.

    Args:
        grammar: Of the tool.
        words: The command, its program in front.
        more: Whether another program puts words behind these (``xargs``).
    """
    if not words:
        return ()
    reading = _Reading(grammar, words[0], [argument(word) for word in words[1:]], more=more)
    reading.read()
    return tuple(reading.problems)


class _Reading:
    """How far a command has been read."""

    def __init__(self, grammar: Grammar, tool: Word, arguments: list[Argument], *, more: bool) -> None:
        self.problems: list[Problem] = []
        self._grammar = grammar
        self._style = grammar.style
        self._arguments = arguments
        self._at = 0
        self._command = grammar.root
        self._above = grammar.root
        self._path = [grammar.tool]
        self._start, self._end = tool.start, tool.end
        self._operands: list[Argument] = []
        self._given: set[str] = set()
        # Whether there may be words that the text does not show.
        self._unsure = more
        self._helped = False
        self._options_end = False

    def read(self) -> None:
        if self._style.bundle and self._arguments and not self._arguments[0].known.startswith("-"):
            self._bundle()
        while self._at < len(self._arguments):
            word = self._arguments[self._at]
            self._at += 1
            if not self._step(word):
                return
        if not self._helped:
            self._check_operands()
            self._check_required()

    def _step(self, word: Argument) -> bool:
        """Read a word; whether there is a sense in reading on."""
        if self._options_end:
            return self._operand(word)
        if word.known == "--" and word.whole:
            self._options_end = True
            return not self._command.commands or bool(self._operands)
        if word.known[:1] == "-" and word.known != "-":
            self._option(word)
            return True
        if word.many:
            self._unsure = True
        if not word.known and not word.whole and self._command.commands and not self._operands:
            return False  # which subcommand it is, nobody knows
        return self._operand(word)

    # Subcommands and operands

    def _operand(self, word: Argument) -> bool:
        if self._command.commands and not self._operands:
            found = self._command.commands.get(word.known) if word.whole else None
            if found is not None:
                self._descend(found, word)
                return not found.gone and not (found.rest and not found.options)
            if not word.whole:
                return False
            # What asks for an option works without a subcommand too: in `kubectl apply x.yaml` it is missing.
            by_option = self._command.required and slip(word.known, self._command.commands) is None
            if self._command.needs_command and not by_option:
                self._unknown_subcommand(word)
                return False
        self._operands.append(word)
        if self._command.rest:
            return self._finish_early()
        self._options_end = self._options_end or not self._style.anywhere
        return True

    def _finish_early(self) -> bool:
        """The words that follow are another program's: only what must be given is still open."""
        if not self._helped:
            self._check_required()
        return False

    def _descend(self, command: Command, word: Argument) -> None:
        self._path.append(word.known)
        self._end = word.end
        if command.gone:
            message = f"'{self._name}' is gone {command.gone}"
            self._report("removed-subcommand", message, (word.start, word.end))
        self._above, self._command = self._command, command
        self._given.clear()

    def _unknown_subcommand(self, word: Argument) -> None:
        doubt = doubt_subcommand(self._place, word.known)
        if doubt is not None:
            self._report(doubt.kind, doubt.message, (word.start, word.end), doubt.alternatives)

    @property
    def _place(self) -> Place:
        return Place(self._grammar, self._path, self._command, self._above)

    def _check_operands(self) -> None:
        if self._command.operands is None or self._unsure:
            return
        least, most = self._command.operands
        count = len(self._operands)
        if count < least:
            some = f"at least {least}" if least != most else f"{least}"
            what = "argument" if least == 1 else "arguments"
            message = f"'{self._name}' takes {some} {what}, and {_count(count)} given"
            self._report("operand-count", message, (self._start, self._end))
        elif most is not None and count > most:
            what = "argument" if most == 1 else "arguments"
            some = "no arguments" if most == 0 else f"at most {most} {what}" if least != most else f"{most} {what}"
            extra = self._operands[most]
            message = f"'{self._name}' takes {some}, and {_count(count)} given"
            self._report("operand-count", message, (extra.start, self._operands[-1].end))

    def _check_required(self) -> None:
        if self._unsure:
            return
        for group in self._command.required:
            if self._given.isdisjoint(group):
                names = " or ".join(f"'{each}'" for each in group[:_SHOWN])
                message = f"'{self._name}' needs the option {names}"
                self._report("missing-option", message, (self._start, self._end), group[:_SHOWN])

    # Options

    def _find(self, spelling: str) -> Option | None:
        return self._command.options.get(spelling) or self._grammar.globals.get(spelling)

    def _option(self, word: Argument) -> None:
        known = word.known
        if known.startswith("--") or self._style.long == "-" or not self._style.short or self._find(known):
            self._long(word)
        else:
            self._cluster(word)

    def _long(self, word: Argument) -> None:
        name, sign, value = word.known.partition("=") if self._style.joined else (word.known, "", "")
        if not word.whole and not sign:
            self._unsure = True  # ``--$x``
            return
        resolved = self._resolve(name)
        if resolved is None:
            if _is_number(name) and self._find("-#"):
                return
            self._unknown_option(word, name)
            return
        spelling, option = resolved
        self._note(spelling, option, word, len(name))
        if sign and option.value == "none":
            message = f"'{self._name} {spelling}' takes no value"
            self._report("invalid-option-value", message, word.part(len(name), len(word.known)))
        elif sign:
            self._value(spelling, option, value, word, len(name) + 1)
        elif option.value == "required":
            self._next_value(spelling, option, word)
        elif option.kind == "list":
            self._rest_of_list()

    def _resolve(self, name: str) -> tuple[str, Option] | None:
        """The option that a long spelling means, and how it is called."""
        style = self._style
        spellings = [name, name[1:]] if style.long == "-" and name.startswith("--") else [name]
        for spelling in spellings:
            if (option := self._find(spelling)) is not None:
                return spelling, option
        if style.negation and name.startswith(style.negation):
            positive = f"--{name.removeprefix(style.negation)}"
            if (option := self._find(positive)) is not None:
                return name, _NEGATED
        if style.abbreviations and len(name) > len(style.long):
            options = {**self._grammar.globals, **self._command.options}
            full = [each for each in options if each.startswith(name) and each.startswith(style.long)]
            if full:
                # Several may be names of one option, which the grammar does not tell: no mistake then.
                alike = len({options[each] for each in full}) == 1
                self._unsure = self._unsure or not alike
                return full[0], options[full[0]] if alike else _EITHER
        return None

    def _cluster(self, word: Argument) -> None:
        letters = word.known[1:]
        if _is_number(word.known) and self._find("-#"):
            return
        for at, letter in enumerate(letters, 1):
            spelling = f"-{letter}"
            option = self._find(spelling)
            if option is None:
                self._unknown_option(word, spelling, (0, len(word.known)))
                return
            self._note(spelling, option, word, len(word.known))
            rest = word.known[at + 1 :]
            # pflag's switches take ``-t=false``, and no value without the sign.
            if option.value == "none" or (option.kind == "boolean" and not rest.startswith("=")):
                continue
            if rest or not word.whole:
                value = rest.removeprefix("=")
                self._value(spelling, option, value, word, len(word.known) - len(value))
            elif option.value == "required":
                self._next_value(spelling, option, word)
            return
        if not word.whole:
            self._unsure = True

    def _bundle(self) -> None:
        """``tar czf out.tgz in``: letters without a dash, whose values follow in their order."""
        word = self._arguments[0]
        if not word.whole or not word.known:
            self._at = len(self._arguments)
            self._helped = True
            return
        self._at = 1
        for letter in word.known:
            option = self._find(f"-{letter}")
            if option is None:
                self._unknown_option(word, f"-{letter}", (0, len(word.known)))
                return
            self._note(f"-{letter}", option, word, len(word.known))
            if option.value == "required":
                self._next_value(f"-{letter}", option, word)

    def _note(self, spelling: str, option: Option, word: Argument, length: int) -> None:
        self._given.add(spelling)
        self._helped = self._helped or spelling in _HELP - self._given_value(option)
        if option.gone:
            message = f"'{self._name}' has no option '{spelling}': it is gone {option.gone}"
            self._report("removed-option", message, word.part(0, length))

    @staticmethod
    def _given_value(option: Option) -> frozenset[str]:
        """``-h`` is a host where it takes a value, and no call for help."""
        return _HELP if option.value == "required" else frozenset()

    def _next_value(self, spelling: str, option: Option, word: Argument) -> None:
        if self._at >= len(self._arguments):
            if not self._unsure:
                message = f"'{self._name} {spelling}' needs a value, and none is given"
                self._report("missing-option-value", message, (word.start, word.end))
            return
        following = self._arguments[self._at]
        if following.many:
            self._unsure = True
        if self._is_option(following):
            message = f"'{self._name} {spelling}' takes '{following.known}' as its value: its own is missing"
            self._report("missing-option-value", message, (word.start, word.end))
            return
        self._at += 1
        self._value(spelling, option, following.known, following, 0)
        if option.kind == "list":
            self._rest_of_list()

    def _rest_of_list(self) -> None:
        """Pass over the words up to the next option, which are all values of one."""
        while self._at < len(self._arguments) and self._arguments[self._at].known[:1] != "-":
            self._unsure = self._unsure or self._arguments[self._at].many
            self._at += 1

    def _is_option(self, word: Argument) -> bool:
        """Whether a word that stands where a value should is certainly meant as an option."""
        name = word.known.partition("=")[0]
        return word.plain and word.whole and len(name) > 2 and name.startswith("--") and self._find(name) is not None  # noqa: PLR2004 - ``--`` alone is none

    def _value(self, spelling: str, option: Option, value: str, word: Argument, offset: int) -> None:
        choices, wanted = option.choices, wrong_value(option, value) if word.whole else ""
        if word.whole and not option.choices and not option.kind and option is not _EITHER:
            fact = value_fact(self._path, spelling)
            if fact is not None and not (fact.joined and offset == 0) and fact.refuses(value):
                choices, wanted = fact.choices, fact.description or "something else"
        if not wanted:
            return
        close = near(value, choices, 0.6) or choices[:_SHOWN]
        shown = "'" + "', '".join(choices[:12]) + "'" if choices else ""
        message = f"'{self._name} {spelling}' takes {f'one of {shown}' if shown else wanted}, and not '{value}'"
        self._report("invalid-option-value", message, word.part(offset, len(word.known)), close)

    def _unknown_option(self, word: Argument, name: str, part: tuple[int, int] | None = None) -> None:
        # The next word may be its value.
        self._unsure = True
        ahead = option_ahead(self._place, name, [each.known for each in self._arguments[self._at :]])
        if ahead is not None:
            self._at += ahead.value == "required" and "=" not in word.known
            return
        doubt = doubt_option(self._place, name, word.known)
        if doubt is not None:
            self._report(doubt.kind, doubt.message, word.part(*(part or (0, len(name)))), doubt.alternatives)

    @property
    def _name(self) -> str:
        return " ".join(self._path)

    def _report(
        self, kind: ProblemKind, message: str, place: tuple[int, int], alternatives: tuple[str, ...] = ()
    ) -> None:
        self.problems.append(Problem(kind, message, *place, alternatives))


def _is_number(word: str) -> bool:
    """``-20``, and as ``tail`` takes it, ``-20f``."""
    return word[1:].rstrip("bcfklmqv").isdecimal()


def _count(number: int) -> str:
    return f"{number} is" if number == 1 else f"{number or 'none'} are"
