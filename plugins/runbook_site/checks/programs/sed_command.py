"""A call of `sed`: what it certainly refuses, and where it does not do what it seems to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.programs.fault import ProgramFaultError, UnsureError
from runbook_site.checks.programs.options import Given, given_to
from runbook_site.checks.programs.sed_reader import SedReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.checks.programs.verdict import Verdict
    from runbook_site.snippets.word import Word

_NAMES = frozenset({"--expression", "--file", "--line-length"})
_PRINTING = frozenset("pPwW=liacrReFqQv")
_PRINTING_FLAGS = frozenset("pwe")
_LETTERS = frozenset("nErsz")


def sed_verdict(argv: Sequence[Word]) -> Verdict:
    """What there is to say of a call."""
    given = given_to(argv, "efl", "i", _NAMES)
    script = _script(given)
    if script is None:
        return None
    word, text = script
    reader = SedReader(text, extended=given.has("-E", "-r", "--regexp-extended"))
    try:
        reader.read()
    except ProgramFaultError as fault:
        return word, str(fault), True
    except UnsureError:
        return None
    doubt = _doubt(given, reader)
    return (*doubt, False) if doubt is not None else None


def _script(given: Given) -> tuple[Word, str] | None:
    """The script, and a word that it stands in."""
    if not given.known or given.has("-f", "--file", "--posix", "--help", "--version"):
        return None
    parts = [(word, value) for name, word, value in given.options if name in {"-e", "--expression"}]
    operands = list(given.operands)
    if not parts and operands:
        # The suffix of a copy, as other systems take it: a word of its own.
        if any(name == "-i" and not value for name, _, value in given.options) and operands[0].value is not None:
            suffix = operands[0].value
            operands = operands[1:] if not suffix or suffix.startswith(".") else operands
        parts = [(word, word.value) for word in operands[:1]]
    texts = [value for _, value in parts if value is not None]
    return (parts[0][0], "\n".join(texts)) if parts and len(texts) == len(parts) else None


def _doubt(given: Given, reader: SedReader) -> tuple[Word, str] | None:
    in_place = [(word, value) for name, word, value in given.options if name in {"-i", "--in-place"}]
    for word, value in in_place:
        if value and len(value) == 1 and value in _LETTERS and word.value is not None and word.value.startswith("-i"):
            return word, f"'-i' takes '{value}' as the ending of a copy, and not as '-{value}'; write '-{value} -i'"
    silent = given.has("-n", "--quiet", "--silent")
    if not silent or reader.commands & _PRINTING or reader.flags & _PRINTING_FLAGS or not reader.commands:
        return None
    word = next(word for name, word, _ in given.options if name in {"-n", "--quiet", "--silent"})
    if in_place:
        return word, "'-n' prints nothing that the script does not print, so '-i' leaves the file empty; leave '-n' out"
    return word, "'-n' prints nothing, and no 'p' in the script prints either; leave '-n' out, or add 'p'"
