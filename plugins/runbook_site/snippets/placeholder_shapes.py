"""The spellings of placeholders, and what looks like them and is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.snippets.placeholder_lookalike import is_filled_in, is_settled
from runbook_site.snippets.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Callable

    from runbook_site.snippets.placeholder_candidate import Candidate


@dataclass(frozen=True, slots=True)
class PlaceholderShape:
    """A spelling.

    Attributes:
        pattern: Finds candidates, with the groups ``place`` and ``inner``.
        accepts: Whether a candidate is a placeholder.
    """

    pattern: re.Pattern[str]
    accepts: Callable[[Candidate], bool]


_OUTPUT_VALUES = word_set(
    "none nil null unknown pending invalid unset empty no-value anonymous undefined missing eof self default any"
)
_HTML = word_set("""
    a abbr b body br button code div em form h1 h2 h3 h4 head hr html i img input li link meta ol p pre script select
    span strong style table tbody td th title tr tt u ul xml
    """)
_SQL_OPERATORS = re.compile(r"\b(?:and|or|not|is|between|in|like)\b", re.IGNORECASE)
_NO_NAME = re.compile(r".*\s|.*://.*|.*=\".*|\S+@\S+\.\w+")
"""What stands between comparisons, an address, a tag with attributes."""
_REDIRECTED = re.compile(
    r"\A[\"']| -|\s\d+\Z|\.(?:txt|log|sql|json|ya?ml|csv|sh|conf|gz|dump|out|xml|in|tmp|bak|pem|key|md|env)\Z"
)
"""What a file that is read from has in its name, or behind it."""
_NAMED_GROUP = "?P"


def _accepts_angle(place: Candidate) -> bool:
    in_front = place.text[max(0, place.start - 2) : place.start]
    if place.before in "<\\?" or in_front == _NAMED_GROUP or _NO_NAME.fullmatch(place.inner):
        return False
    if place.inner.lower() in _OUTPUT_VALUES or _is_markup(place):
        return False
    if place.language != "shell":
        return place.quoted or (not place.before.isalnum() and not _SQL_OPERATORS.search(place.inner))
    return place.quoting != "bare" or not _is_redirection(place)


def _is_redirection(place: Candidate) -> bool:
    """Whether ``<in>`` is read from one file and writes to another."""
    goes_on = place.after in ">&" or ("/" in place.inner and place.after not in " \t\r\n/\"':;,.)")
    numbered = place.before.isdigit() and "<" not in place.line_before
    return goes_on or numbered or _REDIRECTED.search(place.inner) is not None


def _accepts_double_angle(place: Candidate) -> bool:
    """``<<name>>``, where it does not begin a heredoc whose command appends to a file."""
    if place.language != "shell":
        return place.quoted or not (place.before.isalnum() or place.before == ")")
    behind = place.text[place.end : place.end + 2].lstrip(" ")[:1]
    appends = place.before in " \t\n" and (place.inner in place.names.lines or behind in {*'~/$.&"'})
    return place.quoted or not appends


def _is_markup(place: Candidate) -> bool:
    name = place.inner.split()[0].rstrip("/")
    is_tag = name.lower() in _HTML and place.quoting != "bare"
    return name in place.names.closed or (is_tag and not (place.language != "shell" and place.fills_quotes))


_TAGS = word_set("""
    OK INFO PASS PASSED FAIL FAILED DONE WARN WARNING ERROR DEBUG FATAL CRITICAL TRACE SKIP SUCCESS NOTICE ALERT TODO
    NOTE RUNNING START END YES NO TEST DRY-RUN
    """)
_CAPITALS = re.compile(r"[A-Z][A-Z0-9]*(?:[ _-][A-Z0-9]+)*")
_RANGE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]-[A-Za-z0-9](?![a-z])")
"""``A-Z``: of a pattern for one character."""
_SEVERAL_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9]+(?:[_-][A-Za-z0-9]{2,})+")
_PHRASE = re.compile(r"[A-Za-z][A-Za-z0-9']+[ _/-][A-Za-z0-9'][A-Za-z0-9' _/:,-]*")
_NAME = re.compile(r"[a-z][A-Za-z]{2,}|[A-Z][a-z]+(?:[A-Z][a-z]+)*")
_IN_FRONT = frozenset(" \t\n=/:@\"',-_.(")
_BEHIND = frozenset(" \t\r\n/:@\"',.-_);&?")


def _accepts_square(place: Candidate) -> bool:
    inner = place.inner
    if (
        is_settled(place)
        or place.before not in _IN_FRONT
        or place.after not in _BEHIND
        or inner.upper() in _TAGS
        or _RANGE.search(inner)
    ):
        return False
    capitals = _CAPITALS.fullmatch(inner) is not None and len(inner.replace(" ", "")) > 2  # noqa: PLR2004 - no class of two
    if place.language != "shell":
        return capitals or (_SEVERAL_WORDS.fullmatch(inner) is not None and "-" in inner)
    if place.quoted:
        if place.quoting == "double" and place.before == " " and place.text[place.start - 2].isalpha():
            return capitals or re.fullmatch(r"[a-z]{4,}(?:[ _-][a-z]+)*", inner) is not None
        return capitals or (
            _SEVERAL_WORDS.fullmatch(inner) is not None and (place.fills_quotes or place.before in "/=:@")
        )
    if place.before in "'\"_." and not capitals:
        return False
    return capitals or any(pattern.fullmatch(inner) for pattern in (_SEVERAL_WORDS, _PHRASE, _NAME))


_TEMPLATE_WORDS = word_set("""
    end else range if with define block template include tpl required println printf print len index json join and or
    not eq ne break continue
    """)


def _accepts_double_brace(place: Candidate) -> bool:
    inner = place.inner.strip(" -\t")
    return bool(inner) and re.split(r"[\s.|(]", inner, maxsplit=1)[0] not in _TEMPLATE_WORDS


_AWK_WORDS = word_set("print next exit getline printf delete return continue break nextfile")


def _accepts_brace(place: Candidate) -> bool:
    if place.before in "$%@^{\\#" or place.after == "}" or ".." in place.inner or "," in place.inner:
        return False
    if is_filled_in(place) or place.inner in _AWK_WORDS or f"{{{place.inner}}}" in place.names.tokens:
        return False
    if place.language != "shell":
        return place.quoting == "bare"
    if place.quoting == "bare":
        return place.before in _IN_FRONT and (place.after in _BEHIND or place.after == "\\")
    return place.before in "/=:" and (place.after in "/\"'?&:.-\n " or place.after == "\\")


_NAMES_A_VARIABLE = re.compile(
    r"(?<![\w-])(?:env|printenv|unset|export|declare|local|readonly|read|variables?|secrets?|config|getenv|set|vars?)"
    r"(?![\w/-])"
    r"|process\.env|(?:^|\s)(?:-e|--env|--build-arg|-var)[ =]$|[$&|]\{?$",
    re.IGNORECASE,
)
_FIXED = frozenset({"NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "HTTP_PORT"})


_IS_KEY = re.compile(r"[=(]|:[ \n]|[\"']\s{0,2}:")
_ASKS = re.compile(r"YOUR|REPLACE|CHANGE|.*_HERE\Z")
"""Words that are nobody's name of a variable."""


