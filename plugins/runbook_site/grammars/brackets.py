"""Brackets in values that are expressions."""

from __future__ import annotations

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_QUOTES = "'\"`"


def balanced(text: str) -> bool:
    """Whether each bracket has its other half, outside of what is quoted.

    Quotes are those of JMESPath: ``'raw'``, ``"name"`` and a literal in backticks, each with a backslash before what is
    meant itself (JMESPath specification, grammar). A quote that is never closed is no balance either.
    """
    open_brackets: list[str] = []
    quote = ""
    at = 0
    while at < len(text):
        character = text[at]
        if quote:
            at += 1 if character == "\\" else 0
            quote = "" if character == quote else quote
        elif character in _QUOTES:
            quote = character
        elif character in _CLOSING:
            open_brackets.append(_CLOSING[character])
        elif character in ")]}" and (not open_brackets or open_brackets.pop() != character):
            return False
        at += 1
    return not open_brackets and not quote
