"""Names with the date of the day in them, and the fixed names that look like one of an earlier day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from runbook_site.snippets.invocation import Invocation, Redirect
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.word import Word, WordPart
    from runbook_site.sources.text import Span

_DATE = re.compile(r"(?:\$\(|`)\s*date(?:\s+-u|\s+--utc)*\s+['\"]?\+['\"]?([^'\"`)]+)['\"]?\s*[)`]")
_ISO = re.compile(r"(?:\$\(|`)\s*date(?:\s+-u|\s+--utc)*\s+(?:-I|--iso-8601)(?:=?date)?\s*[)`]")
_FIELDS: Mapping[str, str] = {
    "Y": r"\d{4}",
    "F": r"\d{4}-\d\d-\d\d",
    "T": r"\d\d:\d\d:\d\d",
    "R": r"\d\d:\d\d",
    "s": r"\d{9,11}",
    "j": r"\d{3}",
    "b": r"[A-Z][a-z]{2}",
    "Z": r"[A-Z]{1,5}",
    "N": r"\d{9}",
    "%": "%",
    **dict.fromkeys("mdeHMSyIVuw", r"\d\d?"),
}
"""What `date` puts in the place of a letter behind ``%``, in the way of POSIX."""
_DIRECTIVE = re.compile(r"%[-_0^]?([A-Za-z%])|([^%]+)")
_PACKED = r"(?:\.(?:gz|bz2|xz|zst|zip|gpg|enc|age))?"
_PACKED_END = re.compile(r"\\\.(?:gz|bz2|xz|zst|zip|gpg|enc|age)\Z")
_OPTION = re.compile(r"--?[\w-]+=")
_ANYTHING = r"[\w.-]+"
_MOST = 200
_MOST_UNKNOWN = 3
_LONGEST = 200
"""How many shapes are held against a name, with how many unknown parts, and how long a name may be."""
_WORD = re.compile(r"[A-Za-z]{3}")
_WHOLE_DATE = re.compile(r"\d{6}|\d{4}[-_.]\d\d[-_.]\d\d|\d\d[-_.]\d\d[-_.]\d{4}")
_WRITES = frozenset({">", ">>", ">|", "&>", "&>>"})


class _Shape(NamedTuple):
    """The names that a word makes, one a day."""

    pattern: re.Pattern[str]
    made: str
    line: int


@dataclass(frozen=True)
class FixedName:
    """A name that is written out, where the runbook makes one with the date of the day.

    Attributes:
        name: The name as written.
        span: Where.
        made: The word that makes such names, as written.
        line: The line of that word.
    """

    name: str
    span: Span
    made: str
    line: int


def fixed_names(runbook: RunbookSnippets) -> Iterator[FixedName]:
    """Names that a runbook uses as if they had been made on the day that they tell."""
    invocations = [each for _, chunk in runbook.chunks for each in chunk.invocations]
    shapes = list(islice(_shapes(invocations), _MOST))
    if not shapes:
        return
    written = {_name(each.target.value) for each in _writes(invocations) if each.target and each.target.value}
    for invocation in invocations:
        for word in _used(invocation):
            name = _name(word.value or "")
            if len(name) > _LONGEST or not _WHOLE_DATE.search(name) or name in written:
                continue
            shape = next((each for each in shapes if each.pattern.fullmatch(name)), None)
            if shape is not None:
                yield FixedName(name, invocation.text.span(word.start, word.end), shape.made, shape.line)


def _used(invocation: Invocation) -> Iterator[Word]:
    yield from invocation.argv[1:]
    yield from (each.target for each in invocation.redirects if each.operator == "<" and each.target is not None)


def _writes(invocations: Sequence[Invocation]) -> Iterator[Redirect]:
    return (redirect for each in invocations for redirect in each.redirects if redirect.operator in _WRITES)


def _name(value: str) -> str:
    """The file's name of a path, or the value of ``--option=value``."""
    return _OPTION.sub("", value, count=1).rpartition("/")[2]


def _shapes(invocations: Sequence[Invocation]) -> Iterator[_Shape]:
    """The names that are made with the date of the day."""
    dates = {name: pattern for each in invocations for name, pattern in _date_variables(each)}
    for invocation in invocations:
        values = [each.value for each in invocation.assignments if each.alone and each.value is not None]
        targets = [each.target for each in _writes([invocation]) if each.target is not None]
        for word in (*invocation.argv[1:], *targets, *values):
            pattern = _pattern(word, dates)
            if pattern:
                line = invocation.text.position(word.start).line
                yield _Shape(re.compile(pattern), _OPTION.sub("", word.text, count=1).strip("\"'"), line)


def _date_variables(invocation: Invocation) -> Iterator[tuple[str, str]]:
    """Variables that are set to nothing but the date."""
    for each in invocation.assignments:
        if each.alone and each.value is not None and len(each.value.parts) == 1:
            yield each.name, _date(each.value.parts[0])
    if invocation.tool in {"export", "readonly", "local", "declare"}:
        for word in invocation.argv[1:]:
            if len(word.parts) == 2 and word.parts[0].value.endswith("="):  # noqa: PLR2004 - the name and the date
                yield word.parts[0].value.rstrip("="), _date(word.parts[1])


def _pattern(word: Word, dates: Mapping[str, str]) -> str:
    """What the names of a word look like; empty where it has no date, or nothing but the date."""
    if all(part.kind == "literal" for part in word.parts):
        return ""
    pieces: list[str] = []
    plain = ""
    dated = False
    for part in word.parts:
        if part.kind == "literal":
            text = _name(part.value) if not pieces else part.value
            if "/" in text:
                pieces, plain, dated = [], "", False
                text = text.rpartition("/")[2]
            pieces.append(re.escape(text))
            plain += text
        else:
            date = dates.get(part.value, "") if part.kind == "variable" else _date(part)
            dated = dated or bool(date)
            # Two values that are not known, one behind the other, are one.
            pieces.append(date or (_ANYTHING if pieces[-1:] != [_ANYTHING] else ""))
    if not dated or not _WORD.search(plain) or pieces.count(_ANYTHING) > _MOST_UNKNOWN:
        return ""
    return _in_one_pass(_PACKED_END.sub("", "".join(pieces))) + _PACKED


def _in_one_pass(pattern: str) -> str:
    """The same expression, in which an unknown value ends where what follows it comes first.

    Only the last one may be tried at several lengths: the work would grow with the power of their number.
    """
    first, *rest = pattern.split(_ANYTHING)
    if not rest:
        return first
    found = "".join(f"(?>{_ANYTHING}?{piece})" for piece in rest[:-1])
    return f"{first}{found}{_ANYTHING}{rest[-1]}"


def _date(part: WordPart) -> str:
    """What ``$(date …)`` prints today and any other day; empty where it is another day's date, or no date."""
    if _ISO.fullmatch(part.text):
        return _FIELDS["F"]
    found = _DATE.fullmatch(part.text)
    if found is None:
        return ""
    pieces = [
        _FIELDS.get(each[1], _ANYTHING) if each[1] else re.escape(each[2]) for each in _DIRECTIVE.finditer(found[1])
    ]
    return "".join(pieces)
