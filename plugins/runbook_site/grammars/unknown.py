"""What is said of words that a grammar does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from runbook_site.grammars.near import near, slip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.grammars.grammar import Command, Grammar, Option
    from runbook_site.grammars.problem import ProblemKind

_SHOWN = 4
_FEW = 250
"""Subcommands that are looked through for a hint. Those of ``aws ec2`` would take longer to read."""
_FROM_MODELS = frozenset({"aws", "railway", "prisma"})
_FINDS_FIRST = frozenset({"kubectl", "oc", "helm", "gh"})
"""Tools that look for their subcommand first, and read all options as that one's.

Source: cobra, ``Command.Find``; docker is built otherwise, with ``TraverseChildren``.
"""


class Place(NamedTuple):
    """How far a command has been read.

    Attributes:
        grammar: Of its tool.
        path: The words of the subcommand, the tool in front.
        command: The subcommand.
        above: The command that it belongs to.
    """

    grammar: Grammar
    path: Sequence[str]
    command: Command
    above: Command

    @property
    def name(self) -> str:
        """The subcommand as it is called."""
        return " ".join(self.path)

    @property
    def lists_all(self) -> bool:
        """Whether there can be nothing that the grammar does not know: it was made of what the tool itself reads.

        What a tool prints about itself leaves out what is old, and what is for its authors alone.
        """
        return self.grammar.complete or self.grammar.tool in _FROM_MODELS

    def option(self, spelling: str) -> Option | None:
        """The option of a spelling, of the subcommand or of the tool everywhere."""
        return self.command.options.get(spelling) or self.grammar.globals.get(spelling)


class Doubt(NamedTuple):
    """What is wrong with a word.

    Attributes:
        kind: Whether it is wrong, or only in no help.
        message: As of a `Problem`.
        alternatives: What would be valid, nearest first.
    """

    kind: ProblemKind
    message: str
    alternatives: tuple[str, ...]


def doubt_subcommand(place: Place, word: str) -> Doubt | None:
    """What is said of a word in the place of a subcommand; ``None`` where it may be a plugin's, or an alias."""
    known = tuple(place.command.commands)
    slipped = slip(word, known)
    elsewhere = _elsewhere(place.grammar, word)
    # What `oc adm` has, `oc` has not, unless a plugin has it.
    below_adm = place.name == "oc" and f"oc adm {word}" in elsewhere
    if place.command.open and slipped is None and not below_adm:
        return None
    close = tuple(name for name in near(word, known) if not place.command.commands[name].gone)
    if below_adm:
        message = f"the help of 'oc' lists no subcommand '{word}'; there is 'oc adm {word}'"
        return Doubt("unlisted-subcommand", message, (f"oc adm {word}",))
    if not (place.lists_all or elsewhere or slipped):
        message = f"the help of '{place.name}' lists no subcommand '{word}'{meant(close)}"
        return Doubt("unlisted-subcommand", message, close)
    message = f"'{place.name}' has no subcommand '{word}'{meant(close)}"
    if elsewhere and not close:
        message += f"; there is '{elsewhere[0]}'"
    return Doubt("unknown-subcommand", message, close or elsewhere)


def doubt_option(place: Place, name: str, word: str) -> Doubt | None:
    """What is said of an option; ``None`` where the command is known to have some that are not known.

    Args:
        place: Where it stands.
        name: Its spelling, one letter of a cluster alone.
        word: The whole word.
    """
    if place.command.loose and slip(name, place.command.options) is None:
        return None
    dashes = place.grammar.style.long
    options = [*place.command.options, *place.grammar.globals]
    live = [each for each in options if (found := place.option(each)) is not None and not found.gone]
    close = near(name, [each for each in live if each.startswith(dashes) and len(each) > len("-x")])
    single = not name.startswith("--") and f"-{word}" in live and len(word) > len("-xy")
    if single:
        close = (f"-{word}",)
    owners = _owners(place, name)
    if not (place.lists_all or single or owners or (len(name) > len("-x") and slip(name, live))):
        return Doubt("unlisted-option", f"the help of '{place.name}' lists no option '{name}'{meant(close)}", close)
    message = f"'{place.name}' has no option '{name}'"
    if close:
        message += meant(close)
    elif owners:
        message += f"; it belongs to {' and '.join(owners)}"
    return Doubt("unknown-option", message, close)


def option_ahead(place: Place, name: str, words: Sequence[str]) -> Option | None:
    """The option of a subcommand that is given in front of it: ``kubectl -o yaml get pods``.

    Args:
        place: Where it stands.
        name: Its spelling.
        words: What stands behind it.
    """
    if place.grammar.tool not in _FINDS_FIRST:
        return None
    command = next((each for word in words if (each := place.command.commands.get(word)) is not None), None)
    return None if command is None else command.options.get(name)


def meant(close: Sequence[str]) -> str:
    """The end of a message that names what may be meant."""
    return f"; did you mean '{close[0]}'?" if close else ""


def _elsewhere(grammar: Grammar, name: str) -> tuple[str, ...]:
    """Commands of that name below other groups: ``docker container prune`` for ``docker prune``."""
    if len(grammar.root.commands) > _FEW:
        return ()
    groups = grammar.root.commands.items()
    return tuple(f"{grammar.tool} {group} {name}" for group, each in groups if name in each.commands)[:_SHOWN]


def _owners(place: Place, name: str) -> tuple[str, ...]:
    """Where else the tool knows the option: on itself, or on a neighbouring subcommand."""
    above = " ".join(place.path[:-1])
    found = [f"'{above}'"] if len(place.path) > 1 and name in place.above.options else []
    few = place.above.commands.items() if len(place.above.commands) <= _FEW else ()
    neighbours = (f"'{above} {each}'" for each, command in few if name.startswith("--") and name in command.options)
    found += [next(neighbours, "")] if not found else []
    return tuple(each for each in found if each)
