"""Reads an option of a command, with the words that are its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.grammars.forms.table import form_of
from runbook_site.grammars.grammar import Option
from runbook_site.grammars.near import near
from runbook_site.grammars.reading import Given
from runbook_site.grammars.refused import report_refusal
from runbook_site.grammars.unknown import doubt_option, option_ahead
from runbook_site.grammars.value import wrong_value
from runbook_site.grammars.value_facts import value_fact

if TYPE_CHECKING:
    from runbook_site.grammars.argument import Argument
    from runbook_site.grammars.reading import Reading

_HELP = frozenset({"-h", "-help", "--help", "--version", "--usage"})
_READABLE = frozenset({"chgrp", "chown", "df", "du", "free", "grep", "ln", "ls", "sort", "tar", "touch"})
"""Tools whose ``-h`` is another option."""
_SHOWN = 4
_NEGATED = Option()
_EITHER = Option("optional")
_REVISIONS = frozenset(("git", each) for each in ("log", "show", "diff", "rev-list", "format-patch", "whatchanged"))
_AT_THE_END = frozenset(
    ("git", command, f"--{name}")
    for command in ("branch", "tag", "for-each-ref")
    for name in ("merged", "no-merged", "contains", "no-contains")
) | {("git", "tag", "--points-at")}
"""Options that need no value as the last word: they stand for ``HEAD`` then."""
_UNLISTED = frozenset({"--skip", "--merge"})
"""Options of these that begin like others, and are not in their pages: git 2.39 was called with every beginning."""


def read_option(reading: Reading, word: Argument) -> None:
    """Read a word that begins with a dash, and those behind it that are its values."""
    style, known = reading.grammar.style, word.known
    name = known.partition("=")[0] if style.joined else known
    # ``-o=x`` is read letter by letter, ``-UN=x`` of zip is one option.
    single = reading.find(name if len(name) > len("-x") else known)
    if known.startswith("--") or style.long == "-" or not style.short or single:
        _long(reading, word)
    else:
        _cluster(reading, word)


def read_bundle(reading: Reading) -> None:
    """``tar czf out.tgz in``: letters without a dash, whose values follow in their order."""
    word = reading.arguments[0]
    if not word.whole or not word.known:
        reading.at = len(reading.arguments)
        reading.helped = True
        return
    reading.at = 1
    for letter in word.known:
        option = reading.find(f"-{letter}")
        if option is None:
            _unknown(reading, word, f"-{letter}", (0, len(word.known)))
            return
        _note(reading, f"-{letter}", option, word, len(word.known))
        if option.value == "required":
            _next_value(reading, f"-{letter}", option, word)


def _long(reading: Reading, word: Argument) -> None:
    name, sign, _ = word.known.partition("=") if reading.grammar.style.joined else (word.known, "", "")
    if not word.whole and not sign:
        reading.unsure = True  # ``--$x``
        return
    resolved = _resolve(reading, name)
    if resolved is None:
        if not (_is_number(name) and reading.find("-#")):
            _unknown(reading, word, name)
        return
    spelling, option = resolved
    _note(reading, spelling, option, word, len(name))
    if sign and option.value == "none":
        message = f"'{reading.name} {spelling}' takes no value"
        reading.report("invalid-option-value", message, word.part(len(name), len(word.known)))
    elif sign:
        _value(reading, spelling, option, word, len(name) + 1)
    elif option.kind == "command":
        _command(reading, spelling, word)
    elif option.value == "required":
        _next_value(reading, spelling, option, word)
    elif option.kind == "list":
        _rest_of_list(reading)


def _resolve(reading: Reading, name: str) -> tuple[str, Option] | None:
    """The option that a long spelling means, and how it is called."""
    style = reading.grammar.style
    name = name.replace("_", "-") if style.underscores else name
    spellings = [name, name[1:]] if style.long == "-" and name.startswith("--") else [name]
    for spelling in spellings:
        if (option := reading.find(spelling)) is not None:
            return spelling, option
    if style.negation and name.startswith(style.negation):
        positive = f"--{name.removeprefix(style.negation)}"
        if reading.find(positive) is not None:
            return name, _NEGATED
    if style.abbreviations and len(name) > len(style.long) and not _in_full(reading, name):
        options = {**reading.grammar.globals, **reading.command.options}
        full = [each for each in options if each.startswith(name) and each.startswith(style.long)]
        if full:
            # Several may be names of one option, which the grammar does not tell: no mistake then.
            alike = len({options[each] for each in full}) == 1
            reading.unsure = reading.unsure or not alike
            return full[0], options[full[0]] if alike else _EITHER
    return None


def _in_full(reading: Reading, name: str) -> bool:
    """Whether a command takes an option in full only, as the machinery of git's revisions does."""
    return tuple(reading.path) in _REVISIONS and not name.startswith("--no") and name not in _UNLISTED


def _cluster(reading: Reading, word: Argument) -> None:
    if _is_number(word.known) and reading.find("-#"):
        return
    for at, letter in enumerate(word.known[1:], 1):
        spelling = f"-{letter}"
        option = reading.find(spelling)
        if option is None:
            _unknown(reading, word, spelling, (0, len(word.known)))
            return
        _note(reading, spelling, option, word, len(word.known))
        rest = word.known[at + 1 :]
        # pflag's switches take ``-t=false``, and no value without the sign.
        if option.value == "none" or (option.kind == "boolean" and not rest.startswith("=")):
            continue
        if rest or not word.whole:
            _value(reading, spelling, option, word, at + 1 + rest.startswith("="))
        elif option.value == "required":
            _next_value(reading, spelling, option, word)
        return
    if not word.whole:
        reading.unsure = True


