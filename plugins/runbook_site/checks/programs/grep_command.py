"""A call of `grep`: patterns that it certainly refuses, and those that mean something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.programs.fault import ProgramFaultError, UnsureError
from runbook_site.checks.programs.options import Given, given_to
from runbook_site.checks.programs.perl_regex import perl_fault
from runbook_site.checks.programs.posix_regex import posix_groups
from runbook_site.snippets.tool import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.checks.programs.verdict import Verdict
    from runbook_site.snippets.word import Word

_NAMES = words_of(
    "--regexp --file --max-count --label --after-context --before-context --context --binary-files --devices "
    "--directories --exclude --exclude-from --exclude-dir --include --group-separator"
)
_UNREAD = ("-F", "--fixed-strings", "-f", "--file", "-V", "--version", "--help", "-X")
_SPECIAL = re.compile(r"[\[({\\]")
_PERL = re.compile(r"(?<!\\)\(\?(?:<?[=!]|[:>i])|(?<!\\)(?:\\\\)*+(\\[dD])(?![a-zA-Z])")


def grep_verdict(argv: Sequence[Word], *, extended: bool) -> Verdict:
    """What there is to say of a call.

    Args:
        argv: Its words.
        extended: Whether it is `egrep`.
    """
    given = given_to(argv, "efABCmdD", "", _NAMES)
    if not given.known or given.has(*_UNREAD):
        return None
    perl = given.has("-P", "--perl-regexp")
    extended = extended or given.has("-E", "--extended-regexp")
    for word, pattern in _patterns(given):
        # Most patterns are words, and a pattern of many lines is many patterns.
        if pattern is None or "\n" in pattern or not ("*" in pattern or _SPECIAL.search(pattern) or "+" in pattern):
            continue
        fault = _fault(pattern, extended=extended, perl=perl)
        if fault:
            return word, fault, True
        found = None if perl else _PERL.search(pattern)
        if found is not None and (extended or found[1]) and "[" not in pattern[: found.start()]:
            return word, f"'{found[1] or found[0]}' means nothing special without '-P'; give '-P'", False
    return None


def _patterns(given: Given) -> list[tuple[Word, str | None]]:
    named = [(word, value) for name, word, value in given.options if name in {"-e", "--regexp"}]
    return named or [(word, word.value) for word in given.operands[:1]]


def _fault(pattern: str, *, extended: bool, perl: bool) -> str:
    if perl:
        return perl_fault(pattern)
    try:
        posix_groups(pattern, extended=extended, strict=False)
    except ProgramFaultError as fault:
        return str(fault)
    except UnsureError:
        return ""
    return ""
