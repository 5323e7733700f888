"""A call of `jq`: programs that it certainly refuses, and those that do something else than they seem to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.programs.fault import ProgramFaultError, UnsureError
from runbook_site.checks.programs.jq_reader import JqReader
from runbook_site.checks.programs.jq_tokens import jq_tokens
from runbook_site.snippets.tool import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.checks.programs.verdict import Verdict
    from runbook_site.snippets.word import Word

_SIMPLE = re.compile(r"\.?|(?:\.[A-Za-z_]\w*+(?:\[\d*+\])?+)++")
_FILE = re.compile(r"[\w./-]*\.(?:json|jsonl|ndjson)")
_NAMED = words_of("--arg --argjson --slurpfile --rawfile --argfile")
_PLAIN = re.compile(r"<[A-Za-z_][\w .-]*+>|\{\{|\$\{|\.\.\.|…")


def jq_verdict(argv: Sequence[Word], program: Word) -> Verdict:
    """What there is to say of a call.

    Args:
        argv: Its words, itself among them.
        program: The one that holds the program.
    """
    text = program.value
    if text is None:
        return _begun(program)
    if _SIMPLE.fullmatch(text) or _PLAIN.search(text):
        return None
    if _FILE.fullmatch(text):
        return program, f"'{text}' stands where the program belongs; write the program in front of the file", True
    try:
        reader = JqReader(text, _given(argv, program))
        reader.read()
    except ProgramFaultError as fault:
        return program, str(fault), True
    except UnsureError:
        return None
    return (program, reader.doubts[0], False) if reader.doubts else None


def _begun(program: Word) -> Verdict:
    """What is certain of a program with a variable of the shell in it: the characters in front of that."""
    first = program.parts[0]
    if first.kind != "literal" or "'" not in first.value:
        return None
    try:
        for _ in jq_tokens(first.value[: first.value.index("'") + 1]):
            pass
    except ProgramFaultError as fault:
        return program, str(fault), True
    except UnsureError:
        pass
    return None


def _given(argv: Sequence[Word], program: Word) -> frozenset[str] | None:
    """The variables that the command line sets; ``None`` where that is not known."""
    found: set[str] = set()
    at = 1
    while at < len(argv):
        word = argv[at]
        if word.value in _NAMED:
            name = argv[at + 1].value if at + 1 < len(argv) else None
            if name is None:
                return None
            found.add(f"${name}")
            at += 3
            continue
        if word.value is None and word is not program and word.parts and word.parts[0].kind != "literal":
            return None
        at += 1
    return frozenset(found)
