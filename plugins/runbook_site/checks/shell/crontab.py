"""What is wrong with a line of a crontab.

Source: crontab(5) and the `crontab` of Vixie's cron 3.0, which refuses a table with such a line; cronie 1.6 reads the
same fields. What only one of them takes (`~` for a random minute, `5/10`) is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from runbook_site.snippets.calls import HOLE
from runbook_site.snippets.tool import words_of

FIELDS = 5


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of the time.

    Attributes:
        name: What it is called.
        low: The smallest number in it.
        high: The largest one.
        names: Names that may stand for numbers.
    """

    name: str
    low: int
    high: int
    names: frozenset[str] = frozenset()

    @property
    def values(self) -> str:
        """What may stand in it."""
        named = {"month": " or jan-dec", "day of week": " or sun-sat"}.get(self.name, "")
        return f"{self.low}-{self.high}{named}"


_TIME = (
    _Field("minute", 0, 59),
    _Field("hour", 0, 23),
    _Field("day of month", 1, 31),
    _Field("month", 1, 12, words_of("jan feb mar apr may jun jul aug sep oct nov dec")),
    _Field("day of week", 0, 7, words_of("sun mon tue wed thu fri sat")),
)
_TIMES = words_of("reboot yearly annually monthly weekly daily midnight hourly every_minute every_second")
"""Words for a time. The last two are FreeBSD's."""

_LINE = re.compile(r"[ \t]*(?=[0-9*@])")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*[ \t]*=")
_WORD = re.compile(r"[^ \t]+")
_UNKNOWN = re.compile(rf"[{HOLE}$<>{{}}\[\]`~]|\.\.\.|…|(?i:xx)")
"""What stands for a value that is not known, and the random times of some crons."""
_RANGE = re.compile(r"(?:\*|(?P<first>\w+)(?:-(?P<last>\w+))?)(?:/(?P<step>\w*))?")
_STAR = re.compile(r"\*(?:/\d{1,3})?")


@dataclass(frozen=True, slots=True)
class CronFault:
    """Something wrong in a line.

    Attributes:
        start: Offset in the line.
        end: Offset behind it.
        message: What is wrong, and what to write.
    """

    start: int
    end: int
    message: str


def cron_fault(line: str, *, other_crons: bool = False) -> CronFault | None:
    """Why cron does not take a line; ``None`` where it does, or where that is not known.

    Args:
        line: The line, with `HOLE` for what is not known.
        other_crons: Whether it may be for another program with more fields and signs: Quartz, Jenkins, Spring.
    """
    if _LINE.match(line) is None or _ASSIGNMENT.match(line):
        return None
    words = list(_WORD.finditer(line))[: FIELDS + 1]
    if words[0][0].startswith("@"):
        return None if other_crons else _named_time(words[0])
    return None if other_crons and _is_of_another(words) else _time_fault(words)


def _time_fault(words: list[re.Match[str]]) -> CronFault | None:
    for field, word in zip(_TIME, words, strict=False):
        if _UNKNOWN.search(word[0]):
            return None
        if (why := _field_fault(word[0], field)) is not None:
            return CronFault(word.start(), word.end(), why)
    if len(words) < FIELDS:
        message = f"cron wants five fields in front of the command, and here are {len(words)}; {_NEEDED}"
        return CronFault(words[0].start(), words[-1].end(), message)
    if len(words) > FIELDS and _STAR.fullmatch(words[FIELDS][0]):
        message = f"to cron, a sixth field of time is the beginning of the command; take one away: {_NEEDED}"
        return CronFault(words[FIELDS].start(), words[FIELDS].end(), message)
    return None


_NEEDED = "in front of the command stand minute, hour, day of month, month, day of week"


def _is_of_another(words: list[re.Match[str]]) -> bool:
    """Whether the time has signs or fields that no cron of Unix has, or is all there is and too short."""
    times = [word[0] for word in words[: FIELDS + 1]]
    if any(sign in time for time in times[:FIELDS] for sign in "?LW#H"):
        return True
    return len(times) < FIELDS or (
        len(times) > FIELDS and re.fullmatch(r"[\d*,/?-]+|[A-Z]{3}(?:-[A-Z]{3})?", times[-1]) is not None
    )


