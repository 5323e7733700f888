"""The AWS CLI's shorthand for structures: ``Name=tag:env,Values=prod,test``.

Grammar, from the AWS CLI's user guide, "Using shorthand syntax"::

    parameter = keyval *("," keyval)
    keyval    = key ["@"] "=" [values]
    values    = csv-list / "[" … "]" / "{" … "}"
    csv-list  = value *("," value)

Whether ``a=b,c=d`` goes on with another key or with another value of ``a`` is decided by what follows the next value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.grammars.aws_value import Items, Pairs, Scalar

if TYPE_CHECKING:
    from runbook_site.grammars.aws_value import Value

_DEEPEST = 30
_KEY = re.compile(r"[A-Za-z0-9\-_.#/:]*")
_BLANK = re.compile(r"\s*")
# A value is quoted, or goes on to the next comma or bracket that no backslash precedes. A value behind a comma has no
# equals sign, since that would make it a key. The AWS CLI lists what a value may hold, up to U+FFFF; what it may not
# hold is listed here, since that compiles ten times as fast.
_QUOTED = re.compile(r"'((?:\\'|[^'])*)'|\"((?:\\\"|[^\"])*)\"")
_NEVER = r"\x00-\x08\x0e-\x1b\"',\U00010000-\U0010ffff"
_BEGIN = rf"(?:\\,|[^{_NEVER}\t-\r\x1c-\x20=\[{{])"
_FIRST = re.compile(rf"{_BEGIN}(?:\\,|[^{_NEVER}\]}}])*")
_NEXT = re.compile(rf"{_BEGIN}(?:\\,|[^{_NEVER}=])*")


class ShorthandError(Exception):
    """A text that is no shorthand.

    Attributes:
        at: Offset of the first character that does not fit.
    """

    def __init__(self, message: str, at: int) -> None:
        """Of what was expected, and where."""
        super().__init__(message)
        self.at = at


def parse(text: str) -> Pairs:
    """The keys and values of a text.

    Raises:
        ShorthandError: It is no shorthand.
    """
    reader = _Reader(text)
    return reader.parameter()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def parameter(self) -> Pairs:
        pairs = [self._keyval(0, inside=False)]
        while self._at < len(self._text):
            self._expect(",")
            key, value = self._keyval(0, inside=False)
            if any(key.text == each.text for each, _ in pairs):
                message = f"'{key.text}' is given twice: between two structures stands a space and no comma"
                raise ShorthandError(message, key.start)
            pairs.append((key, value))
        return Pairs(tuple(pairs), 0, len(self._text))

    def _keyval(self, depth: int, *, inside: bool) -> tuple[Scalar, Value]:
        start = self._at
        match = _KEY.match(self._text, start)
        self._at = match.end() if match else start
        key = Scalar(self._text[start : self._at], start, self._at)
        self._blank()
        if self._here() == "@":
            self._at += 1
        if self._here() != "=":
            what = f"'{key.text}'" if key.text else "the text"
            message = (
                f"there is no '=' behind {what}"
                if self._here() in {"", ","}
                else f"'{self._here()}' stands where '=' should"
            )
            raise ShorthandError(message, self._at)
        self._expect("=")
        return key, self._one(depth) if inside else self._values(depth)

    def _values(self, depth: int) -> Value:
        if self._at >= len(self._text):
            return Scalar("", self._at, self._at)
        if self._here() in {"[", "{"}:
            return self._one(depth)
        first = self._scalar(_FIRST, optional=True)
        self._blank()
        items: list[Value] = [first]
        while self._here() == ",":
            comma = self._at
            self._expect(",")
            try:
                following = self._scalar(_NEXT, optional=False)
                self._blank()
            except ShorthandError:
                if self._at >= len(self._text):
                    raise
                self._at = comma
                break
            if self._here() not in {"", ","}:
                self._at = comma
                break
            items.append(following)
        return first if len(items) == 1 else Items(tuple(items), first.start, self._at)

    def _one(self, depth: int) -> Value:
        """A value in brackets: a list, a structure or a scalar."""
        if depth > _DEEPEST:
            message = "it is nested too deep"
            raise ShorthandError(message, self._at)
        start = self._at
        if self._here() == "[":
            self._expect("[")
            items: list[Value] = []
            while self._here() != "]":
                items.append(self._one(depth + 1))
                self._close("]")
            self._at += 1
            return Items(tuple(items), start, self._at)
        if self._here() == "{":
            self._expect("{")
            pairs: list[tuple[Scalar, Value]] = []
            while self._here() != "}":
                pairs.append(self._keyval(depth + 1, inside=True))
                self._close("}")
            self._at += 1
            return Pairs(tuple(pairs), start, self._at)
        return self._scalar(_FIRST, optional=True)

    def _close(self, bracket: str) -> None:
        """Go over the comma in front of the next value, unless the bracket closes here."""
        self._blank()
        if self._here() != bracket:
            if self._here() != ",":
                here = f"'{self._here()}' stands" if self._here() else "the text ends"
                message = f"{here} where ',' or '{bracket}' should be"
                raise ShorthandError(message, self._at)
            self._expect(",")

    def _scalar(self, pattern: re.Pattern[str], *, optional: bool) -> Scalar:
        start = self._at
        if self._here() in {"'", '"'}:
            match = _QUOTED.match(self._text, start)
            if match is None:
                message = "a quote is not closed"
                raise ShorthandError(message, start)
            self._at = match.end()
            return Scalar(match[1] or match[2] or "", start, self._at)
        match = pattern.match(self._text, start)
        if match is None:
            if optional:
                return Scalar("", start, start)
            message = "a value is missing"
            raise ShorthandError(message, start)
        self._at = match.end()
        text = match[0].rstrip()
        return Scalar(text.replace("\\,", ","), start, start + len(text))

    def _here(self) -> str:
        return self._text[self._at : self._at + 1]

    def _blank(self) -> None:
        match = _BLANK.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _expect(self, character: str) -> None:
        self._blank()
        if self._here() != character:
            here = f"'{self._here()}' stands" if self._here() else "the text ends"
            message = f"{here} where '{character}' should be"
            raise ShorthandError(message, self._at)
        self._at += 1
        self._blank()