def _accepts_word(place: Candidate) -> bool:
    """A word in capitals that says what is to stand there, and not the name of a variable or a keyword."""
    word = place.inner
    expanded = place.before == "$" or place.text[place.start - 2 : place.start] in {"${", "%{"}
    if expanded or word in _FIXED or word in place.names.variables or _IS_KEY.match(place.text, place.end):
        return False
    if _ASKS.match(word):
        return True
    if place.language != "shell" and not word.startswith(("NEW", "PREVIOUS", "INSERT")):
        return False
    return _NAMES_A_VARIABLE.search(place.line_before) is None


def _accepts_default(place: Candidate) -> bool:
    """``CHANGEME``, other than in a pattern that looks for it."""
    looked_for = place.language == "shell" and place.quoting == "single" and place.before not in '"=:'
    return not looked_for and _accepts_word(place)


def _accepts_your(place: Candidate) -> bool:
    return place.before != "$" and place.text[place.start - 2 : place.start] != "${" and place.after != "="


def _accepts_crosses(place: Candidate) -> bool:
    if re.search(r"\bmktemp\b", place.line_before):
        return False
    return not (
        place.inner.islower() and place.before == "-" and place.text[place.start - 2 : place.start - 1].isspace()
    )


_NO_TOKENS = word_set("""
    FILE LINE FUNCTION DATA END EOF EOL DATE TIME PATH TEMP TMP USERNAME USERPROFILE APPDATA LOCALAPPDATA PROGRAMDATA
    PROGRAMFILES SYSTEMROOT SYSTEMDRIVE WINDIR COMPUTERNAME HOMEDRIVE HOMEPATH
    """)
"""Names that languages and Windows write so themselves."""
_LOOKS_FOR = re.compile(r"(?<![\w-])(?:[ef]?grep|rg)\s")


def _accepts_token(place: Candidate) -> bool:
    """``__NAME__``, ``@@NAME@@`` and ``%NAME%`` as a word of a command, or a part of one."""
    is_name = place.inner in _NO_TOKENS or place.text[place.start : place.end] in place.names.lines
    if place.language != "shell" or is_name or _LOOKS_FOR.search(place.line_before):
        return False
    if place.quoting == "bare":
        return place.before in _IN_FRONT and place.after in _BEHIND
    return place.before in "/=:" or (place.quoting == "heredoc" and place.before == " ")


