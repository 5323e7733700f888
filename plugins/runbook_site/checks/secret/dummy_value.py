"""Telling a credential from what stands in its place: placeholders, words that say so, documented examples."""

from __future__ import annotations

import base64
import binascii
import re

from runbook_site.snippets.calls import HOLE

_SHORTEST = 4
_FEW_CHARACTERS = 3

_SAYS_SO = re.compile(
    r"example|placeholder|redacted|change.?(?:me|it|this)|replace|dummy|sample|fake|your|todo|foobar|not.?real|xxx|"
    r"\*\*\*|\.\.\.|…|lorem|insert|obfuscated|masked|hidden|removed|secret.?here|correct.?horse|hunter\d|deadbeef|"
    r"letmein|12345|abcdef|qwerty|eyjzdwiioiixmjm0nty3odkw",
    re.IGNORECASE,
)
"""Words of examples. The last is the subject of jwt.io's token."""

_FILLED_IN = re.compile(
    r"<[^>]*>|\[[^\]]*\]|\$?\{[^}]*\}|\{\{[^}]*\}\}|\$\w+|\$\(.*|`.*|%\w+%|@\w*@|[xX*.•_#?-]+|\d+|"
    r"(?i:true|false|null|none|undefined|stdin|prompt|empty|unset)|[A-Z]+|"
    r"[A-Z]+\d{0,2}(?:[_-](?:[A-Z]+\d{0,2}|\d{1,2}))+"
)
"""Placeholders in any spelling, numbers, words of formats, names in capitals."""

_ELSEWHERE = re.compile(
    r"-|(?:file|fileb|env|fd|op|vault|arn|ssm|secretsmanager|sops|ref\+\w+|valueFrom|keychain)[:/].*|@.*|"
    r"(?:\.{0,2}|~)/[a-z0-9._-]+(?:/[\w.-]+)*/?|[\w./~-]+\.(?:txt|json|pem|key|crt|ya?ml|env|conf|cfg|ini|sh)|"
    r"secretKeyRef|valueFrom|\w+\(.*|(?:process\.env|os\.environ|secrets|vars|env|var|local|data|module)[./][\w.\[\]]+!?"
)
"""Where a value is to be taken from, in the place of a value."""

_WORDS = (
    "credentials credential passphrase production postgresql minioadmin passwords password postgres database "
    "readonly staging default service account rabbitmq mongodb secrets foobar passwd secret strong secure system "
    "access master monkey random string client server backup public mysql admin super token login guest local "
    "redis value wrong right valid another private user root test demo pass dev prod some this that here the new old "
    "temp tmp app api key pwd my db id pw or and is not for to be bearer basic auth toor bar baz foo qux quux real "
    "long very good bad initial one two first second top hello world welcome mypass generated something anything "
    "see note from with via a an"
)
_ONLY_WORDS = re.compile(
    rf"(?:{'|'.join(sorted(_WORDS.split(), key=len, reverse=True))}|\d{{1,4}}|[^a-z0-9]{{1,4}})++", re.IGNORECASE
)
_SIGNS = re.compile(r"[^a-z0-9]")
_LEET = str.maketrans("013457@$!", "oieastasi")
_NAME_SEGMENT = re.compile(r"[a-z]+|\d{1,4}|v\d{1,3}")
_NUMBERED = re.compile(r"[a-z]+\d{0,2}|\d{1,4}")
_SEVERAL = 3
_REPEATED = re.compile(r"(.)\1{9}")
_DOCUMENTED = frozenset(
    {
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
        "4eC39HqLyjWDarjtT1zdp7dc",
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
        "QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        "QWxhZGRpbjpPcGVuU2VzYW1l",
        "dXNlcm5hbWU6cGFzc3dvcmQ=",
    }
)
"""Values that vendors and standards publish: AWS, Stripe, the Azure storage emulator, RFC 7617."""


def is_dummy(value: str, user: str = "") -> bool:
    """Whether a value where a credential belongs is none.

    Args:
        value: What stands there, without quotes.
        user: The name that it is given with, where there is one: ``postgres:postgres`` is nobody's secret.
    """
    value = value.strip().strip("\"'")
    if len(value) < _SHORTEST or HOLE in value or (user and value.lower() == user.lower()):
        return True
    if any(value.endswith(known) for known in _DOCUMENTED) or _SAYS_SO.search(value) or _REPEATED.search(value):
        return True
    if _FILLED_IN.fullmatch(value) or _ELSEWHERE.fullmatch(value) or len(set(value.lower())) <= _FEW_CHARACTERS:
        return True
    said = decoded(value)
    return _is_words(value) or _is_words(said) or _SAYS_SO.search(said) is not None


def is_plain_name(value: str) -> bool:
    """Whether a value has the shape of a name or of words: it may be a credential, and may be what one is called."""
    if " " in value:
        return True
    segments = re.split(r"[-_./:]", value)
    # Among several words one may have a number behind it: 'shop-backup-s3'.
    shape = _NUMBERED if len(segments) >= _SEVERAL else _NAME_SEGMENT
    return all(_NAME_SEGMENT.fullmatch(segment) or shape.fullmatch(segment) for segment in segments)


def _is_words(value: str) -> bool:
    letters = _SIGNS.sub("", value.lower().strip("!.#?*").translate(_LEET))
    return bool(value) and bool(_ONLY_WORDS.fullmatch(value) or (letters and _ONLY_WORDS.fullmatch(letters)))


def decoded(value: str) -> str:
    """What a base64 value says, where it says text."""
    if len(value) % 4 or not re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", value):
        return ""
    try:
        return base64.b64decode(value, validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return ""