def _named_time(word: re.Match[str]) -> CronFault | None:
    name = word[0][1:]
    if name in _TIMES or _UNKNOWN.search(name):
        return None
    message = (
        f"cron knows no time '@{name}'; write @hourly, @daily, @weekly, @monthly, @yearly, @reboot, or five fields"
    )
    return CronFault(word.start(), word.end(), message)


def _field_fault(text: str, field: _Field) -> str | None:
    for part in text.split(","):
        found = _RANGE.match(part)
        if found is None:
            return _no_value(part or text, field)
        for value in (found["first"], found["last"]):
            if value is not None and not _is_value(value, field):
                return _no_value(value, field)
        step = found["step"]
        if step is not None and (not step.isdecimal() or int(step[:6]) == 0):
            return f"'/{step}' is no step; write '/' and a number from 1 on"
    return None


def _is_value(value: str, field: _Field) -> bool:
    if value.isdecimal():
        return len(value) <= 4 and field.low <= int(value) <= field.high  # noqa: PLR2004 - leading zeros
    return value.lower() in field.names


def _no_value(value: str, field: _Field) -> str:
    if value[:1].isalnum() and not value.isdecimal() and len(value) > 2 and value[:3].lower() in field.names:  # noqa: PLR2004 - letters
        return f"'{value}' is no {field.name} to cron; write '{value[:3].lower()}'"
    if value[:1].isdigit():
        return f"'{value}' is no {field.name}; write {field.values}"
    return f"'{value}' stands where the {field.name} belongs ({field.values}); {_NEEDED}"


_DATE = re.compile(r"\bdate\b[^;|&]{0,200}\+\Z")
_PERCENT = re.compile(r"(?<!\\)%")
_NO_USER = re.compile(r"/")
_USER = re.compile(r"root[ \t]+(?=[/a-z])")


def cron_pitfall(line: str, *, has_user: bool) -> CronFault | None:
    """What cron does with a line that it takes, and that nobody meant.

    Args:
        line: The line, with `HOLE` for what is not known.
        has_user: Whether the name of a user stands behind the time, as in ``/etc/cron.d``.
    """
    if _LINE.match(line) is None or _ASSIGNMENT.match(line):
        return None
    words = list(_WORD.finditer(line))
    timed = 1 if words[0][0].startswith("@") else FIELDS
    if len(words) <= timed or any(_UNKNOWN.search(word[0]) for word in words[:timed]):
        return None
    first = words[timed]
    if has_user and _NO_USER.match(first[0]):
        message = f"'{first[0]}' stands where this file has the name of a user; write one in front of it, such as root"
        return CronFault(first.start(), first.end(), message)
    if not has_user and _USER.match(line, first.start()):
        message = "the crontab of a user names no user, so cron runs a program 'root'; take it away"
        return CronFault(first.start(), first.end(), message)
    percent = _PERCENT.search(line, first.start())
    if percent is not None and _breaks(line[first.start() : percent.start()]):
        message = "cron ends the command at '%'; write '\\%'"
        return CronFault(percent.start(), percent.end(), message)
    return None


def _breaks(before: str) -> bool:
    """Whether a command that ends here is not whole: in quotes, in ``$( )``, in the format of a date."""
    if _DATE.search(before):
        return True
    quote, begun, escaped = "", 0, False
    for at, sign in enumerate(before):
        if escaped:
            escaped = False
        elif sign == "\\" and quote != "'":
            escaped = True
        elif quote == "'":
            quote = "" if sign == "'" else quote
        elif sign == '"' or (sign == "'" and not quote):
            quote = "" if quote else sign
        elif sign == "(" and before[at - 1 : at] == "$":
            begun += 1
        elif sign == ")":
            begun = max(begun - 1, 0)
    return bool(quote) or begun > 0 or before.count("`") % 2 == 1