def _accepts_dots(place: Candidate) -> bool:
    behind = place.text[place.start : place.end + 300].split("\n", 1)[0]
    if (
        not (place.line_before + behind).strip(" \t\r,;.…")
        or place.line_before.endswith("./")
        or re.search(r"\b(?:go|bazel)\s", place.line_before)
    ):
        return False
    if place.quoted:
        return place.fills_quotes or place.before in ":/_={[\"'"
    if place.quoting == "heredoc":
        return place.before in ":/_="
    return place.before in ":/=_" or (place.before.isspace() and not re.search(r"\becho\b", place.line_before))


def _always(_: Candidate) -> bool:
    return True


_PREFIXES = "YOUR|NEW|OLD|PREVIOUS|CURRENT|TARGET|SOURCE|SOME|INSERT|REPLACE|CHANGE|ENTER"
_SUFFIXES = "NAME|ID|IP|ARN|ADDRESS|NUMBER|HERE|VERSION|TAG|SHA|HASH|HOSTNAME|NAMESPACE|FROM_ABOVE"

SHAPES: tuple[PlaceholderShape, ...] = (
    PlaceholderShape(re.compile(r"(?P<place><%[=-]?(?P<inner>[^%\n]{1,200})%>)"), _always),
    PlaceholderShape(
        re.compile(
            r"(?P<place>\{\{-?[ \t]*(?P<inner>(?:\.(?:Values|Release|Chart|Files)\.|\$(?:labels|value|externalLabels)\b"
            r"|[A-Za-z_])[^{}\n]{0,120}?)[ \t]*-?\}\})"
        ),
        _accepts_double_brace,
    ),
    PlaceholderShape(
        re.compile(r"(?<!<)(?P<place><<(?P<inner>[A-Za-z](?:[\w. -]{0,60}\w)?)>>)(?!>)"),
        _accepts_double_angle,
    ),
    PlaceholderShape(
        re.compile(r"(?P<place><(?P<inner>[A-Za-z_\d\"](?:[^<>\n$|;&`]|(?<=\w)\|(?=\w)){0,80})>)"),
        _accepts_angle,
    ),
    PlaceholderShape(re.compile(r"(?P<place>\[(?P<inner>[A-Za-z][A-Za-z0-9' _/:,-]{1,60})\])"), _accepts_square),
    PlaceholderShape(re.compile(r"(?P<place>\{(?P<inner>[A-Za-z][A-Za-z0-9_.-]{1,60})\})"), _accepts_brace),
    PlaceholderShape(
        re.compile(
            r"(?<![\w%@])(?P<place>(?P<mark>__|@@?|%)(?P<inner>[A-Z][A-Z0-9_]{1,60}[A-Z0-9])(?P=mark))(?![\w%@])"
        ),
        _accepts_token,
    ),
    PlaceholderShape(
        re.compile(rf"(?<![A-Za-z0-9_])(?P<place>(?P<inner>(?:{_PREFIXES})[_-][A-Z][A-Z0-9_-]*+))(?![a-z])"),
        _accepts_word,
    ),
    PlaceholderShape(
        re.compile(
            rf"(?<![A-Za-z0-9_])(?P<place>(?P<inner>(?:[A-Z][A-Z0-9]{{0,30}}_){{1,4}}(?:{_SUFFIXES})))(?![A-Za-z0-9_])"
        ),
        _accepts_word,
    ),
    PlaceholderShape(
        re.compile(
            r"(?<![A-Za-z0-9_$-])(?P<place>(?P<inner>(?:your|Your)(?:[_-][A-Za-z0-9_-]*[A-Za-z0-9]"
            r"|(?:domain|company|app|org|registry|cluster|bucket|database|host|project|server|service|username|password))"
            r"))(?![A-Za-z0-9_])"
        ),
        _accepts_your,
    ),
    PlaceholderShape(
        re.compile(
            r"(?<![A-Za-z0-9])(?P<place>(?P<inner>TIMESTAMP|YYYY-?MM-?DD(?:[T_-]?HH[-:]?MM(?:[-:]?SS)?)?))(?![A-Za-z0-9])"
        ),
        lambda place: place.language == "shell" and place.quoting != "single" and _accepts_word(place),
    ),
    PlaceholderShape(
        re.compile(r"(?<![A-Za-z0-9])(?P<place>(?P<inner>CHANGEME|REPLACEME|replaceme|changeme))(?![A-Za-z0-9])"),
        _accepts_default,
    ),
    PlaceholderShape(
        re.compile(
            r"(?<![A-Za-z])(?P<place>(?P<inner>X{3,64}+(?:-X{3,64}+){0,8}+|x{3,64}+(?:-x{3,64}+){0,8}+))(?![A-Za-z])"
        ),
        _accepts_crosses,
    ),
    PlaceholderShape(re.compile(r"(?<![.A-Za-z0-9])(?P<place>(?P<inner>\.{3}|…))(?![.\w])"), _accepts_dots),
)
"""Every spelling; where two fit, the first one is taken."""
