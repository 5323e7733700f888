"""JMESPath, as ``--query`` of aws takes it: jmespath.org, and the precedences of jmespath.py ``parser.py``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import NoReturn

from runbook_site.grammars.forms.refusal import Refusal
from runbook_site.grammars.near import near

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<number>-?[0-9]+)|(?P<quoted>"(?:[^"\\]|\\.)*")
    |(?P<text>'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)|(?P<sign>\[\?|\[\]|\|\||&&|==|!=|<=|>=|[.*@\[\]{}(),:|&!<>])""",
    re.VERBOSE | re.DOTALL,
)
_BINDING = {
    "|": 1,
    "||": 2,
    "&&": 3,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">="), 5),
    "[]": 9,
    "*": 20,
    "[?": 21,
    ".": 40,
    "!": 45,
    "{": 50,
    "[": 55,
    "(": 60,
}
_PROJECTION_STOPS = 10
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_FUNCTIONS = frozenset(
    str.split(
        "abs avg ceil contains ends_with floor join keys length map max max_by merge min min_by not_null reverse sort "
        "sort_by starts_with sum to_array to_number to_string type values"
    )
)
_LONGEST = 4000
_DEEPEST = 60
_SLICES = 3


class _Wrong(Exception):  # noqa: N818 - is caught where it is raised
    """What stops the reading of an expression."""


def _stop(said: str) -> NoReturn:
    raise _Wrong(said)


@dataclass(slots=True)
class _Reader:
    tokens: list[tuple[str, str]]
    at: int = 0
    depth: int = 0

    @property
    def next(self) -> str:
        return self.tokens[self.at][0]

    def take(self, *kinds: str) -> str:
        kind, text = self.tokens[self.at]
        if kinds and kind not in kinds:
            _stop(f"an expression without {_named(kind, text)} there")
        self.at += 1
        return text

    def expression(self, binding: int = 0) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise RecursionError
        name = self._first()
        while binding < _BINDING.get(self.next, 0):
            name = self._further(name)
        self.depth -= 1

    def _first(self) -> str:
        """Read what an expression begins with; the name that it is, which a function may have."""
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "name":
            return text
        if kind == "quoted" and self.next != "(":
            return ""
        if kind in {"*", "[]", "[?", "[", "{"}:
            self._opened(kind)
        elif kind == "(":
            self.expression()
            self.take(")")
        elif kind in {"!", "&"}:
            self.expression(_BINDING["!"] if kind == "!" else 0)
        elif kind not in {"text", "@"}:
            _stop(f"an expression without {_named(kind, text)} there")
        return ""

    def _opened(self, kind: str) -> None:
        """Read what begins with no name in front: of all, of a filter, of a list."""
        if kind == "[?":
            self._filter()
        elif kind == "{":
            self._hash()
        elif kind == "[":
            self._bracket(follows=False)
        elif kind == "[]" or self.next != "]":
            self._projected(_BINDING[kind])

    def _further(self, name: str) -> str:
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == ".":
            if self.next == "*":
                self.at += 1
                self._projected(_BINDING["*"])
            else:
                return self._member(_BINDING["."])
        elif kind in _COMPARISONS or kind in {"|", "||", "&&"}:
            self.expression(_BINDING[kind])
        elif kind == "(":
            self._call(name)
        elif kind == "[?":
            self._filter()
        elif kind == "[]":
            self._projected(_BINDING["[]"])
        elif kind == "[":
            self._bracket(follows=True)
        else:
            _stop(f"an expression without {_named(kind, text)} there")
        return ""

    def _member(self, binding: int) -> str:
        if self.next == "[":
            self.at += 1
            self._list()
        elif self.next == "{":
            self.at += 1
            self._hash()
        elif self.next in {"name", "quoted", "*"}:
            name = self.tokens[self.at][1] if self.next == "name" else ""
            self.expression(binding)
            return name
        else:
            _stop("a name, '*', '[' or '{' behind each '.'")
        return ""

    def _projected(self, binding: int) -> None:
        if _BINDING.get(self.next, 0) < _PROJECTION_STOPS:
            return
        if self.next in {"[", "[?"}:
            self.expression(binding)
        else:
            self.take(".")
            self._member(binding)

    def _filter(self) -> None:
        self.expression()
        self.take("]")
        if self.next != "[]":
            self._projected(_BINDING["[?"])

    def _call(self, name: str) -> None:
        if not name:
            _stop("the name of a function in front of '('")
        if name not in _FUNCTIONS:
            close = near(name, _FUNCTIONS, 0.6)
            _stop(f"functions that there are, and not '{name}'" + (f" (is '{close[0]}' meant?)" if close else ""))
        while self.next != ")":
            self.expression()
            self.at += self.next == ","  # which jmespath.py does not insist on
        self.at += 1

    def _bracket(self, *, follows: bool) -> None:
        if self.next in {"number", ":"}:
            if self._index():
                self._projected(_BINDING["*"])
        elif self.next == "*" and (follows or self.tokens[self.at + 1][0] == "]"):
            self.at += 1
            self.take("]")
            self._projected(_BINDING["*"])
        elif follows:
            _stop("a number, '*' or ':' in brackets behind a name; '.[…]' makes a list")
        else:
            self._list()

    def _index(self) -> bool:
        """Read a number or a slice up to its bracket; whether it is a slice."""
        taken: list[str] = []
        while self.next != "]":
            taken.append(self.take("number", ":"))
        self.at += 1
        colons = taken.count(":")
        if colons >= _SLICES or (colons == 0 and len(taken) > 1):
            _stop("a number, or up to three with ':' between them, in brackets")
        return colons > 0

    def _list(self) -> None:
        self.expression()
        while self.next != "]":
            self.take(",")
            self.expression()
        self.at += 1

    def _hash(self) -> None:
        while True:
            self.take("name", "quoted")
            self.take(":")
            self.expression()
            if self.next == "}":
                self.at += 1
                return
            self.at += self.next == ","


def query(value: str) -> Refusal | None:
    """``--query``: an expression that can be read, of functions there are."""
    if len(value) > _LONGEST:
        return None
    try:
        reader = _Reader(_tokens(value))
        reader.expression()
        reader.take("")
    except RecursionError:
        return None
    except _Wrong as wrong:
        return Refusal(str(wrong), value)
    return None


def _tokens(text: str) -> list[tuple[str, str]]:
    """Each token with its kind, which of a sign is the sign itself; an empty one behind the last."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            sign = text[at]
            _stop("'==' in a comparison, and not '='" if sign == "=" else f"an expression without '{sign}' there")
        kind = str(match.lastgroup)
        if kind == "quoted" and not _is_json(match[0]):
            _stop(f"a name in quotes as JSON writes it, and not {match[0]}")
        if kind != "space":
            found.append((match[0] if kind == "sign" else kind, match[0]))
        at = match.end()
    return [*found, ("", ""), ("", "")]


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _named(kind: str, text: str) -> str:
    return f"'{text}'" if kind else "its end"
