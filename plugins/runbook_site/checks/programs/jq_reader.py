"""A reader of programs of jq: whether jq 1.6 to 1.8 would take them, and which of them do not what they seem to.

It takes what any of these releases takes: operators are not weighed against each other, for instance.

Sources: the manuals of jq 1.6 to 1.8, and what these refuse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint
from runbook_site.checks.programs.fault import ProgramFaultError, UnsureError
from runbook_site.checks.programs.jq_cursor import JqCursor, shown
from runbook_site.checks.programs.jq_names import FORMATS
from runbook_site.checks.programs.jq_scope import JqScope
from runbook_site.snippets.tool import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runbook_site.checks.programs.jq_tokens import Token

_BINARY = words_of("| , // ?// = |= += -= *= /= %= //= == != < <= > >= + - * / % and or")
_ELSEWHERE = frozenset({"module", "import", "include"})
_DEEPEST = 60
_ASKING = frozenset({"select/1"})


class JqReader:
    """Reads one program from its first token to its last.

    Args:
        program: The program.
        given: Variables that the command line sets, with ``$``; ``None`` where they are not known.
    """

    def __init__(self, program: str, given: Iterable[str] | None) -> None:
        """Take it apart."""
        self._cursor = JqCursor(program)
        self._scope = JqScope(self._cursor, given)
        self._depth = 0
        self.doubts: list[str] = []

    def read(self) -> None:
        """Read it; ``doubts`` then says what it does besides what was meant.

        Raises:
            ProgramFaultError: jq refuses it.
            UnsureError: It takes a module, or is too deep.
        """
        if self._cursor.token.text in _ELSEWHERE:
            message = "functions of a module"
            raise UnsureError(message)
        if not self._cursor.ended:
            self._pipe()
        if not self._cursor.ended:
            self._cursor.unexpected()

    def _pipe(self, *, comma: bool = True) -> frozenset[str]:
        """An expression with all of its operators; which there are."""
        self._depth += 1
        if self._depth > _DEEPEST:
            message = "too deep"
            raise UnsureError(message)
        names, seen = self._scope.names, set()
        while True:
            while self._cursor.stands("def"):
                self._definition()
            if self._cursor.ended and self._depth == 1 and self._cursor.has_read(";"):
                break
            if self._operand():
                seen.add("|")
            elif self._cursor.stands(*_BINARY) and (comma or not self._cursor.stands(",")):
                seen.add(self._cursor.next().text)
            else:
                break
        self._scope.names = names
        self._depth -= 1
        return frozenset(seen)

    def _operand(self) -> bool:
        """A term with what stands before it; whether it names something for what follows behind a ``|``."""
        while self._cursor.skip("-"):
            pass
        if self._cursor.skip("try"):
            named = self._operand()
            return self._operand() if self._cursor.skip("catch") else named
        if self._cursor.stands("def"):
            self._definition()
            return self._operand()
        if self._cursor.skip("label"):
            self._scope.read_label()
            self._cursor.expect("|", "a '|' belongs behind the label")
            return True
        self._term()
        if self._cursor.skip("as"):
            self._scope.read_patterns(self._key)
            self._cursor.expect("|", "a '|' belongs behind 'as $name'")
            return True
        return False

    def _definition(self) -> None:
        name, outer = self._scope.enter_definition()
        # Only a whole program may end behind its definitions.
        self._depth += 1
        self._pipe()
        self._depth -= 1
        self._scope.names = outer
        self._cursor.expect(";", f"a ';' belongs behind 'def {name}'")

    def _term(self) -> None:
        if self._cursor.ended:
            self._cursor.unexpected()
        token = self._cursor.next()
        if token.kind == "text":
            self._text()
        elif token.kind == "format":
            self._format(token)
        elif token.kind == "variable":
            self._scope.check_variable(token)
        elif token.kind == "name":
            self._call(token)
        elif token.kind == "keyword":
            self._block(token)
        elif token.kind == "sign":
            self._bracketed(token)
        elif token.kind not in {"number", "field"}:
            self._cursor.back()
            self._cursor.unexpected()
        self._suffixes()

    def _format(self, token: Token) -> None:
        if token.text not in FORMATS:
            self.doubts.append(f"jq knows no format '{token.text}'{hint(token.text, sorted(FORMATS))}")
        if self._cursor.token.kind == "text":
            self._cursor.next()
            self._text()

    def _bracketed(self, token: Token) -> None:
        if token.text == "(":
            self._pipe()
            self._cursor.expect(")", "a ')' belongs here")
        elif token.text == "[":
            if not self._cursor.skip("]"):
                self._pipe()
                self._cursor.expect("]", "a ']' belongs here")
        elif token.text == "{":
            self._object()
        elif token.text == ".":
            if self._cursor.token.kind == "format" and self._cursor.behind.kind == "text":
                self._cursor.next()
            if self._cursor.token.kind == "text":
                self._cursor.next()
                self._text()
        elif token.text != "..":
            self._cursor.back()
            self._cursor.unexpected()

    def _suffixes(self) -> None:
        while True:
            if self._cursor.token.kind == "field" or self._cursor.stands("?"):
                self._cursor.next()
            elif self._cursor.stands("."):
                behind = self._cursor.behind
                if behind.kind == "text":
                    self._cursor.next()
                    self._cursor.next()
                    self._text()
                elif behind.text == "[":
                    self._cursor.next()
                else:
                    self._cursor.next()
                    message = f"a name belongs behind '.', and not {shown(self._cursor.token)}"
                    raise ProgramFaultError(message)
            elif self._cursor.skip("["):
                self._index()
            else:
                return

    def _index(self) -> None:
        if self._cursor.skip("]"):
            return
        if not self._cursor.skip(":"):
            self._pipe()
            if self._cursor.skip("]"):
                return
            self._cursor.expect(":", "a ']' belongs here")
            if self._cursor.skip("]"):
                return
        self._pipe()
        self._cursor.expect("]", "a ']' belongs here")

    def _text(self) -> None:
        while (token := self._cursor.next()).kind == "into":
            self._pipe()
            if self._cursor.token.kind != "out":
                self._cursor.unexpected()
            self._cursor.next()
        if token.kind != "text end":  # pragma: no cover - the tokens of a text end with it
            message = "a text that is not read"
            raise UnsureError(message)

    def _object(self) -> None:
        while not self._cursor.skip("}"):
            token = self._cursor.token
            self._key()
            if self._cursor.skip(":"):
                self._pipe(comma=False)
            elif token.text == "(":
                self._cursor.expect(":", "a ':' belongs behind a key in '( )'")
            elif token.kind == "variable":
                self._scope.check_variable(token)
            if not self._cursor.stands("}"):
                self._cursor.expect(",", "a ',' or '}' belongs behind a value of an object")

    def _key(self) -> None:
        token = self._cursor.next()
        if token.kind == "format" and self._cursor.token.kind == "text":
            token = self._cursor.next()
        if token.kind == "text":
            self._text()
        elif token.text == "(":
            self._pipe()
            self._cursor.expect(")", "a ')' belongs here")
        elif token.kind not in {"name", "keyword", "variable"}:
            message = f"a key belongs here, and not {shown(token)}"
            raise ProgramFaultError(message)

    def _block(self, token: Token) -> None:
        if token.text == "if":
            self._condition()
        elif token.text in {"reduce", "foreach"}:
            self._loop(token.text)
        else:
            self._cursor.back()
            self._cursor.unexpected()

    def _condition(self) -> None:
        while True:
            self._asked(self._pipe(), "if")
            self._cursor.expect("then", "'then' belongs behind the condition of 'if'")
            self._pipe()
            if not self._cursor.skip("elif"):
                break
        if self._cursor.skip("else"):
            self._pipe()
        self._cursor.expect("end", "'end' closes 'if'")

    def _loop(self, word: str) -> None:
        names = self._scope.names
        while self._cursor.skip("-"):
            pass
        self._term()
        self._cursor.expect("as", f"'as $name' belongs behind '{word} …'")
        self._scope.read_patterns(self._key)
        self._cursor.expect("(", f"a '(' belongs behind '{word} … as $name'")
        self._pipe()
        self._cursor.expect(";", f"'{word}' takes what it begins with, ';', and what it does")
        self._pipe()
        if word == "foreach" and self._cursor.skip(";"):
            self._pipe()
        self._cursor.expect(")", f"a ')' closes '{word} … as $name ('")
        self._scope.names = names

    def _asked(self, seen: frozenset[str], word: str) -> None:
        if "=" in seen and not seen & {"|", ","}:
            self.doubts.append(f"'=' inside of '{word}' changes the value, and asks nothing; '==' compares")

    def _call(self, token: Token) -> None:
        name = token.text
        if name == "break" and self._cursor.token.kind == "variable":
            self._scope.check_label(self._cursor.variable())
            return
        count = 0
        if self._cursor.skip("("):
            while True:
                seen = self._pipe()
                count += 1
                if not self._cursor.skip(";"):
                    break
            self._cursor.expect(")", f"a ')' closes '{name}('")
            if f"{name}/{count}" in _ASKING:
                self._asked(seen, name)
        self._scope.check_function(token, count)
