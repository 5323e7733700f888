"""Values of everyday tools.

Each was held against the tool itself: coreutils 9.1, procps 4.0.2 (``ps L``), util-linux 2.38, systemd 252, lsof 4.95.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.grammars.forms.numbers import key_numbers
from runbook_site.grammars.forms.refusal import Refusal, one_of
from runbook_site.grammars.near import near, slip

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIME = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[smhd]?|inf(?:inity)?|0[xX][0-9a-fA-F.]+[smhd]?")
_OCTAL = "(?:0*+[1-7][0-7]{0,3}|0++)"
_SYMBOLIC = rf"[ugoa]*+(?:[-+=](?:[ugo]|[rwxXst]++|{_OCTAL}|))++"
_MODE = re.compile(rf"[-+=]?{_OCTAL}|{_SYMBOLIC}(?:,{_SYMBOLIC})*+")
_KEY = re.compile(r" *[0-9]+(?:\.[0-9]+)?[bdfgiMhnRrV]*(?:,[0-9]+(?:\.[0-9]+)?[bdfgiMhnRrV]*)?")
_WORD = re.compile(r"[A-Za-z]{4,}")
_DATE_WORDS = frozenset(
    str.split(
        "yesterday tomorrow today now noon midnight year years month months week weeks fortnight day days hour "
        "hours minute minutes min mins second seconds sec secs ago next last this first third fourth fifth sixth "
        "seventh eighth ninth tenth eleventh twelfth monday tuesday tues wednesday wednes thursday thur thurs "
        "friday saturday sunday january february march april june july august september sept october november "
        "december"
    )
)
_MOMENT_WORDS = tuple(
    str.split(
        "yesterday today tomorrow hour hours minute minutes month months second seconds days weeks years week year left"
    )
)
_COLUMNS = tuple(
    str.split(
        "%cpu %mem ag_id ag_nice args atime blocked bsdstart bsdtime c caught cgname cgroup cgroupns class cls cmd "
        "comm command context cp cpuid cputime cputimes cuc cuu docker drs dsiz egid egroup eip environ esp etime "
        "etimes euid euser exe f fds fgid fgroup flag flags fname fsgid fsgroup fsuid fsuser fuid fuser gid group "
        "htprv htshr ignored intpri ipcns label lastcpu lim longtname lsession lstart luid lwp lxc m_drs m_size "
        "m_trs machine maj_flt majflt min_flt minflt mntns netns ni nice nlwp numa oom oomadj opri ouid pagein pcap "
        "pcaps pcpu pending pgid pgrp pid pidns pmem policy ppid pri pri_api pri_bar pri_baz pri_foo priority psr "
        "pss rbytes rchars rgid rgroup rops rss rssize rsz rtprio ruid ruser s sched seat sess session sgi_p "
        "sgi_rss sgid sgroup sid sig sig_block sig_catch sig_ignore sig_pend sigcatch sigignore sigmask size slice "
        "spid stackp start start_stack start_time stat state stime suid supgid supgrp suser svgid svgroup svuid "
        "svuser sz tgid thcount tid time timens times tname tpgid trs trss tsig tsiz tt tty tty4 tty8 ucmd ucomm "
        "uid uid_hack uname unit user userns uss util utsns uunit vsize vsz wbytes wcbytes wchan wchars wname wops "
        "zone"
    )
)
_MAC_COLUMNS = frozenset(
    str.split(
        "acflag acflg inblk inblock jobc ktrace ktracep login logname lim majflt mwchan nivcsw nsigs nswap nvcsw "
        "nwchan oublk oublock p_ru paddr pagein poip re rtime sl sigmask svuid tdev tdnam tsess upr usrpri utime wq "
        "wqb wql wqr xstat cpu emul jid jail"
    )
)
"""Of ``ps`` on macOS and FreeBSD."""
_LEVELS = tuple(str.split("emerg panic alert crit err error warning warn notice info debug none *"))
_FACILITIES = (
    *str.split("kern user mail daemon auth security syslog lpr news uucp cron authpriv ftp"),
    *(f"local{number}" for number in range(8)),
)
_UNITS = "(?:usec|us|msec|ms|seconds?|sec|s|minutes?|min|m|hours?|hr|h|days?|d|weeks?|w|months?|years?|y)"
_NO_MOMENT = re.compile(
    rf"(?:[0-9]+ ?{_UNITS} ?)+|[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-][0-9]{{4}}\b.*|[0-9]{{4}}[/.][0-9].*"
    r"|(?:[0-9]+|an?|one) (?:mins|secs|hrs|wks?|yrs?) ago"
    r"|(?:last|past|an?|one) (?:minute|hour|day|week|month|year)(?: ago)?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* [0-9].*",
    re.IGNORECASE,
)
_CLASS = re.compile(r"\[:(\w*):\]")
_CLASSES = tuple(str.split("alnum alpha blank cntrl digit graph lower print punct space upper xdigit"))
_BETWEEN = re.compile(r"(?<![\w\\-])([A-Za-z0-9])-([A-Za-z0-9])(?![\w-])")
_OF_OPTION = re.compile(r"[-+]?[0-9]+|all|[0-9a-f]{32}.*")
"""What ``-n`` and ``-b`` take from the next word."""
_PARTS = tuple(str.split("major minor patch premajor preminor prepatch prerelease from-git"))
_RELEASE = re.compile(r"\s*[v=]*\s*[0-9]+\.[0-9]+\.[0-9]")
_SPACE = re.compile(r"(?: *+[0-9]++(?:\.[0-9]++)? *+[BKMGTPE]?)++")


def time_with_unit(value: str) -> Refusal | None:
    """``sleep``, ``timeout``: one letter for a unit."""
    return None if _TIME.fullmatch(value) else Refusal("a number with 's', 'm', 'h' or 'd', as in '5m'", value)


def mode(value: str) -> Refusal | None:
    """``chmod``, ``install -m``."""
    return None if _MODE.fullmatch(value) else Refusal("a mode, as in '0644' or 'u=rw,go=r'", value)


def sort_key(value: str) -> Refusal | None:
    """``sort -k``."""
    if not _KEY.fullmatch(value):
        return Refusal("fields and letters of b, d, f, g, h, i, M, n, R, r, V", value)
    return key_numbers(value)


def one_character(value: str) -> Refusal | None:
    """``cut -d``."""
    return Refusal("one character", value) if len(value) > 1 else None


def separator(value: str) -> Refusal | None:
    """``sort -t``: one character, which the shell writes where it is a tab."""
    if len(value) < 2 or value == "\\0":  # noqa: PLR2004 - characters
        return None
    return Refusal("one character", value, ("$'\\t'",) if value == "\\t" else ())


def characters(value: str) -> Refusal | None:
    """``tr``: classes that there are, and ranges that run upwards."""
    for name in _CLASS.findall(value):
        if name not in _CLASSES:
            return Refusal("classes of characters", f"[:{name}:]", near(name, _CLASSES))
    found = next(
        (each for each in _BETWEEN.finditer(value) if _kind(each[1]) == _kind(each[2]) and each[1] > each[2]), None
    )
    return None if found is None else Refusal("ranges that run upwards", found[0])


def _kind(character: str) -> str:
    return "0" if character.isdecimal() else "A" if character.isupper() else "a"


def journal_match(value: str) -> Refusal | None:
    """The operand of ``journalctl``: ``FIELD=value``, the path of a program, or ``+``."""
    if "=" in value or "/" in value or len(value) == 1 or _OF_OPTION.fullmatch(value):
        return None
    return Refusal("'FIELD=value' or the path of a program; a unit stands behind '-u'", value, (f"-u {value}",))


def release(value: str) -> Refusal | None:
    """``npm version``: a version in three parts, or the part that rises."""
    if value in _PARTS or value.isupper() or _RELEASE.match(value):
        return None
    return Refusal("'1.2.3', 'major', 'minor' or 'patch'", value, near(value, _PARTS))


def format_of_date(value: str) -> Refusal | None:
    """The operand of ``date``: a format behind ``+``."""
    return Refusal("a format with '+' in front", value, (f"+{value}",)) if value.startswith("%") else None


def date_words(value: str) -> Refusal | None:
    """``date -d``: a word that differs by a slip from one that it knows."""
    for word in _WORD.findall(value[:100].lower()):
        if word not in _DATE_WORDS and (meant := slip(word, _DATE_WORDS)) is not None:
            return Refusal("a date", word, (meant,))
    return None


def columns(value: str) -> Refusal | None:
    """``ps -o``: a name that differs by a slip from one there is."""
    for name in _named(value):
        if name not in _COLUMNS and name not in _MAC_COLUMNS and (meant := slip(name, _COLUMNS)) is not None:
            return Refusal("names of columns", name, near(name, _COLUMNS) or (meant,))
    return None


def sorting(value: str) -> Refusal | None:
    """``ps --sort``, which only procps has."""
    for each in value.split(","):
        if (name := each.strip().lstrip("+-")) and name not in _COLUMNS:
            return Refusal("names of columns", name, near(name, _COLUMNS, 0.6))
    return None


def _named(value: str) -> Iterator[str]:
    for each in re.split(r"[, ]+", value.partition("=")[0]):
        yield each.partition(":")[0].lower()


def priority(value: str) -> Refusal | None:
    """``logger -p``: a level, with its facility in front."""
    facility, _, level = value.lower().rpartition(".")
    if facility and not facility.isdecimal() and (refusal := one_of(facility, _FACILITIES)) is not None:
        return refusal
    return None if level.isdecimal() else one_of(level, _LEVELS)


def moment(value: str) -> Refusal | None:
    """``journalctl --since``: systemd.time(7)."""
    for word in _WORD.findall(value[:100].lower()):
        if word not in _MOMENT_WORDS and (meant := slip(word, _MOMENT_WORDS)) is not None:
            return Refusal("a time", word, (meant,))
    takes = "a time, as in '2026-11-21 10:00', '2 hours ago' or '-2h'"
    return Refusal(takes, value) if _NO_MOMENT.fullmatch(value.strip()) else None


def disk_space(value: str) -> Refusal | None:
    """``journalctl --vacuum-size``."""
    return None if _SPACE.fullmatch(value) else Refusal("a size with 'K', 'M', 'G' or 'T', as in '500M'", value)


def internet_address(value: str) -> Refusal | None:
    """``lsof -i``: ``[46][protocol][@host][:ports]``."""
    if value.count(":") > 1 and "[" not in value and value[:3].lower() in {"tcp", "udp"}:
        return Refusal("'[protocol][@host][:ports]', as in 'TCP:5432'", value)
    return None