def _note(reading: Reading, spelling: str, option: Option, word: Argument, length: int) -> None:
    reading.given[spelling] = None
    # ``-h`` is a host where it takes a value, and no call for help.
    asks = spelling in _HELP and option.value != "required"
    reading.helped = reading.helped or (asks and not (spelling == "-h" and reading.grammar.tool in _READABLE))
    if option.gone:
        message = f"'{reading.name}' has no option '{spelling}': it is gone {option.gone}"
        reading.report("removed-option", message, word.part(0, length))


def _next_value(reading: Reading, spelling: str, option: Option, word: Argument) -> None:
    value = reading.following()
    if value is None:
        if not reading.unsure and (*reading.path, spelling) not in _AT_THE_END:
            message = f"'{reading.name} {spelling}' needs a value, and none is given"
            reading.report("missing-option-value", message, (word.start, word.end))
        return
    if value.many:
        reading.unsure = True
    if _is_option(reading, value):
        reading.at -= 1
        message = f"'{reading.name} {spelling}' takes '{value.known}' as its value: its own is missing"
        reading.report("missing-option-value", message, (word.start, word.end))
        return
    _value(reading, spelling, option, value)
    if option.kind == "list":
        _rest_of_list(reading)


def _rest_of_list(reading: Reading) -> None:
    """Pass over the words up to the next option, which are all values of one."""
    while reading.at < len(reading.arguments) and reading.arguments[reading.at].known[:1] != "-":
        reading.unsure = reading.unsure or reading.arguments[reading.at].many
        reading.at += 1


def _command(reading: Reading, spelling: str, word: Argument) -> None:
    """Pass over the words of another program's command, up to ``;``, or to a ``+`` behind ``{}``."""
    certain = not reading.unsure
    before = word
    while (each := reading.following()) is not None:
        if each.whole and (each.known == ";" or (each.known == "+" and (before.braces or not before.whole))):
            return
        certain = certain and (each.whole or each.braces)
        before = each
    if certain:
        message = f"'{reading.name} {spelling}' needs '\\;' behind its command, or '+' behind '{{}}', and there is none"
        reading.report("missing-option-value", message, (word.start, word.end))


def _is_option(reading: Reading, word: Argument) -> bool:
    """Whether a word that stands where a value should is certainly meant as an option."""
    name = word.known.partition("=")[0]
    return word.plain and word.whole and len(name) > len("--") and name[:2] == "--" and reading.find(name) is not None


def _value(reading: Reading, spelling: str, option: Option, word: Argument, offset: int = 0) -> None:
    """Judge the value that a word is, from an offset on."""
    given = reading.given[spelling] = Given(word, offset)
    reading.values.append((spelling, given))
    value = given.value
    if option.kind == "last":
        reading.at = len(reading.arguments)
    choices, wanted = _expected(reading, spelling, option, given)
    if not wanted:
        _form(reading, spelling, given)
        return
    close = near(value, choices, 0.6) or choices[:_SHOWN]
    shown = "'" + "', '".join(choices[:12]) + "'" if choices else ""
    message = f"'{reading.name} {spelling}' takes {f'one of {shown}' if shown else wanted}, and not '{value}'"
    reading.report("invalid-option-value", message, word.part(offset, len(word.known)), close)


def _expected(reading: Reading, spelling: str, option: Option, given: Given) -> tuple[tuple[str, ...], str]:
    """What a value should be, all there are and in words; nothing where it may be right.

    What was held against the tool counts for more than the examples that its help gives.
    """
    if not given.word.whole:
        return option.choices, ""
    fact = None if option.kind or option is _EITHER else value_fact(reading.path, spelling)
    if fact is None or (option.choices and fact.pattern is None):
        return option.choices, wrong_value(option, given.value)
    if (fact.joined and given.offset == 0) or not fact.refuses(given.value):
        return (), ""
    return fact.choices, fact.description or "something else"


def _form(reading: Reading, spelling: str, given: Given) -> None:
    """Judge a value that has a form of its own."""
    found = form_of(reading.path, spelling) if given.word.whole and given.value else None
    if found is not None and (refusal := found[0](given.value)) is not None:
        place = given.word.part(given.offset, len(given.word.known))
        report_refusal(reading, spelling, refusal, place, refused=found[1])


def _unknown(reading: Reading, word: Argument, name: str, part: tuple[int, int] | None = None) -> None:
    # The next word may be its value.
    reading.unsure = True
    ahead = option_ahead(reading.place, name, [each.known for each in reading.arguments[reading.at :]])
    if ahead is not None:
        reading.at += ahead.value == "required" and "=" not in word.known
        return
    doubt = doubt_option(reading.place, name, word.known)
    if doubt is not None:
        reading.report(doubt.kind, doubt.message, word.part(*(part or (0, len(name)))), doubt.alternatives)


def _is_number(word: str) -> bool:
    """``-20``, and as ``tail`` takes it, ``-20f``."""
    return word[1:].rstrip("bcfklmqv").isdecimal()
