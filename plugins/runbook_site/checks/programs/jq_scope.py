"""Names in a program of jq: what sets variables, functions and labels, and which of them are known where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint
from runbook_site.checks.programs.fault import ProgramFaultError
from runbook_site.checks.programs.jq_names import FUNCTIONS, VARIABLES
from runbook_site.checks.programs.jq_tokens import KEYWORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from runbook_site.checks.programs.jq_cursor import JqCursor
    from runbook_site.checks.programs.jq_tokens import Token


class JqScope:
    """The names that are known where the cursor stands.

    Args:
        cursor: Where the program is read.
        given: Variables that the command line sets, with ``$``; ``None`` where they are not known.

    Attributes:
        names: Variables with their ``$``, functions as ``name/count``, labels as ``*$name``. Who reads a part of the
            program that keeps its names to itself puts them back behind it.
    """

    def __init__(self, cursor: JqCursor, given: Iterable[str] | None) -> None:
        """Begin with what is known everywhere."""
        self._cursor = cursor
        self._any_variable = given is None
        self.names = VARIABLES | frozenset(given or ())

    def enter_definition(self) -> tuple[str, frozenset[str]]:
        """Read a definition to its ``:``, so that the names inside of it are known.

        Returns:
            The name of the function, and the names known behind the definition.

        Raises:
            ProgramFaultError: jq refuses it.
        """
        self._cursor.next()
        name = self._cursor.next()
        if name.kind not in {"name", "keyword"}:
            message = "a name belongs behind 'def'"
            raise ProgramFaultError(message)
        inner: set[str] = set()
        count = 0
        if self._cursor.skip("("):
            while True:
                parameter = self._cursor.next()
                if parameter.kind not in {"name", "variable", "keyword"}:
                    message = f"'def {name.text}' lacks the name of a value"
                    raise ProgramFaultError(message)
                inner |= {parameter.text.replace(" ", ""), f"{parameter.text.lstrip('$ ')}/0"}
                count += 1
                if not self._cursor.skip(";"):
                    break
            self._cursor.expect(")", f"a ')' or ';' belongs behind the values of 'def {name.text}'")
        self._cursor.expect(":", f"a ':' belongs behind 'def {name.text}'")
        outer = self.names | {f"{name.text}/{count}"}
        self.names = outer | inner
        return name.text, outer

    def read_label(self) -> None:
        """Read the name of a label.

        Raises:
            ProgramFaultError: There is none.
        """
        self.names |= {f"*{self._cursor.variable()}"}

    def read_patterns(self, read_key: Callable[[], None]) -> None:
        """Read what stands behind ``as``.

        Args:
            read_key: Reads a key of an object that is not just a variable.

        Raises:
            ProgramFaultError: jq refuses it.
        """
        self._pattern(read_key)
        while self._cursor.skip("?//"):
            self._pattern(read_key)

    def _pattern(self, read_key: Callable[[], None]) -> None:
        if self._cursor.skip("["):
            while True:
                self._pattern(read_key)
                if not self._cursor.skip(","):
                    break
            self._cursor.expect("]", "a ']' belongs here")
        elif self._cursor.skip("{"):
            while True:
                named = self._cursor.token.kind == "variable"
                if named:
                    self.names |= {self._cursor.variable()}
                else:
                    read_key()
                if self._cursor.skip(":"):
                    self._pattern(read_key)
                elif not named:
                    self._cursor.expect(":", "a ':' and a '$name' belong behind the key")
                if not self._cursor.skip(","):
                    break
            self._cursor.expect("}", "a '}' belongs here")
        else:
            self.names |= {self._cursor.variable()}

    def check_variable(self, token: Token) -> None:
        """Refuse a variable that nothing sets.

        Raises:
            ProgramFaultError: It is one.
        """
        name = token.text.replace(" ", "")
        if self._any_variable or name in self.names or "::" in name or name.startswith("$_"):
            return
        known = sorted(each for each in self.names if each.startswith("$") and not each.startswith("$__"))
        message = f"{name} is set nowhere{hint(name, known) or f'; give it with --arg {name[1:]} VALUE'}"
        raise ProgramFaultError(message)

    def check_label(self, label: str) -> None:
        """Refuse a ``break`` without its label.

        Raises:
            ProgramFaultError: It is one.
        """
        if f"*{label}" not in self.names:
            message = f"'break {label}' without 'label {label}' around it"
            raise ProgramFaultError(message)

    def check_function(self, token: Token, count: int) -> None:
        """Refuse a function that there is none of with so many values.

        Raises:
            ProgramFaultError: It is one.
        """
        name = token.text
        if f"{name}/{count}" in self.names or name.startswith("_") or "::" in name:
            return
        counts = FUNCTIONS.get(name, frozenset()) | _counts(name, self.names)
        if count not in counts:
            raise ProgramFaultError(self._unknown(token, count, counts))

    def _unknown(self, token: Token, count: int, counts: frozenset[int]) -> str:
        name = token.text
        if counts:
            wanted = " or ".join(map(str, sorted(counts)))
            apart = ", with ';' between them" if max(counts) > 1 else ""
            return f"'{name}' takes {wanted} values{apart}, and not {count}"
        field = self._cursor.subtracted_from(token)
        if field is not None:
            return f"'{field.text}-{name}' subtracts; a key with a dash is written .[\"{field.text[1:]}-{name}\"]"
        if name in {"True", "False", "None"}:
            return f"'{name}' is no function of jq; write '{ {'None': 'null'}.get(name, name.lower()) }'"
        known = (*FUNCTIONS, *KEYWORDS, *(each.partition("/")[0] for each in self.names if "/" in each))
        return f"'{name}' is no function of jq{hint(name, known)}"


def _counts(name: str, names: frozenset[str]) -> frozenset[int]:
    return frozenset(int(each.rpartition("/")[2]) for each in names if each.startswith(f"{name}/"))
