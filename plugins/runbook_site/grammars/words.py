"""What a tool would not accept of its words as they stand together."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from runbook_site.grammars.behind_image import check_behind_image
from runbook_site.grammars.exclusive import check_exclusive
from runbook_site.grammars.find_expression import check_expression
from runbook_site.grammars.forms.refusal import Refusal
from runbook_site.grammars.forms.table import operand_forms
from runbook_site.grammars.ip_words import check_ip
from runbook_site.grammars.kubernetes_objects import check_objects
from runbook_site.grammars.near import slip
from runbook_site.grammars.needed import check_needed
from runbook_site.grammars.redis_arity import check_arity
from runbook_site.grammars.refused import report_refusal
from runbook_site.grammars.ss_words import check_filter

if TYPE_CHECKING:
    from collections.abc import Callable

    from runbook_site.grammars.reading import Given, Reading

_ARCHIVE = re.compile(r"\.(?:tar(?:\.\w+)?|t[gbx]z2?|tzst)$")
_LETTERS = re.compile(r"[zjJvpPhS]{1,3}")
_SERVICE = frozenset({"start", "stop", "restart", "reload", "force-reload", "try-restart", "status"})
_TYPES = tuple(str.split("A AAAA ANY AXFR CAA CNAME DNSKEY DS MX NAPTR NS PTR SOA SRV TLSA TXT"))
_DIG_OPTIONS = tuple(
    str.split(
        "aaonly aaflag additional adflag all answer authority badcookie besteffort bufsize cdflag class cmd "
        "comments cookie crypto defname dns64prefix dnssec domain edns ednsflags ednsopt expire fail header-only "
        "https idnin idnout ignore keepalive keepopen mapped multiline ndots nsid nssearch onesoa padding proxy qid "
        "qr question raflag rdflag recurse retry rrcomments search short showallmessages showsearch split stats "
        "subnet svcparamkeycompat tcflag tcp timeout time tls tls-ca tls-hostname trace tries ttlid ttlunits "
        "unknownformat vc yaml zflag"
    )
)
_BODY = ("-d", "--data", "--data-raw", "--data-binary", "--data-ascii")
_OTHERWISE = frozenset({"--reference", "-state", "-state-out"})
"""Options with which the words of a command are others: those of Terraform may have their value behind them."""
_DRIVE = re.compile(r"[A-Za-z]:")
"""How a path begins on Windows, and a copy from a pod with a name of one letter."""
_TEMPLATED = re.compile(r"\$|\{\{|\.\.\.|…|<|%\(|@")


def check_words(reading: Reading) -> None:
    """Report words that have another form than the tool takes, and those that do not go together."""
    if not reading.unsure:
        _check_forms(reading)
    check_exclusive(reading)
    check_needed(reading)
    for check in _CHECKS.get(reading.grammar.tool, ()):
        check(reading)


def check_early(reading: Reading) -> None:
    """The same of a tool that hands on the words behind its first to another program."""
    check_exclusive(reading)
    for check in _EARLY.get(reading.grammar.tool, ()):
        check(reading)


def _first_form(reading: Reading) -> None:
    if not reading.unsure:
        _check_forms(reading)


def _check_forms(reading: Reading) -> None:
    for place, form, refused in operand_forms(reading.path):
        if not _OTHERWISE.isdisjoint(reading.given):
            continue
        for word in reading.operands[place]:
            if word.whole and word.known and (refusal := form(word.known)) is not None:
                report_refusal(reading, "", refusal, (word.start, word.end), refused=refused)


def _archive_letters(reading: Reading) -> None:
    """``tar -cfz x.tgz``: what follows the ``f`` is the name of the archive."""
    given = reading.given.get("-f")
    if given is None or not given.offset or not given.word.whole or not _LETTERS.fullmatch(given.value):
        return
    if reading.operands and _ARCHIVE.search(reading.operands[0].known):
        message = f"'tar -f' takes '{given.value}' as the name of the archive; write 'f' as the last of the letters"
        reading.report("invalid-option-value", message, (given.word.start, given.word.end))


def _empty_archive(reading: Reading) -> None:
    """``tar -czf x.tgz``: there is nothing to put in."""
    creates = "-c" in reading.given or "--create" in reading.given
    others = {"-T", "--files-from", "-x", "-t", "-g", "--listed-incremental"} & reading.given.keys()
    if creates and not (reading.operands or reading.unsure or others):
        message = "'tar -c' takes at least 1 file to put in, and none is given"
        reading.report("operand-count", message, reading.span)


def _directory_jobs(reading: Reading) -> None:
    """``pg_dump -Fc -j 4``: only a directory is written by several at once."""
    jobs = reading.given.get("-j") or reading.given.get("--jobs")
    form = reading.given.get("-F") or reading.given.get("--format")
    if jobs is None or not jobs.word.whole or not jobs.value.isdecimal() or int(jobs.value[:4]) <= 1:
        return
    if form is None and reading.unsure:
        return
    if form is None or (form.word.whole and form.value.lower() in {"c", "custom", "t", "tar", "p", "plain"}):
        message = "'pg_dump -j' takes '-Fd' alone: only the directory format is written by several jobs"
        reading.report("conflicting-options", message, (jobs.word.start, jobs.word.end))


def _one_format(reading: Reading) -> None:
    """``date +%F %T``."""
    words = reading.operands
    if len(words) > 1 and not reading.unsure and words[0].known.startswith("+"):
        message = "'date' takes one format, and more words are given: put quotes around it"
        reading.report("operand-count", message, (words[1].start, words[-1].end))


def _service_first(reading: Reading) -> None:
    """``service restart nginx``."""
    first = reading.operands[0] if reading.operands else None
    if first is not None and first.whole and first.known in _SERVICE:
        behind = reading.arguments[reading.at] if reading.at < len(reading.arguments) else None
        if behind is not None and behind.whole and behind.known not in _SERVICE:
            message = f"'service' takes the name first: 'service {behind.known} {first.known}'"
            reading.report("invalid-option-value", message, (first.start, behind.end))


def _assignments(reading: Reading) -> None:
    """``sysctl -w a 1``."""
    if reading.unsure or not {"-w", "--write"} & reading.given.keys():
        return
    for word in reading.operands:
        if word.whole and "=" not in word.known:
            report_refusal(
                reading, "-w", Refusal("assignments, as in 'vm.swappiness=10'", word.known), (word.start, word.end)
            )
            return


def _dig_words(reading: Reading) -> None:
    """``dig +shrot x``, ``dig x CNMAE``."""
    for index, word in enumerate(reading.operands):
        if not word.whole:
            continue
        name = word.known.partition("=")[0].removeprefix("+").removeprefix("no")
        if word.known.startswith("+"):
            begins = any(each.startswith(name) for each in _DIG_OPTIONS)
            if not begins and (meant := slip(name, _DIG_OPTIONS)) is not None:
                place = word.start, word.end
                message = f"'dig' has no option '{word.known}'"
                reading.report("unknown-option", message, place, (f"+{meant}",))
        elif index and word.known.isupper() and word.known.isalpha() and word.known not in _TYPES:
            meant = slip(word.known, _TYPES)
            if meant is not None and meant not in {"A", "DS", "NS", "MX"}:
                place = word.start, word.end
                message = f"'dig' looks '{word.known}' up as a name: no type of record is called so"
                reading.report("doubtful-value", message, place, (meant,))


def _json_body(reading: Reading) -> None:
    """A body that is said to be JSON, and is none."""
    bodies = [given for spelling, given in reading.values if spelling in (*_BODY, "--json")]
    if len(bodies) != 1 or not (_says_json(reading) or "--json" in reading.given):
        return
    text = bodies[0].value
    if not bodies[0].word.whole or not text.lstrip().startswith(("{", "[")) or _TEMPLATED.search(text):
        return
    try:
        json.loads(text)
    except RecursionError:
        return
    except ValueError as error:
        why = f"{getattr(error, 'msg', error)}, at character {getattr(error, 'pos', 0) + 1}"
        place = bodies[0].word.part(bodies[0].offset, len(bodies[0].word.known))
        reading.report("doubtful-value", f"the body is said to be JSON, and is not valid: {why}", place)


def _says_json(reading: Reading) -> bool:
    headers = (given for spelling, given in reading.values if spelling in {"-H", "--header"})
    return any(_is_json_header(given) for given in headers)


def _is_json_header(given: Given) -> bool:
    name, _, kind = given.value.lower().partition(":")
    return name.strip() == "content-type" and kind.strip().startswith("application/json")


def _images(reading: Reading) -> None:
    """``kubectl set image deployment/x app img``."""
    if tuple(reading.path[1:]) != ("set", "image") or reading.unsure or not reading.operands:
        return
    if "/" not in reading.operands[0].known:
        return
    for word in reading.operands[1:]:
        if word.whole and "=" not in word.known and "/" not in word.known.partition(":")[0]:
            refusal = Refusal("'container=image' behind the object", word.known)
            report_refusal(reading, "", refusal, (word.start, word.end))
            return


def _copied(reading: Reading) -> None:
    """``kubectl cp a b``, ``docker cp a b``: one of the two is in a container."""
    if tuple(reading.path[1:]) != ("cp",) or reading.unsure or len(reading.operands) != 2:  # noqa: PLR2004 - from and to
        return
    inside = [":" in each.known and each.known[:1] not in {".", "/"} for each in reading.operands]
    certain = all(each.whole for each in reading.operands)
    if any(_DRIVE.match(each.known) for each in reading.operands):
        return
    if all(inside) or (certain and not any(inside)):
        what = "both" if all(inside) else "neither"
        where = "container" if reading.grammar.tool == "docker" else "pod"
        message = f"'{reading.name}' copies between here and '{where}:path', and {what} of these is in a {where}"
        reading.report("invalid-option-value", message, (reading.operands[0].start, reading.operands[1].end))


def _behind_operand(reading: Reading) -> None:
    """``terraform apply tfplan -auto-approve``: Go's ``flag`` ends the options at the first other word."""
    if reading.unsure or not reading.operands or not _OTHERWISE.isdisjoint(reading.given):
        return
    first = reading.operands[0].start
    for word in reading.arguments:
        if word.start > first and word.plain and word.known[:1] == "-" and word.known[1:2].isalpha():
            message = (
                f"'{reading.name}' takes its options in front of other words, and '{word.known}' stands behind "
                f"'{reading.operands[0].known}'"
            )
            reading.report("operand-count", message, (word.start, word.end))
            return


_CHECKS: dict[str, tuple[Callable[[Reading], None], ...]] = {
    "find": (check_expression,),
    "ip": (check_ip,),
    "ss": (check_filter,),
    "redis-cli": (check_arity,),
    "tar": (_archive_letters, _empty_archive),
    "date": (_one_format,),
    "pg_dump": (_directory_jobs,),
    "sysctl": (_assignments,),
    "dig": (_dig_words,),
    "curl": (_json_body,),
    "kubectl": (_images, _copied, check_objects),
    "docker": (_copied,),
    "terraform": (_behind_operand,),
    "oc": (_images, _copied, check_objects),
}
_EARLY: dict[str, tuple[Callable[[Reading], None], ...]] = {
    "ssh": (_check_forms,),
    "service": (_service_first,),
    "docker": (_first_form, check_needed, check_behind_image),
    "ip": (check_ip,),
    "redis-cli": (check_arity,),
}
