"""Telling a credential from what stands in its place: placeholders, words that say so, documented examples."""

from __future__ import annotations

import base64
import binascii
import re

from runbook_site.snippets.calls import HOLE
from runbook_site.snippets.tool import words_of

_SHORTEST = 4
_FEW_CHARACTERS = 3

_SAYS_SO = re.compile(
    r"example|placeholder|redacted|change.?(?:me|it|this)|replace|dummy|sample|fake|your|todo|foobar|not.?real|xxx|"
    r"\*\*\*|\.\.\.|…|lorem|insert|obfuscated|masked|hidden|removed|secret.?here|deadbeef|eyjzdwiioiixmjm0nty3odkw",
    re.IGNORECASE,
)
"""Words that nobody has in a password. The last is the subject of jwt.io's token."""
_FAMOUS = re.compile(r"correct.?horse|hunter\d|letmein|12345|abcdef|qwerty", re.IGNORECASE)
"""What everybody's first passwords are made of: those of examples, and weak ones that open something."""

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
    "long very good bad initial one two first second top hello world welcome generated something anything "
    "see note from with via a an"
)
_SEQUENCES = "hunter correct horse battery staple letmein qwertyuiop qwertz qwerty abcdefgh abcdef abcd abc"
_COUNTED = r"0?123456789?0?|0?12345(?:67?)?|987654(?:3210?)?"
_ONLY_WORDS = re.compile(
    rf"(?:{'|'.join(sorted(_WORDS.split(), key=len, reverse=True))}|\d{{1,4}}|[^a-z0-9]{{1,4}})++", re.IGNORECASE
)
_WORD_OR_SIGN = re.compile(
    rf"(?P<word>{'|'.join(sorted((*_WORDS.split(), *_SEQUENCES.split()), key=len, reverse=True))})|"
    rf"{_COUNTED}|\d{{1,4}}|[^a-z0-9]{{1,4}}",
    re.IGNORECASE,
)
_BESIDE_OTHERS = words_of(
    "my the new old some this that here and or is not for to be a an strong very super secure good long your first "
    "second one two initial default temp tmp random valid right wrong real bad"
)
"""Words that make no second one of a word: ``MyStrongPassword``."""
_COUNTING = re.compile(r"(?:1|12|123|1234|01|007)?[^A-Za-z0-9]*\Z")
_BEHIND = re.compile(r"\d{0,4}[!.#?*@$]*\Z")
"""What is put behind a word because something asks for a number and a sign."""
_KINDS = tuple(map(re.compile, (r"[a-z]", r"[A-Z]", r"[0-9]")))
_LONG_ENOUGH = 10
_TWO = 2
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
    if is_stand_in(value, user) or _FAMOUS.search(value):
        return True
    said = decoded(value)
    return _is_words(value) or _is_words(said) or _FAMOUS.search(said) is not None


def is_stand_in(value: str, user: str = "") -> bool:
    """Whether a value is no credential even where nothing but one can stand: in an option for it, in an address.

    Words that are known from examples make no example of all that they stand in: ``hunter2`` is one, and ``hunter2Xy9``
    is not. Nor do two of them that were spelled to please whoever asks for capitals and numbers: ``S3cretPassw0rd``.

    Args:
        value: What stands there, without quotes.
        user: The name that it is given with, where there is one.
    """
    value = value.strip().strip("\"'")
    if _is_nothing(value, user):
        return True
    said = decoded(value)
    return _is_known(value) or (bool(said) and _is_known(said))


def _is_nothing(value: str, user: str) -> bool:
    """Whether a value is a placeholder, a published example, or named as what is no secret."""
    if len(value) < _SHORTEST or HOLE in value or (user and value.lower() == user.lower()):
        return True
    if any(value.endswith(known) for known in _DOCUMENTED) or _SAYS_SO.search(value) or _REPEATED.search(value):
        return True
    if _FILLED_IN.fullmatch(value) or _ELSEWHERE.fullmatch(value) or len(set(value.lower())) <= _FEW_CHARACTERS:
        return True
    return _SAYS_SO.search(decoded(value)) is not None


def _is_known(value: str) -> bool:
    """Whether a value is words of examples, and no more of them than an example needs."""
    words = _words(value)
    if words is None:
        words = _words(_SIGNS.sub("", _BEHIND.sub("", value.lower()).translate(_LEET)))
    if words is None:
        return False
    pleases = len(value) >= _LONG_ENOUGH and all(kind.search(_COUNTING.sub("", value)) for kind in _KINDS)
    return not pleases or len(words) < _TWO


def _words(text: str) -> tuple[str, ...] | None:
    """The words of examples in a text, without those that only go with others; ``None`` where it has something else."""
    at, found = 0, []
    while at < len(text):
        each = _WORD_OR_SIGN.match(text, at)
        if each is None:
            return None
        found += [each["word"].lower()] if each["word"] else []
        at = each.end()
    return tuple(word for word in found if word not in _BESIDE_OTHERS) if text else None


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
