"""Credentials that the words around them give away, in any text: addresses, headers, assignments, SQL."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from runbook_site.checks.secret.credential import Credential
from runbook_site.checks.secret.credential_formats import known_formats, long_words
from runbook_site.checks.secret.dummy_value import decoded, is_dummy, is_plain_name, is_stand_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PIECE = 2000
_NAMES = (
    r"(?:password|passwd|passphrase|pgpassword|mysql_pwd|pwd|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|"
    r"secret[_-]?key|private[_-]?key|auth[_-]?key|encryption[_-]?key|signing[_-]?key|master[_-]?key|"
    r"secret[_-]?access[_-]?key|client[_-]?secret|webhook[_-]?secret|sshpass|rediscli_auth|_authtoken|_pass|_pat|"
    r"secret[_-]?key[_-]?base|requirepass|masterauth|shared[_-]?secret|session[_-]?secret)"
)
_ADDRESS = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{1,20}://(?P<user>[^\s:/@'\"<>?#]{0,80}):(?P<value>[^\s/@'\"<>]{1,200})@(?P<host>[\w.-]{0,100})"
)
_TOKEN_AS_USER = re.compile(r"https?://(?P<value>[A-Za-z0-9_-]{20,100})@[\w.-]{1,100}")
_HEADER = re.compile(
    r"(?:(?:Proxy-)?Authorization(?:\\?[\"'])?\s{0,3}[:=]\s{0,3}(?:\\?[\"'])?"
    r"(?P<scheme>Bearer|Basic|Token|ApiKey|AWS|Splunk|GenieKey|Bot)"
    r"\s{1,3}(?:token=)?|(?:X-[\w-]{0,40}(?:Token|Key|Secret|Auth)|PRIVATE-TOKEN|JOB-TOKEN|Api-?Key|DD-API-KEY|"
    r"DD-APPLICATION-KEY|apikey)\s{0,3}:\s{0,3})(?P<value>[^\s\"',;\\]{4,400})",
    re.IGNORECASE,
)
_QUERY = re.compile(
    r"[?&](?:[\w-]{0,30}(?:token|secret|password|passwd)|api_?key|apikey|access_key|sig|signature|auth)="
    r"(?P<value>[^\s&\"'<>#]{4,400})",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(
    rf"(?P<key>{_NAMES})(?P<close>\\{{0,3}}[\"'\]]{{0,2}})"
    r"(?P<sign>=>|=|\s{0,3}:=\s{0,3}|\s{0,3}:\s{1,3}|:|\s{1,3}=\s{1,3})"
    r"(?P<value>\\{1,3}\"[^\"\\\n]{1,300}\\{1,3}\"|\"[^\"\n]{1,300}\"|"
    r"'[^'\n]{1,300}'|[^\s\"'`,;(){}\[\]|>&<]{1,300}+(?![(\[]))",
    re.IGNORECASE,
)
_AROUND = "\\\"'"
"""Quotes, and the backslashes in front of them where JSON stands in a shell's double quotes."""
_LONGEST_LEAD = 60
_LEAD = re.compile(r"[\w./-]{1,60}\Z")
_NO_SECRET = re.compile(
    r"(?:next|page|starting|continuation|pagination|client[_-]?request|idempotency|sync|change|csrf|initial[_-]cluster)"
    r"[_-]?token$|"
    r"^(?:old)?pwd$|signingkey$|(?:^|[_-])(?:imagepull|tls)[_-]?secret$|^-{0,2}(?:no|show|reset|forgot|change)[_-]",
    re.IGNORECASE,
)
_ARN = re.compile(r"\barn:")
_BREAKS = " \t\r\n\"',"
_IMAGE = re.compile(r"://[^\s?\"'<>]{1,300}\.(?:svg|png|gif|jpe?g)(?:\?[^\s\"'<>()]{0,300})?\Z", re.IGNORECASE)
"""The address of a picture: whoever reads the page fetches it with all that stands in its address."""
_SQL = re.compile(
    r"\b(?:PASSWORD|IDENTIFIED\s{1,3}(?:WITH\s{1,3}\w{1,40}\s{1,3})?BY)\s{1,3}(?:=\s{0,3})?'(?P<value>[^'\n]{1,200})'",
    re.IGNORECASE,
)
_KEY_BLOCK = re.compile(r"-----BEGIN (?P<label>[A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?)-----")
_LONGEST_KEY = 10_000
_KEY_BODY = re.compile(r"[\s\\nr\"'+,>#|]{1,80}[A-Za-z0-9+/=]{24,}|\s{1,80}Proc-Type:")
_PLAYGROUND = re.compile(r"localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal|(?:.*\.)?example(?:\.\w+)?$")
_HINTS = ("://", "pass", "pwd", "secret", "token", "key", "auth", "identified", "_pat", "-pat", "sig=", "signature=")
"""What a line has in which one of these expressions may find something."""

