r"""A reader of scripts of `sed`: whether GNU sed would take them, and whether they print.

Sources: the manual of GNU sed ("sed scripts", "Addresses", "The "s" Command", "Commands Requiring a newline"), and
what GNU sed 4.9 refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.programs.fault import ProgramFaultError
from runbook_site.checks.programs.sed_address import read_addresses
from runbook_site.checks.programs.sed_script import BLANK, SedScript, leave, refuse
from runbook_site.checks.programs.sed_substitution import read_substitution, read_transliteration

if TYPE_CHECKING:
    from typing import NoReturn

_ALONE = frozenset("=dDFgGhHnNpPzx")
_COUNTED = frozenset("lLqQ")
_FILES = frozenset("rRwW")
_TEXTS = frozenset("aice")


class SedReader:
    """Reads one script from its first character to its last.

    Args:
        script: The script; what several `-e` give stands in lines below each other.
        extended: Whether `-E` or `-r` is given.
    """

    def __init__(self, script: str, *, extended: bool) -> None:
        """Begin in front of it."""
        self._script = SedScript(script, extended=extended)
        self._blocks = 0
        self._labels: set[str] = set()
        self._jumps: list[str] = []
        self.commands: set[str] = set()
        self.flags: set[str] = set()

    def read(self) -> None:
        """Read it; ``commands`` and ``flags`` then say which letters it has.

        Raises:
            ProgramFaultError: sed refuses it.
            UnsureError: It has something that this reader does not know.
        """
        while True:
            self._script.skip(BLANK + ";\n")
            if self._script.ended:
                break
            self._command()
        if self._blocks:
            refuse("'{' is not closed with '}'")
        for label in self._jumps:
            if label not in self._labels:
                refuse(f"there is no label '{label}' to jump to")

    def _command(self) -> None:
        addresses = read_addresses(self._script)
        self._script.skip(BLANK)
        if self._script.peek() == "!":
            self._script.next()
            self._script.skip(BLANK)
            if self._script.peek() == "!":
                refuse("'!' stands twice")
        letter = self._script.next()
        self.commands.add(letter)
        if letter in _ALONE and letter:
            self._script.end(letter)
        elif letter in _COUNTED and letter:
            if letter in "qQ" and addresses > 1:
                refuse(f"'{letter}' takes one address, and not two")
            self._script.skip(BLANK)
            self._script.digits()
            self._script.end(letter)
        elif letter in _FILES and letter:
            self._script.skip(BLANK)
            if not self._script.line():
                refuse(f"a file belongs behind '{letter}'")
        elif letter in _TEXTS and letter:
            self._text(letter)
        else:
            self._special(letter, addresses)

    def _special(self, letter: str, addresses: int) -> None:
        if letter == "s":
            self.flags |= read_substitution(self._script)
        elif letter == "y":
            read_transliteration(self._script)
        elif letter == "{":
            self._blocks += 1
        elif letter == "}":
            self._closed(addresses)
        elif letter in {"b", "t", "T", "v"}:
            self._jump(letter)
        elif letter == ":":
            self._marked(addresses)
        elif letter == "#":
            self._comment(addresses)
        elif letter in {"", "\n"}:
            refuse("a command is missing behind the address")
        else:
            self._unknown(letter)

    def _closed(self, addresses: int) -> None:
        if not self._blocks:
            refuse("'}' closes nothing")
        if addresses:
            refuse("'}' takes no address")
        self._blocks -= 1
        self._script.end("}")

    def _comment(self, addresses: int) -> None:
        if addresses:
            refuse("a comment takes no address")
        self._script.line()

    def _jump(self, letter: str) -> None:
        self._script.skip(BLANK)
        label = self._script.label()
        if letter != "v" and label.replace("_", "a").isalnum():
            self._jumps.append(label)

    def _unknown(self, letter: str) -> NoReturn:
        if letter in {"_", "\r", "~"} or not letter.isascii():
            leave()
        message = f"sed knows no command '{letter}'"
        raise ProgramFaultError(message)

    def _text(self, letter: str) -> None:
        self._script.skip(BLANK)
        sign = self._script.peek()
        if not sign and letter != "e":
            refuse(f"a text belongs behind '{letter}'")
        if sign == "\n" and letter != "e":
            leave()
        if sign == "\\":
            self._script.next()
            self._script.skip(BLANK)
            if self._script.peek() == "\n":
                self._script.next()
        while (sign := self._script.next()) not in {"", "\n"}:
            if sign == "\\":
                self._script.next()

    def _marked(self, addresses: int) -> None:
        if addresses:
            refuse("a label takes no address")
        self._script.skip(BLANK)
        label = self._script.label()
        if not label:
            refuse("a name belongs behind ':'")
        if self._script.peek() == "}":
            leave()
        self._labels.add(label)
