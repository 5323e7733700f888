"""The text of a script of `sed`, read from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.programs.fault import ProgramFaultError, UnsureError
from runbook_site.checks.programs.posix_regex import bracket_end, posix_groups

if TYPE_CHECKING:
    from typing import NoReturn

BLANK = " \t\v\f"
"""What may stand between the parts of a command."""

DIGITS = frozenset("0123456789")

_SPECIAL = frozenset("|+(){}[].*?^$")


class SedScript:
    """A script, and the character to read next.

    Args:
        text: The script; what several `-e` give stands in lines below each other.
        extended: Whether `-E` or `-r` is given.
    """

    def __init__(self, text: str, *, extended: bool) -> None:
        """Begin in front of it."""
        self._text = text
        self._extended = extended
        self._at = 0

    @property
    def ended(self) -> bool:
        """Whether all of it is read."""
        return self._at >= len(self._text)

    def peek(self) -> str:
        """The character to read next; empty at the end."""
        return self._text[self._at : self._at + 1]

    def next(self) -> str:
        """Read a character; empty at the end."""
        sign = self.peek()
        self._at += 1
        return sign

    def skip(self, signs: str) -> None:
        """Read on to a character that is none of these."""
        while self._at < len(self._text) and self._text[self._at] in signs:
            self._at += 1

    def digits(self) -> str:
        """Read the digits that stand here."""
        start = self._at
        while self.peek() in DIGITS:
            self._at += 1
        return self._text[start : self._at]

    def line(self) -> str:
        """Read the rest of the line, and its end."""
        start = self._at
        end = self._text.find("\n", start)
        self._at = end + 1 if end >= 0 else len(self._text)
        return self._text[start : end if end >= 0 else None]

    def label(self) -> str:
        """Read the name of a label; empty where there is none."""
        start = self._at
        while self.peek() and self.peek() not in f"{BLANK}\n;}}":
            self._at += 1
        return self._text[start : self._at]

    def until(self, delimiter: str, missing: str, *, regex: bool) -> str:
        """Read to the next delimiter, and past it.

        Args:
            delimiter: What ends it.
            missing: What to say where it is not ended.
            regex: Whether a pattern is read.

        Returns:
            What stands in front of the delimiter.

        Raises:
            ProgramFaultError: It is not ended.
            UnsureError: Releases differ in where it ends.
        """
        if delimiter in {"", "\n", "\\"}:
            refuse(missing) if delimiter != "\\" else leave()
        start = self._at
        while self._at < len(self._text):
            sign = self._text[self._at]
            if sign == delimiter:
                self._at += 1
                return self._text[start : self._at - 1]
            if sign == "\n":
                break
            if sign == "[" and regex and delimiter in self._bracket():
                # Releases differ in whether it ends the pattern there.
                leave()
            if sign == "\\":
                if regex and self._text.startswith("\n", self._at + 1):
                    leave()
                self._at += 1
            self._at += 1
        raise ProgramFaultError(missing)

    def _bracket(self) -> str:
        """The bracket expression that begins here; empty where it is none."""
        try:
            return self._text[self._at : bracket_end(self._text, self._at)]
        except ValueError:
            return ""

    def groups(self, pattern: str, delimiter: str) -> int:
        """How many groups a pattern has; nine where that is not known."""
        if not pattern or (delimiter in _SPECIAL and f"\\{delimiter}" in pattern):
            return 9
        if delimiter != "/" and f"\\{delimiter}" in pattern:
            return 9
        try:
            return posix_groups(pattern.replace("\\/", "/"), extended=self._extended, strict=True)
        except UnsureError:
            return 9

    def end(self, letter: str) -> None:
        """Refuse what stands behind a command and does not end it."""
        self.skip(BLANK)
        sign = self.peek()
        if sign in {"_", "\r"}:
            leave()
        if sign not in {"", "\n", ";", "}", "#"}:
            refuse(f"'{sign}' stands behind the command '{letter}'; put a ';' between them")


def leave() -> NoReturn:
    """Say nothing of the script.

    Raises:
        UnsureError: Always.
    """
    message = "a script that is read in many ways"
    raise UnsureError(message)


def refuse(message: str) -> NoReturn:
    """Say why sed refuses the script.

    Raises:
        ProgramFaultError: Always.
    """
    raise ProgramFaultError(message)