_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[A-Za-z]")
_STRONG_LENGTH = 8
_VERY_LONG = 20


@lru_cache(maxsize=4096)
def credentials_in(text: str) -> tuple[Credential, ...]:
    """Credentials in a text, found line by line; where two overlap, the one that says more about itself."""
    found: list[Credential] = []
    hinted, worded = _lines_with_hints(text), _lines_of(text, (word.start() for word in long_words(text)))
    begun = _lines_of(text, (match.start() for match in _KEY_BLOCK.finditer(text)))
    for at in sorted(hinted | worded | begun):
        end = text.find("\n", at)
        line = text[at : end + 1] if end >= 0 else text[at:]
        if at in worded:
            found += known_formats(line, at)
        if at in begun:
            found += _key_block(text, line, at)
        for start in range(0, len(line), _PIECE) if at in hinted else ():
            found += _in_piece(line[start : start + _PIECE + 500], at + start)
    return without_overlaps(found)


def _lines_with_hints(text: str) -> set[int]:
    """Offsets of the lines in which one of the expressions for names and values may find something."""
    lower = text.lower()
    if len(lower) != len(text):  # of a few letters the small form is longer
        lower = "".join(letter.lower() if letter.isascii() else letter for letter in text)
    return {start for hint in _HINTS for start in _lines_of(text, _places(lower, hint))}


def _places(text: str, part: str) -> Iterator[int]:
    """Where a part stands in a text, once a line."""
    at = text.find(part)
    while at >= 0:
        yield at
        end = text.find("\n", at)
        at = text.find(part, end) if end >= 0 else -1


def _lines_of(text: str, places: Iterable[int]) -> set[int]:
    return {text.rfind("\n", 0, at) + 1 for at in places}


def without_overlaps(found: list[Credential]) -> tuple[Credential, ...]:
    """In order of place, the earlier in the list where two overlap."""
    kept: list[Credential] = []
    taken: set[int] = set()
    for each in found:
        places = set(range(each.start, min(each.end, each.start + _PIECE)))
        if not places & taken:
            taken |= places
            kept.append(each)
    return tuple(sorted(kept, key=lambda each: each.start))


def is_strong(value: str) -> bool:
    """Whether a value looks like nothing but a credential: long, of more than one kind of characters, no name."""
    if len(value) < _STRONG_LENGTH or is_plain_name(value):
        return False
    return bool(_LETTER.search(value)) and (bool(_DIGIT.search(value)) or len(value) >= _VERY_LONG)


def _in_piece(piece: str, offset: int) -> Iterator[Credential]:
    lower = piece.lower()
    if "://" in piece:
        yield from _addresses(piece, offset)
    if "?" in piece or "&" in piece:
        for match in _QUERY.finditer(piece):
            if not _in_image(piece, match.start()):
                yield from _found(match, offset, "a token in an address", certain=True)
    if "auth" in lower or "key" in lower or "token" in lower or "secret" in lower:
        for match in _HEADER.finditer(piece):
            yield from _in_header(match, offset)
    if "password" in lower or "identified" in lower:
        yield from _in_sql(piece, offset)
    if "=" in piece or ":" in piece:
        yield from _assigned(piece, offset)


def _in_sql(piece: str, offset: int) -> Iterator[Credential]:
    for match in _SQL.finditer(piece):
        value = match["value"]
        if not is_stand_in(value) and value[:1] not in "$%<{":
            yield _credential(match, offset, "a password in SQL", certain=_is_certain(value))


