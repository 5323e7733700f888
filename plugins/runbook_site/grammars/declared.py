"""What the programs of a service accept, by the usage that it declares of them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from functools import cache, reduce
from types import MappingProxyType
from typing import TYPE_CHECKING

from runbook_site.grammars.grammar import Command, Grammar, Option, Style
from runbook_site.grammars.match import match
from runbook_site.snippets.nested import SHELLS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runbook_site.grammars.problem import Problem
    from runbook_site.model.service import Service
    from runbook_site.snippets.word import Word

_LETTERS = r"(?:<[^<>]*>|[^\s\[\](){}|.])++"
_TOKEN = re.compile(rf"\[=[^\[\]\s]*\]|\.{{3}}|\{{[^{{}}]*\}}|{_LETTERS}(?:[.|](?!\.\.){_LETTERS})*|[\[\]()|]")
"""``[=VALUE]`` of an option, ``...``, ``{a,b}``, a word such as ``a|b``, ``file.txt`` or ``<a name>``, or a sign."""
_PLACEHOLDER = re.compile(r"<[^<>]*>|[A-Z][A-Z0-9_-]*")
_ANYTHING = frozenset({"OPTIONS", "FLAGS"})
_RUNNERS = {
    **dict.fromkeys(SHELLS, "c"),
    "python": "cm",
    "python3": "cm",
    "node": "ep",
    "ruby": "e",
    "perl": "eE",
    "php": "r",
}
"""Programs that are given another one to run, and the letters of options with which they are given its text instead."""


@dataclass(frozen=True)
class Script:
    """A program of a service, with the grammar that its usage gives.

    Attributes:
        path: Where it lies in the service's repository: ``scripts/deploy.sh``.
        grammar: What it accepts.
    """

    path: str
    grammar: Grammar

    def problems(self, words: Sequence[Word]) -> tuple[Problem, ...]:
        """What it would not accept of a command, its own name in front."""
        return match(self.grammar, words)


def called_script(service: Service | None, words: Sequence[Word]) -> tuple[Script, Sequence[Word]] | None:
    """The program of a service that a command calls, by itself or through an interpreter, and the words from it on.

    ``None`` where it calls none, or one of which no usage is declared.
    """
    at = script_at(words)
    if service is None or at is None:
        return None
    found = scripts_of(service).get(posixpath.normpath(words[at].value or ""))
    return None if found is None else (found, words[at:])


def script_at(words: Sequence[Word]) -> int | None:
    """The index of the program that a command runs: 0, or that of the file that an interpreter is given.

    ``None`` where there is no such file: an interpreter that is given a text, or reads one.
    """
    texts = _RUNNERS.get((words[0].value or "").rpartition("/")[2]) if words else ""
    if texts is None:
        return 0
    for index, word in enumerate(words[1:], 1):
        said = word.text if word.value is None else word.value
        if not said.startswith("-"):
            return index
        if re.fullmatch(rf"-[A-Za-z]*[{texts}]|--(?:eval|print|command)(?:=.*)?", said, re.DOTALL):
            return None
    return None


def scripts_of(service: Service) -> Mapping[str, Script]:
    """The programs of a service whose usage it declares, by their paths."""
    declared = {posixpath.normpath(each.path): each.usage for each in service.scripts if each.usage}
    return {path: Script(path, usage_grammar(path, usage)) for path, usage in declared.items()}


@cache
def usage_grammar(path: str, usage: tuple[str, ...]) -> Grammar:
    """The grammar that the lines of a usage give together.

    Args:
        path: Of the program.
        usage: Lines such as ``deploy.sh --environment NAME [--force]``, the program in front: options in brackets may
            be left out, a word in capitals or ``<…>`` stands for a value, ``a|b`` for one of these, ``...`` for more.
    """
    name = path.rpartition("/")[2]
    lines = [_Reader(_TOKEN.findall(_behind(name, line))).line() for line in usage]
    subcommands = dict.fromkeys(word for words, _ in lines for word in words)
    parts = {word: [part for words, part in lines if word in words] for word in subcommands}
    alone = [part for words, part in lines if not words]
    root = replace(
        _command(_either(alone)) if alone else Command(_HELP, needs_command=True),
        commands={word: _command(_either(each)) for word, each in parts.items()},
    )
    return Grammar(name, "", "declared in service.yml", Style(), root, complete=True)


def _behind(name: str, line: str) -> str:
    """What stands behind the program in a line of its usage; ``-f, --force`` are two ways to write one option."""
    words = line.split()
    at = next((index for index, word in enumerate(words) if word.rpartition("/")[2] == name), 0)
    return re.sub(r", (?=-)", "|", " ".join(words[at + 1 :]))


@dataclass(frozen=True)
class _Part:
    """What a part of a usage stands for: its options, and how many words that are none."""

    options: Mapping[str, Option] = field(default_factory=lambda: MappingProxyType({}))
    required: tuple[tuple[str, ...], ...] = ()
    least: int = 0
    most: int | None = 0
    loose: bool = False

    @property
    def at_will(self) -> _Part:
        """The same, where it may be left out."""
        return replace(self, required=(), least=0)


_WORD = _Part(least=1, most=1)
_HELP = {"-h": Option(), "--help": Option()}


def _command(part: _Part) -> Command:
    return Command(
        {**_HELP, **part.options}, operands=(part.least, part.most), required=part.required, loose=part.loose
    )


def _then(first: _Part, second: _Part) -> _Part:
    """One behind the other."""
    return _Part(
        _joined(first.options, second.options),
        first.required + second.required,
        first.least + second.least,
        None if first.most is None or second.most is None else first.most + second.most,
        first.loose or second.loose,
    )


def _either(parts: Sequence[_Part]) -> _Part:
    """One of several: what each of them requires is required, and of what they differ in, one."""
    common = [group for group in parts[0].required if all(group in each.required for each in parts)]
    own = [next((group for group in each.required if group not in common), ()) for each in parts]
    if all(own):
        common.append(tuple(dict.fromkeys(spelling for group in own for spelling in group)))
    most = [each.most for each in parts if each.most is not None]
    return _Part(
        reduce(_joined, (each.options for each in parts)),
        tuple(common),
        min(each.least for each in parts),
        max(most) if len(most) == len(parts) else None,
        any(each.loose for each in parts),
    )


def _joined(first: Mapping[str, Option], second: Mapping[str, Option]) -> Mapping[str, Option]:
    """Options of both. One that is in both takes what it takes in either."""
    joined = {**first, **second}
    for spelling in first.keys() & second.keys():
        one, other = first[spelling], second[spelling]
        if one != other:
            value = one.value if one.value == other.value else "optional"
            choices = (*one.choices, *other.choices) if one.choices and other.choices else ()
            joined[spelling] = Option(value, tuple(dict.fromkeys(choices)))
    return joined


class _Reader:
    """Reads what stands behind the program in a line."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def line(self) -> tuple[tuple[str, ...], _Part]:
        """The subcommands that the line is for, none where it begins with anything else, and what follows them."""
        names = _choices(self._next) if not self._next.startswith("-") else ()
        if names and not _PLACEHOLDER.fullmatch(self._next):
            self._at += 1
        else:
            names = ()
        return names, self._alternatives()

    @property
    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _alternatives(self) -> _Part:
        parts = [_Part()]
        while self._next and self._next not in {"]", ")"}:
            if self._next == "|":
                self._take()
                parts.append(_Part())
            else:
                parts[-1] = _then(parts[-1], self._item())
        self._at += 1  # behind what closes it
        return _either(parts)

    def _item(self) -> _Part:
        word = self._take()
        if word in {"[", "("}:
            part = self._alternatives()
            part = part.at_will if word == "[" else part
        elif word == "--":
            part = _Part()
        elif word.startswith("-"):
            part = self._option(word)
        else:
            part = _Part(loose=True) if word.upper() in _ANYTHING else _WORD
        if self._next == "...":
            self._take()
            part = replace(part, most=None)
        return part

    def _option(self, word: str) -> _Part:
        """An option by all its spellings, with its value."""
        spelled, joins, value = word.partition("=")
        spellings = tuple(spelled.split("|"))
        option = Option("required", _choices(value)) if joins else self._valued()
        return _Part(dict.fromkeys(spellings, option), (spellings,))

    def _valued(self) -> Option:
        if self._next.startswith("[="):
            return Option("optional", _choices(self._take()[2:-1]))
        if self._tokens[self._at : self._at + 3 : 2] == ["(", ")"]:  # `--to (staging|production)`
            value = self._tokens[self._at + 1]
            self._at += 3
            return Option("required", _choices(value))
        if _PLACEHOLDER.fullmatch(self._next) or (len(_choices(self._next)) > 1 and not self._next.startswith("-")):
            return Option("required", _choices(self._take()))
        return Option()


def _choices(word: str) -> tuple[str, ...]:
    """The words that stand in one, all of them as they have to be written; none where it is a placeholder."""
    choices = tuple(each.strip() for each in re.split(r"[|,]", word.strip("{}")) if each.strip())
    return () if any(_PLACEHOLDER.fullmatch(each) or each in "[]()" for each in choices) else choices
