"""Subcommands and options."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bench.accuracy.calls import calls, siblings, versions
from bench.accuracy.edit import misspelt, put
from bench.accuracy.required import REQUIRED

if TYPE_CHECKING:
    from random import Random

    from bench.accuracy.calls import Call
    from bench.accuracy.sample import Sample
    from bench.accuracy.shell_reader import Word

_LENIENT = frozenset({"npm"})
"""Tools that pass over options that they do not know."""

_SHORTEST = 4
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SOME = 8


def subcommand_letter(sample: Sample, chance: Random) -> str | None:
    """A letter off in a subcommand: ``kubectl rollout restrat``."""
    if sample.language != "shell":
        return None
    places = [(call, depth) for call in calls(sample.text) for depth in range(len(call.path))]
    chance.shuffle(places)
    for call, depth in places:
        word = call.path[depth]
        wrong = misspelt(word.text, chance, partial(_is_none_of, known=_subcommands(call, depth)))
        if wrong and len(word.text) > 1:
            return put(sample.text, word.start, word.end, wrong)
    return None


def option_letter(sample: Sample, chance: Random) -> str | None:
    """A letter off in an option: ``--folow``, ``-j`` for ``-h``."""
    if sample.language != "shell":
        return None
    places = [(call, word) for call in calls(sample.text) if _strict(call) for word in call.options()]
    chance.shuffle(places)
    for call, word in places:
        if word.text not in call.names():
            continue  # a value that begins with a dash, or letters in one word
        if len(word.text) >= _SHORTEST:
            wrong = misspelt(word.text, chance, call.refuses)
        else:
            free = [letter for letter in _LETTERS if call.refuses(f"-{letter}")]
            wrong = f"-{chance.choice(free)}" if free else None
        if wrong:
            return put(sample.text, word.start, word.end, wrong)
    return None


def option_of_another(sample: Sample, chance: Random) -> str | None:
    """An option that a neighbouring subcommand takes: ``docker logs --volumes``."""
    if sample.language != "shell":
        return None
    for call in _shuffled(sample, chance):
        if not call.path or not _strict(call):
            continue
        others = list(siblings(call).items())
        chance.shuffle(others)
        foreign = sorted(
            {
                name
                for _, other in others[:_SOME]
                for name, option in other.options.items()
                if len(name) >= _SHORTEST and option.value != "required" and not option.gone and call.refuses(name)
            }
        )
        if foreign:
            end = call.path[-1].end
            return put(sample.text, end, end, f" {chance.choice(foreign)}")
    return None


def missing_required(sample: Sample, chance: Random) -> str | None:
    """Without an option that the command needs: ``kubectl scale deployment/cart``."""
    if sample.language != "shell":
        return None
    for call in _shuffled(sample, chance):
        names = (call.tool, *(word.text for word in call.path))
        groups = [group for group in REQUIRED.get(names, ()) if call.value_of(*group) is not None]
        if groups:
            return _without(sample.text, call, chance.choice(groups))
    return None


def _without(text: str, call: Call, spellings: tuple[str, ...]) -> str:
    """A text without an option and its values."""
    given = [word for word in call.arguments if word.text.partition("=")[0] in spellings]
    for word in reversed(given):
        at = call.arguments.index(word)
        end = word.end
        while "=" not in word.text and at + 1 < len(call.arguments) and call.arguments[at + 1].text[:1] != "-":
            at += 1
            end = call.arguments[at].end
        text = put(text, word.start, end, "")
    return text


def _shuffled(sample: Sample, chance: Random) -> list[Call]:
    found = list(calls(sample.text))
    chance.shuffle(found)
    return found


def _strict(call: Call) -> bool:
    """Whether the tool refuses what it does not know, and all that it knows is known here."""
    return call.tool not in _LENIENT and not call.command.loose and not _bare(call.arguments)


def _bare(arguments: tuple[Word, ...]) -> bool:
    """Whether the first word is a cluster of letters without a dash, as ``ps aux``, which changes what others mean."""
    return bool(arguments) and arguments[0].text == "aux"


def _is_none_of(word: str, known: frozenset[str]) -> bool:
    return not any(name.startswith(word) for name in known)


def _subcommands(call: Call, depth: int) -> frozenset[str]:
    """The names that any version knows at a place of a path."""
    found: set[str] = set()
    for grammar in versions(call.tool):
        command = grammar.root
        for word in call.path[:depth]:
            command = command.commands.get(word.text, command)
        found.update(command.commands)
    return frozenset(found)
