"""Tools that a text calls, with the names that they know.

Names come from the grammars that the package carries: whether a damaged word is another valid one is asked of the
names of all versions, and of nothing that judges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bench.accuracy.shell_reader import Word, read_shell
from runbook_site.grammars.pack import Pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.grammars.grammar import Command, Grammar

_PACK = Pack()
_BEFORE_PROGRAM = frozenset({"if", "then", "else", "elif", "while", "until", "do", "!", "{", "time"})
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_WRAPPERS = frozenset(
    {"sudo", "env", "nohup", "timeout", "flock", "nice", "ionice", "xargs", "watch", "nsenter", "ssh"}
)
_RUNS = frozenset({"exec", "run", "debug"})
_OPTION = re.compile(r"--?[A-Za-z][\w-]*")


@dataclass(frozen=True)
class Call:
    """A tool with its words.

    Attributes:
        tool: Its name.
        path: The words that are its subcommands.
        arguments: Its words behind the program, up to ``--`` or to the program that it runs.
        command: What its newest version accepts there.
    """

    tool: str
    path: tuple[Word, ...]
    arguments: tuple[Word, ...]
    command: Command

    def options(self) -> Iterator[Word]:
        """Those that are given, without a value joined to them."""
        for word in self.arguments:
            found = _OPTION.match(word.text)
            if found is not None and word.text[found.end() :][:1] in {"", "="}:
                yield Word(found[0], word.start)

    def value_of(self, *spellings: str) -> Word | None:
        """The value of an option, joined to it or behind it."""
        for at, word in enumerate(self.arguments):
            name, sign, value = word.text.partition("=")
            if name in spellings:
                if sign:
                    return Word(value, word.start + len(name) + 1)
                return self.arguments[at + 1] if at + 1 < len(self.arguments) else None
        return None

    def refuses(self, spelling: str) -> bool:
        """Whether no version takes an option of this name there, nor one that begins so, nor its opposite."""
        return not any(name.startswith(spelling) or f"--no-{name[2:]}" == spelling for name in self.names())

    def names(self) -> frozenset[str]:
        """All options that any version takes there."""
        return _names(self.tool, tuple(word.text for word in self.path))


def calls(text: str) -> tuple[Call, ...]:
    """All calls of known tools in a shell text that is right, those inside of strings and other commands too."""
    return tuple(call for command in read_shell(text).commands for call in _calls(command.words))


def versions(tool: str) -> tuple[Grammar, ...]:
    """What is known of a tool, oldest version first."""
    return tuple(packed.read() for packed in _PACK.versions(tool))


def known_tool(name: str) -> bool:
    """Whether anything is known of a tool."""
    return bool(_PACK.versions(name))


def siblings(call: Call) -> dict[str, Command]:
    """The subcommands beside the one that is called, in the newest version."""
    above = _below(versions(call.tool)[-1].root, [word.text for word in call.path[:-1]])
    own = call.path[-1].text
    commands = above.commands if above else {}
    return {name: command for name, command in commands.items() if name != own}


@cache
def _names(tool: str, path: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    for grammar in versions(tool):
        found.update(grammar.globals)
        for depth in range(len(path) + 1):
            command = _below(grammar.root, path[:depth])
            found.update(command.options if command else ())
    return frozenset(found)


def _below(command: Command, path: Sequence[str]) -> Command | None:
    for name in path:
        if name not in command.commands:
            return None
        command = command.commands[name]
    return command


def _calls(words: tuple[Word, ...]) -> Iterator[Call]:
    at = 0
    while at < len(words) and (words[at].text in _BEFORE_PROGRAM or _ASSIGNMENT.match(words[at].text)):
        at += 1
    if at == len(words):
        return
    name, arguments = words[at].text, words[at + 1 :]
    inner = None
    if known_tool(name):
        call = _call(name, arguments)
        runs = bool(call.path) and call.path[-1].text in _RUNS
        inner = next((i for i in range(at + 1, len(words)) if words[i].text == "--"), None)
        if name in _WRAPPERS or runs:
            behind = (words.index(call.path[-1]) if call.path else at) + 1
            program = (i for i in range(behind, len(words)) if known_tool(words[i].text))
            inner = next(program, inner)
        yield _call(name, words[at + 1 : inner])
    elif name in _WRAPPERS:
        inner = next((i for i in range(at + 1, len(words)) if known_tool(words[i].text)), None)
    if inner is not None:
        yield from _calls(words[inner + (words[inner].text == "--") :])


def _call(tool: str, arguments: tuple[Word, ...]) -> Call:
    grammar = versions(tool)[-1]
    command = grammar.root
    path: list[Word] = []
    at = 0
    while at < len(arguments):
        word = arguments[at]
        if word.text.startswith("-"):
            option = command.options.get(word.text) or grammar.globals.get(word.text)
            at += 2 if option is not None and option.value == "required" else 1
            continue
        if word.text not in command.commands:
            break
        command = command.commands[word.text]
        path.append(word)
        at += 1
    return Call(tool, tuple(path), arguments, command)
