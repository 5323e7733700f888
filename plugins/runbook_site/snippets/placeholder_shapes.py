"""The spellings of placeholders, and what looks like them and is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.snippets.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Callable

    from runbook_site.model.command import CommandLanguage
    from runbook_site.snippets.quoting import QuotingKind


@dataclass(frozen=True)
class TextNames:
    """What is asked of a text as a whole, gathered once.

    Attributes:
        closed: Names of the tags that it closes, as HTML does.
        variables: Names that it uses as shell variables.
        tokens: What ``xargs -I`` and the like replace.
    """

    closed: frozenset[str]
    variables: frozenset[str]
    tokens: frozenset[str]


def text_names(text: str) -> TextNames:
    """Gather the names of a text."""
    return TextNames(
        frozenset(re.findall(r"</([\w:-]{1,60})>", text)),
        frozenset(re.findall(r"\$\{?(\w{1,60})", text)),
        frozenset(re.findall(r"(?:-I|--replace=) ?[\"']?(\{[\w.-]{1,60}\})", text)),
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a text that may be a placeholder.

    Attributes:
        text: All of the text.
        start: Offset.
        end: Offset behind it.
        inner: What stands inside of its brackets; all of it where it has none.
        quoting: The quoting around it.
        quote_start: Where the quoted stretch begins.
        quote_end: Where it ends.
        language: Of the text.
        names: What is asked of the text as a whole.
    """

    text: str
    start: int
    end: int
    inner: str
    quoting: QuotingKind
    quote_start: int
    quote_end: int
    language: CommandLanguage
    names: TextNames

    @property
    def before(self) -> str:
        """The character in front; a line break at the text's start."""
        return self.text[self.start - 1] if self.start else "\n"

    @property
    def after(self) -> str:
        """The character behind; a line break at the text's end."""
        return self.text[self.end] if self.end < len(self.text) else "\n"

    @property
    def line_before(self) -> str:
        """The line up to it, at most 300 characters of it."""
        earliest = max(0, self.start - 300)
        return self.text[max(self.text.rfind("\n", earliest, self.start) + 1, earliest) : self.start]

    @property
    def quoted(self) -> bool:
        """Whether it stands in a quoted string."""
        return self.quoting in {"single", "double"}


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
_FILE_ENDING = re.compile(r"\.(?:txt|log|sql|json|ya?ml|csv|sh|conf|gz|dump|out|xml|in|tmp|bak|pem|key|md|env)$")


def _accepts_angle(place: Candidate) -> bool:
    inner, before, after = place.inner, place.before, place.after
    if inner.lower() in _OUTPUT_VALUES or inner[-1].isspace() or before in "<\\?" or "://" in inner or '="' in inner:
        return False
    if re.fullmatch(r"\S+@\S+\.\w+", inner) or (before == "P" and place.text[place.start - 2 : place.start] == "?P"):
        return False
    if _is_markup(place):
        return False
    if place.language != "shell":
        return place.quoted or (not before.isalnum() and not _SQL_OPERATORS.search(inner))
    if place.quoting != "bare":
        return True
    is_redirection = (
        after in ">&" or inner[0] in "\"'" or " -" in inner or re.search(r"\s\d+$", inner) or _FILE_ENDING.search(inner)
    )
    is_path = "/" in inner and after not in " \t\r\n/\"':;,.)"
    return not is_redirection and not is_path and not (before.isdigit() and "<" not in place.line_before)


def _is_markup(place: Candidate) -> bool:
    name = place.inner.split()[0].rstrip("/")
    return name in place.names.closed or (name.lower() in _HTML and place.quoting != "bare")


_TAGS = word_set("""
    OK INFO PASS PASSED FAIL FAILED DONE WARN WARNING ERROR DEBUG FATAL CRITICAL TRACE SKIP SUCCESS NOTICE ALERT TODO
    NOTE RUNNING START END YES NO TEST DRY-RUN
    """)
_CAPITALS = re.compile(r"[A-Z][A-Z0-9]*(?:[ _-][A-Z0-9]+)*")
_SEVERAL_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9]+(?:[_-][A-Za-z0-9]{2,})+")
_PHRASE = re.compile(r"[A-Za-z][A-Za-z0-9']+[ _/-][A-Za-z0-9'][A-Za-z0-9' _/:,-]*")
_NAME = re.compile(r"[a-z][A-Za-z]{2,}|[A-Z][a-z]+(?:[A-Z][a-z]+)*")
_IN_FRONT = frozenset(" \t\n=/:@\"',-_.(")
_BEHIND = frozenset(" \t\r\n/:@\"',.-_);&?")


def _accepts_square(place: Candidate) -> bool:
    inner = place.inner
    if place.before not in _IN_FRONT or place.after not in _BEHIND or inner.upper() in _TAGS:
        return False
    capitals = _CAPITALS.fullmatch(inner) is not None and len(inner.replace(" ", "")) > 2  # noqa: PLR2004 - no class of two
    if place.language != "shell":
        return capitals or (_SEVERAL_WORDS.fullmatch(inner) is not None and "-" in inner)
    if place.quoted:
        alone = place.start == place.quote_start + 1 and place.end == place.quote_end - 1
        if place.quoting == "double" and place.before == " " and place.text[place.start - 2].isalpha():
            return capitals or re.fullmatch(r"[a-z]{4,}(?:[ _-][a-z]+)*", inner) is not None
        return capitals or (_SEVERAL_WORDS.fullmatch(inner) is not None and (alone or place.before in "/=:@"))
    if place.before in "'\"_." and not capitals:
        return False
    return capitals or any(pattern.fullmatch(inner) for pattern in (_SEVERAL_WORDS, _PHRASE, _NAME))


