"""Brackets and quotes inside of the programs that `jq` and `awk` are given.

Nothing but their balance is looked at: what does not balance is no program, whatever else it says.

Sources: jq manual ("String interpolation", "Comments"); POSIX.1-2024, awk, "Lexical Conventions".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.snippets.tool import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from runbook_site.snippets.word import Word

_CLOSES = {")": "(", "]": "[", "}": "{"}
_OPENS = frozenset(_CLOSES.values())

_JQ = re.compile(r"""(?P<comment>\#[^\n]*+)|(?P<quote>")|(?P<bracket>[][(){}])""")
_IN_QUOTES = re.compile(r'(?:[^"\\]|\\[^(])*+(?P<end>"|\\\()')
_DANGLING = re.compile(r"\|\s*+\Z")

_AWK = re.compile(
    r"""\s++ | (?P<comment>\#[^\n]*+) | (?P<quoted>"(?:[^"\\\n]|\\.)*+"?+) | (?P<word>[A-Za-z_]\w*+) | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/(?:[^/\\\n\[]|\\.)++/")
_BEFORE_REGEX = frozenset("(,{;!~&|?:=+-*%<>}")
_KEYWORDS_BEFORE_REGEX = words_of("print printf return in else do getline exit")

_AWK_VALUES = {"-F": 1, "-v": 1, "--field-separator": 1, "--assign": 1}
_JQ_VALUES = {"--arg": 2, "--argjson": 2, "--slurpfile": 2, "--rawfile": 2, "--argfile": 2, "--indent": 1, "-L": 1}
_JQ_ELSEWHERE = re.compile(r"-[a-zA-Z]{0,8}f|--from-file(?:=.*)?", re.DOTALL)
_AWK_ELSEWHERE = re.compile(r"-[feEilW].*|--(?:file|source|exec|include|load)(?:=.*)?", re.DOTALL)


@dataclass(frozen=True)
class _Language:
    """How a tool takes its program.

    Attributes:
        fault: Says what does not balance in a program.
        values: Options with the number of words that belong to each.
        elsewhere: What options look like behind which the program is not among the words.
    """

    fault: Callable[[str], str]
    values: Mapping[str, int]
    elsewhere: re.Pattern[str]


def program_fault(tool: str, argv: Sequence[Word]) -> tuple[Word, str] | None:
    """The word with the program, and why it is none; ``None`` where it balances, or is not known in full.

    Args:
        tool: The program's name without folder.
        argv: Its words, itself among them.
    """
    language = _LANGUAGES.get(tool)
    word = _program(argv, language) if language is not None else None
    if language is None or word is None or word.value is None:
        return None
    fault = language.fault(word.value)
    return (word, fault) if fault else None


def program_word(tool: str, argv: Sequence[Word]) -> Word | None:
    """The word with the program, also where it is not known in full; ``None`` where it comes from elsewhere."""
    language = _LANGUAGES.get(tool)
    return _program(argv, language) if language is not None else None


def _program(argv: Sequence[Word], language: _Language) -> Word | None:
    """The first word that is no option and no option's value; ``None`` where the program comes from elsewhere."""
    at = 1
    while at < len(argv):
        written = argv[at].value
        if written is None:
            return argv[at] if _is_begun(argv[at]) else None
        if language.elsewhere.fullmatch(written):
            break
        if written == "--":
            return next(iter(argv[at + 1 :]), None)
        if not written.startswith("-") or written == "-":
            return argv[at]
        at += 1 + language.values.get(written, 0)
    return None


def _is_begun(word: Word) -> bool:
    """Whether a word that is not known in full is no option: it begins with a text."""
    first = next(iter(word.parts), None)
    return first is not None and first.kind == "literal" and not first.value.startswith("-") and first.value != ""


def jq_fault(program: str) -> str:
    """What does not balance in a program of jq; empty where all does."""
    opened: list[str] = []
    at = 0
    while (found := _JQ.search(program, at)) is not None:
        at = found.end()
        sign = found["bracket"]
        if found["comment"] is not None:
            continue
        if sign in _OPENS:
            opened.append(sign)
            continue
        if sign is not None and opened[-1:] != ["\\("]:
            if fault := _closed(opened, sign):
                return fault
            continue
        if sign is not None and (sign != ")" or not opened.pop()):
            return f"'{sign}' closes nothing"
        # A text begins here, or goes on behind what was put into it.
        end = _IN_QUOTES.match(program, at)
        if end is None:
            return "a text in quotes is not ended"
        at = end.end()
        if end["end"] != '"':
            opened.append("\\(")
    if opened:
        return f"'{opened[-1]}' is not closed"
    return "nothing stands behind the last '|'" if _DANGLING.search(program) and "#" not in program else ""


def awk_fault(program: str) -> str:
    """What does not balance in a program of awk; empty where all does, or where a ``/`` may be either of its two."""
    opened: list[str] = []
    before = ""
    at = 0
    while at < len(program):
        found = _AWK.match(program, at)
        if found is None:  # pragma: no cover - the last alternative takes any character
            return ""
        at = found.end()
        sign = found["sign"] or ""
        if found["quoted"] is not None and (found["quoted"] == '"' or not found["quoted"].endswith('"')):
            return "a text in quotes is not ended"
        if sign == "/" and (not before or before[-1] in _BEFORE_REGEX or before in _KEYWORDS_BEFORE_REGEX):
            regex = _REGEX.match(program, at - 1)
            if regex is None:
                return ""
            at = regex.end()
        elif sign == "/" and before in _CLOSES:
            return ""
        elif sign in _OPENS:
            opened.append(sign)
        elif fault := _sign_fault(opened, program[max(at - 2, 0) : at], sign):
            return fault
        before = found["word"] or sign or before if found["quoted"] is None else '"'
    return f"'{opened[-1]}' is not closed" if opened else ""


def _sign_fault(opened: list[str], written: str, sign: str) -> str:
    """Why a sign cannot stand where it does, together with the one in front of it; empty where it can."""
    if sign == ">" and written == "=>":
        return "'=>' is no operator; '>=' compares"
    return _closed(opened, sign) if sign in _CLOSES else ""


def _closed(opened: list[str], sign: str) -> str:
    """Close a bracket; why it cannot be, else empty."""
    if not opened:
        return f"'{sign}' closes nothing"
    opener = opened.pop()
    return "" if opener == _CLOSES[sign] else f"'{opener}' is closed by '{sign}'"


_LANGUAGES = {
    **dict.fromkeys(("jq", "gojq", "jaq"), _Language(jq_fault, _JQ_VALUES, _JQ_ELSEWHERE)),
    **dict.fromkeys(("awk", "gawk", "mawk", "nawk"), _Language(awk_fault, _AWK_VALUES, _AWK_ELSEWHERE)),
}
