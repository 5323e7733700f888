"""Holds the words of a command against what its tool accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.grammars.argument import argument
from runbook_site.grammars.forms.everyday import mode
from runbook_site.grammars.near import slip
from runbook_site.grammars.operand_facts import operand_fact
from runbook_site.grammars.option_operands import check_option_operands
from runbook_site.grammars.option_word import read_bundle, read_option
from runbook_site.grammars.output_template import check_template
from runbook_site.grammars.patch import check_patch
from runbook_site.grammars.reading import Reading
from runbook_site.grammars.unknown import doubt_subcommand
from runbook_site.grammars.words import check_early, check_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.grammars.argument import Argument
    from runbook_site.grammars.grammar import Command, Grammar
    from runbook_site.grammars.problem import Problem
    from runbook_site.snippets.word import Word

_SHOWN = 4
_ALL_LISTED = frozenset({"systemctl"})
"""Tools whose help lists all their subcommands."""
_MODES = frozenset("rwxXst")


def match(grammar: Grammar, words: Sequence[Word], *, more: bool = False) -> tuple[Problem, ...]:
    """What a version of a tool would not accept of a command.

    Args:
        grammar: Of the tool.
        words: The command, its program in front.
        more: Whether another program puts words behind these (``xargs``).
    """
    if not words:
        return ()
    arguments = [argument(word) for word in words[1:]]
    span = words[0].start, words[0].end
    reading = Reading(grammar, arguments, span, more, grammar.root, grammar.root, [grammar.tool])
    _read(reading)
    return tuple(reading.problems)


def _read(reading: Reading) -> None:
    if reading.grammar.style.bundle and reading.arguments and not reading.arguments[0].known.startswith("-"):
        read_bundle(reading)
    while (word := reading.following()) is not None:
        if not _step(reading, word):
            return
    if not reading.helped:
        _check_operands(reading)
        _check_required(reading)
        check_patch(reading)
        check_template(reading)
        check_words(reading)


def _step(reading: Reading, word: Argument) -> bool:
    """Read a word; whether there is a sense in reading on."""
    if reading.options_end:
        return _operand(reading, word)
    if word.known == "--" and word.whole:
        reading.options_end = True
        return not reading.command.commands or bool(reading.operands)
    if word.known[:1] == "-" and word.known != "-" and not _is_mode(reading, word):
        read_option(reading, word)
        return True
    if word.many:
        reading.unsure = True
    if not word.known and not word.whole and reading.command.commands and not reading.operands:
        return False  # which subcommand it is, nobody knows
    return _operand(reading, word)


def _is_mode(reading: Reading, word: Argument) -> bool:
    """``chmod -x f``: letters that are taken away."""
    known = word.known
    return reading.grammar.tool == "chmod" and word.whole and known[1:2] in _MODES and mode(known) is None


def _operand(reading: Reading, word: Argument) -> bool:
    command = reading.command
    if command.commands and not reading.operands:
        found = command.commands.get(word.known) if word.whole else None
        if found is not None:
            _descend(reading, found, word)
            if found.rest and not found.options:
                check_early(reading)
                return False
            return not found.gone
        if not word.whole:
            return False
        # What asks for an option works without a subcommand too: in `kubectl apply x.yaml` it is missing.
        by_option = command.required and slip(word.known, command.commands) is None
        if command.needs_command and not by_option:
            _unknown_subcommand(reading, word)
            return False
    reading.operands.append(word)
    if command.rest:
        return _finish_early(reading)
    reading.options_end = reading.options_end or not reading.grammar.style.anywhere
    return True


def _finish_early(reading: Reading) -> bool:
    """The words that follow are another program's: only what must be given is still open."""
    if not reading.helped:
        _check_handed_on(reading)
        _check_required(reading)
    return False


def _check_handed_on(reading: Reading) -> None:
    """Whether a command follows where one has to: ``docker exec web``."""
    least = (reading.command.operands or (0, None))[0]
    behind = reading.arguments[reading.at :]
    certain = not reading.unsure and not any(each.many for each in behind)
    if certain and len(reading.operands) + len(behind) < least:
        message = f"'{reading.name}' takes at least {least} arguments, and 1 is given"
        reading.report("operand-count", message, reading.span)
    check_early(reading)


def _descend(reading: Reading, command: Command, word: Argument) -> None:
    reading.path.append(word.known)
    reading.span = reading.span[0], word.end
    if command.gone:
        reading.report("removed-subcommand", f"'{reading.name}' is gone {command.gone}", (word.start, word.end))
    reading.above, reading.command = reading.command, command
    reading.given.clear()


def _unknown_subcommand(reading: Reading, word: Argument) -> None:
    doubt = doubt_subcommand(reading.place, word.known)
    if doubt is None:
        return
    behind = reading.arguments[reading.at] if reading.at < len(reading.arguments) else None
    certain = doubt.kind == "unknown-subcommand" or reading.grammar.tool in _ALL_LISTED
    if not doubt.alternatives and certain and behind is not None and behind.known in reading.command.commands:
        message = f"'{reading.name}' takes the subcommand first: '{reading.name} {behind.known} {word.known}'"
        reading.report("unknown-subcommand", message, (word.start, behind.end))
    else:
        reading.report(doubt.kind, doubt.message, (word.start, word.end), doubt.alternatives)


def _check_operands(reading: Reading) -> None:
    if check_option_operands(reading):
        return
    fact = operand_fact(reading.path, reading.given)
    bounds = reading.command.operands or fact
    if bounds is None or reading.unsure:
        return
    least, most = bounds
    count = len(reading.operands)
    if count < least:
        some = f"at least {least}" if least != most else f"{least}"
        what = "argument" if least == 1 else "arguments"
        message = f"'{reading.name}' takes {some} {what}, and {_count(count)} given"
        reading.report("operand-count", message, reading.span)
    elif most is not None and count > most:
        what = "argument" if most == 1 else "arguments"
        some = "no arguments" if most == 0 else f"at most {most} {what}" if least != most else f"{most} {what}"
        message = f"'{reading.name}' takes {some}, and {_count(count)} given"
        reading.report("operand-count", message, (reading.operands[most].start, reading.operands[-1].end))


def _check_required(reading: Reading) -> None:
    if reading.unsure:
        return
    for group in reading.command.required:
        if not any(each in reading.given for each in group):
            names = " or ".join(f"'{each}'" for each in group[:_SHOWN])
            message = f"'{reading.name}' needs the option {names}"
            reading.report("missing-option", message, reading.span, group[:_SHOWN])


def _count(number: int) -> str:
    return f"{number} is" if number == 1 else f"{number or 'none'} are"