def _in_header(match: re.Match[str], offset: int) -> Iterator[Credential]:
    """What a header holds; of ``Basic``, the password decides, which stands in it in base64 (RFC 7617)."""
    kind = "a credential in a header"
    is_basic = (match["scheme"] or "").lower() == "basic"
    user, colon, password = decoded(match["value"] if is_basic else "").partition(":")
    if not colon:
        yield from _found(match, offset, kind, certain=True)
    elif not is_stand_in(password, user):
        yield _credential(match, offset, kind, certain=_is_certain(password, user))


def _addresses(piece: str, offset: int) -> Iterator[Credential]:
    for match in _ADDRESS.finditer(piece):
        value, user = match["value"], match["user"]
        playground = _PLAYGROUND.match(match["host"]) is not None
        none = is_stand_in(value, user) or (playground and is_dummy(value, user))
        if not none and "$" not in value[:1] and "{" not in value:
            certain = _is_certain(value, user) and not playground
            yield _credential(match, offset, "a password in an address", certain=certain)
    for match in _TOKEN_AS_USER.finditer(piece):
        if is_strong(match["value"]):
            yield from _found(match, offset, "a token in an address", certain=True)


def _assigned(piece: str, offset: int) -> Iterator[Credential]:
    for match in _ASSIGNED.finditer(piece):
        lead = _LEAD.search(piece, max(0, match.start() - _LONGEST_LEAD), match.start())
        name, raw = (lead[0] if lead else "") + match["key"], match["value"]
        value = raw.strip(_AROUND)
        tight = match["sign"] == "=" and not match["close"]
        named = tight and name.isupper()
        none = is_stand_in(value) if named else is_dummy(value)
        if none or _NO_SECRET.search(name) or "://" in value or value[:1] in "$%<":
            continue
        start = match.start()
        if _in_arn(piece, start) or _in_image(piece, start) or (value[:1] + match["close"] == "#]"):
            continue
        if not is_strong(value) and not named:
            continue
        kind = "a token" if "token" in name.lower() else "a key" if "key" in name.lower() else "a password"
        quotes = len(raw) - len(raw.lstrip(_AROUND))
        start = offset + match.start("value") + quotes
        yield Credential(
            start, start + len(value), kind, value, certain=tight and is_strong(value) and not is_dummy(value)
        )


def _in_arn(piece: str, at: int) -> bool:
    """Whether a place belongs to the name of a resource of AWS."""
    begin = max(piece.rfind(each, 0, at) for each in _BREAKS) + 1
    return _ARN.search(piece, begin, at) is not None


def _in_image(piece: str, at: int) -> bool:
    """Whether a place belongs to the address of a picture."""
    begin = piece.rfind("://", 0, at)
    return begin >= 0 and _IMAGE.match(piece, begin, at) is not None


def _key_block(text: str, line: str, at: int) -> Iterator[Credential]:
    """The first line of a private key that really follows; its value is what stands between its marks."""
    for match in _KEY_BLOCK.finditer(line):
        body = at + match.end()
        if _KEY_BODY.match(text, body):
            end = text.find("-----END", body, body + _LONGEST_KEY)
            value = text[body : end if end >= 0 else body + _LONGEST_KEY].strip()
            yield Credential(at + match.start("label"), at + match.end("label"), "a private key", value, certain=True)


def _is_certain(value: str, user: str = "") -> bool:
    """Whether what stands where a password certainly stands has no word of an example in it, and is no name."""
    return not is_plain_name(value) and not is_dummy(value, user)


def _found(match: re.Match[str], offset: int, kind: str, *, certain: bool) -> Iterator[Credential]:
    value = match["value"]
    if not is_dummy(value) and value[:1] not in "$%<{":
        yield _credential(match, offset, kind, certain=certain and not is_plain_name(value))


def _credential(match: re.Match[str], offset: int, kind: str, *, certain: bool) -> Credential:
    return Credential(offset + match.start("value"), offset + match.end("value"), kind, match["value"], certain)
