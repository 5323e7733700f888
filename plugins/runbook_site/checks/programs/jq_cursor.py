"""A place in a program of jq, and the tokens around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.programs.fault import ProgramFaultError
from runbook_site.checks.programs.jq_tokens import Token, jq_tokens

if TYPE_CHECKING:
    from typing import NoReturn

_END = Token("sign", "", -1)


class JqCursor:
    """Goes through the tokens of one program, from the first to the last.

    Args:
        program: The program.

    Raises:
        ProgramFaultError: A character that no token begins with, or a text that is none.
        UnsureError: What newer releases read differently.
    """

    def __init__(self, program: str) -> None:
        """Take it apart."""
        self._program = program
        self._tokens = [*jq_tokens(program), _END]
        self._at = 0

    @property
    def token(self) -> Token:
        """The token to read next; a sign without text at the end of the program."""
        return self._tokens[self._at]

    @property
    def behind(self) -> Token:
        """The token behind the one to read next, which is not the end."""
        return self._tokens[self._at + 1]

    @property
    def ended(self) -> bool:
        """Whether all of them are read."""
        return self.token is _END

    def has_read(self, text: str) -> bool:
        """Whether the last token read is written so."""
        return self._at > 0 and self._tokens[self._at - 1].text == text

    def stands(self, *texts: str) -> bool:
        """Whether one of these signs and keywords is to be read next."""
        token = self.token
        return token.kind in {"sign", "keyword"} and token.text in texts

    def next(self) -> Token:
        """Read a token; the end is never passed."""
        token = self.token
        self._at += token is not _END
        return token

    def back(self) -> None:
        """Put the last token back."""
        self._at -= 1

    def skip(self, *texts: str) -> bool:
        """Read one of these signs and keywords where it stands; whether it does."""
        found = self.stands(*texts)
        self._at += found
        return found

    def expect(self, text: str, why: str) -> None:
        """Read a sign or keyword.

        Raises:
            ProgramFaultError: It does not stand here.
        """
        if not self.skip(text):
            message = f"{why}, and not {shown(self.token)}"
            raise ProgramFaultError(message)

    def variable(self) -> str:
        """Read a variable; its name, with ``$``.

        Raises:
            ProgramFaultError: None stands here.
        """
        token = self.next()
        if token.kind != "variable":
            message = f"a '$name' belongs here, and not {shown(token)}"
            raise ProgramFaultError(message)
        return token.text.replace(" ", "")

    def unexpected(self) -> NoReturn:
        """Refuse the token to read next.

        Raises:
            ProgramFaultError: Always; its message says what it stands behind.
        """
        token = self.token
        if token is _END:
            last = self._tokens[self._at - 1].text
            message = f"nothing stands behind the last '{last}'"
        elif token.kind in {"sign", "keyword"}:
            before = f" behind '{self._tokens[self._at - 1].text}'" if self._at else ""
            message = f"'{token.text}' cannot stand{before}"
        else:
            message = f"'{token.text}' stands beside '{self._tokens[self._at - 1].text}'; put a '|' or ',' between them"
        raise ProgramFaultError(message)

    def subtracted_from(self, token: Token) -> Token | None:
        """The field that a token is joined to with a dash, as in ``.first-second``."""
        at = token.start
        before = next((each for each in reversed(self._tokens) if 0 <= each.start < at - 1), None)
        if self._program[at - 1 : at] == "-" and before is not None and before.kind == "field":
            joined = before.start + len(before.text) == at - 1
            if joined:
                return before
        return None


def shown(token: Token) -> str:
    """A token as a message names it."""
    return f"'{token.text}'" if token is not _END else "the end of the program"