_TEMPLATE_WORDS = word_set("""
    end else range if with define block template println printf print len index json join and or not eq ne break
    continue
    """)


def _accepts_double_brace(place: Candidate) -> bool:
    inner = place.inner.strip(" -\t")
    return bool(inner) and re.split(r"[\s.|(]", inner, maxsplit=1)[0] not in _TEMPLATE_WORDS


_AWK_WORDS = word_set("print next exit getline printf delete return continue break nextfile")


def _accepts_brace(place: Candidate) -> bool:
    if place.before in "$%@^{\\#" or place.after == "}" or ".." in place.inner or "," in place.inner:
        return False
    if place.inner in _AWK_WORDS or f"{{{place.inner}}}" in place.names.tokens:
        return False
    if place.language != "shell":
        return place.quoting == "bare"
    if place.quoting == "bare":
        return place.before in _IN_FRONT and (place.after in _BEHIND or place.after == "\\")
    return place.before in "/=:" and (place.after in "/\"'?&:.-\n " or place.after == "\\")


_NAMES_A_VARIABLE = re.compile(
    r"(?<![\w-])(?:env|printenv|unset|export|declare|local|readonly|read|variables?|secrets?|config|getenv|set|vars?)"
    r"(?![\w-])"
    r"|process\.env|(?:^|\s)(?:-e|--env|--build-arg|-var)[ =]$|[$&|]\{?$",
    re.IGNORECASE,
)
_FIXED = frozenset({"NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "HTTP_PORT"})


def _accepts_word(place: Candidate) -> bool:
    """A word in capitals that says what is to stand there, and not the name of a variable or a keyword."""
    word = place.inner
    if place.before == "$" or place.text[place.start - 2 : place.start] in {"${", "%{"} or word in _FIXED:
        return False
    if place.after == "=" or place.text[place.end : place.end + 2] in {": ", ":\n"}:
        return False
    if re.match(r"[\"']\s*:", place.text[place.end : place.end + 4]) or place.after == "(":
        return False
    if place.language != "shell" and not word.startswith(("YOUR", "NEW", "PREVIOUS", "REPLACE", "CHANGE", "INSERT")):
        return False
    if _NAMES_A_VARIABLE.search(place.line_before) is not None and not word.startswith(("YOUR", "REPLACE", "CHANGE")):
        return False
    return word not in place.names.variables


def _accepts_your(place: Candidate) -> bool:
    return place.before != "$" and place.text[place.start - 2 : place.start] != "${" and place.after != "="


def _accepts_crosses(place: Candidate) -> bool:
    if re.search(r"\bmktemp\b", place.line_before):
        return False
    return not (
        place.inner.islower() and place.before == "-" and place.text[place.start - 2 : place.start - 1].isspace()
    )


def _accepts_dots(place: Candidate) -> bool:
    behind = place.text[place.start : place.end + 300].split("\n", 1)[0]
    if (
        not (place.line_before + behind).strip(" \t\r,;.…")
        or place.line_before.endswith("./")
        or re.search(r"\b(?:go|bazel)\s", place.line_before)
    ):
        return False
    if place.quoted:
        alone = place.start == place.quote_start + 1 and place.end == place.quote_end - 1
        return alone or place.before in ":/_={[\"'"
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
        re.compile(r"(?P<place><(?P<inner>[A-Za-z_\d\"](?:[^<>\n$|;&`]|(?<=\w)\|(?=\w)){0,80})>)"),
        _accepts_angle,
    ),
    PlaceholderShape(re.compile(r"(?P<place>\[(?P<inner>[A-Za-z][A-Za-z0-9' _/:,-]{1,60})\])"), _accepts_square),
    PlaceholderShape(re.compile(r"(?P<place>\{(?P<inner>[A-Za-z][A-Za-z0-9_.-]{1,60})\})"), _accepts_brace),
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
            r"(?<![A-Za-z0-9])(?P<place>(?P<inner>TIMESTAMP|YYYY-?MM-?DD(?:[T_-]?HH[-:]?MM(?:[-:]?SS)?)?|CHANGEME"
            r"|REPLACEME|replaceme|changeme))(?![A-Za-z0-9])"
        ),
        lambda place: place.language == "shell" and place.quoting != "single" and _accepts_word(place),
    ),
    PlaceholderShape(re.compile(r"(?<![A-Za-z])(?P<place>(?P<inner>X{3,64}|x{3,64}))(?![A-Za-z])"), _accepts_crosses),
    PlaceholderShape(re.compile(r"(?<![.A-Za-z0-9])(?P<place>(?P<inner>\.{3}|…))(?![.\w])"), _accepts_dots),
)
"""Every spelling; where two fit, the first one is taken."""
