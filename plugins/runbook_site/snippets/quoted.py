"""A value, written so that it means itself where it is filled in.

The same rules for the browser are ``site/assets/scripts/quoting.js``; a test holds the two equal. Sources: POSIX Shell
Command Language, "Quoting" and "Here-Document"; the bash manual, "History Interaction"; PostgreSQL documentation,
"Lexical Structure", and ``PQescapeLiteral`` of libpq.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from runbook_site.snippets.snippet import VariableContext

_CONTROL = re.compile(r"[\0-\x1f\x7f-\x9f]")
"""What a terminal may act upon before any program sees it."""

_PLAIN = re.compile(r"[A-Za-z0-9_./:@%+-]+")
_RESERVED = frozenset(
    "if then elif else fi case esac for select while until do done in function time coproc".split()  # noqa: SIM905
)
_PARTS = re.compile(r"!+|[^!]+")
_PARTS_FOR_TERMINAL = re.compile(r"[\0-\x1f\x7f-\x9f]+|!+|[^\0-\x1f\x7f-\x9f!]+")
_DELIMITER = re.compile(r"""<<-?[ \t]*["'\\]?([^ \t\n"';&|()<>]+)""")
_LONGEST_IDENTIFIER = 63


class RefusedError(RunbookSiteError):
    """A value cannot be written at a place; the reason, as a clause."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands on both sides of a place."""

    before: str = ""
    after: str = ""
    outermost: bool = True


def quoted(value: str, quoting: Sequence[VariableContext], around: Around = Around()) -> str:
    """A value as text for a place.

    Args:
        value: What is to be meant there.
        quoting: What stands around the place, the outermost first.
        around: The text on both sides of it.

    Raises:
        RefusedError: The value cannot be written there.
    """
    if not value:
        _refuse("it is empty")
    if "\0" in value:
        _refuse("it has a NUL character, which no command can take")
    if any("\ud800" <= character <= "\udfff" for character in value):
        _refuse("it has half of a character, which cannot be written")
    text = value
    for index in range(len(quoting) - 1, -1, -1):
        text = _QUOTINGS[quoting[index]](text, Around(around.before, around.after, outermost=index == 0))
    return text


def _refuse(why: str) -> NoReturn:
    raise RefusedError(why)


def _escaped(text: str) -> str:
    return "".join(f"\\x{octet:02x}" for octet in text.encode())


def _parted(text: str, around: Around, inside: Callable[[str], str], outside: Callable[[str], str]) -> str:
    """A text in parts: ``outside`` writes what must stand outside of quotes, ``inside`` the rest.

    A shell at a terminal replaces ``!`` even in double quotes, but not behind a backslash. Control characters are
    spelled out in what is typed into the terminal, which is the outermost quoting alone.
    """

    def part(found: re.Match[str]) -> str:
        if around.outermost and _CONTROL.match(found[0]):
            return outside(f"$'{_escaped(found[0])}'")
        return outside(found[0].replace("!", "\\!")) if found[0][0] == "!" else inside(found[0])

    return (_PARTS_FOR_TERMINAL if around.outermost else _PARTS).sub(part, text)


def _bare(text: str, around: Around) -> str:
    plain = _PLAIN.fullmatch(text) and ".." not in text and text not in _RESERVED
    # Behind `~` it would be a user's home, before `=` a variable's name, at a redirection a file's number.
    glued = around.before.endswith("~") or around.after.startswith(tuple("=+[({"))
    at_redirection = around.before.endswith(tuple("<>&")) or around.after.startswith(tuple("<>"))
    descriptor = re.fullmatch(r"[0-9]+", text) and at_redirection
    if plain and not glued and not descriptor:
        return text
    return _parted(
        text,
        around,
        lambda part: re.sub(r"'|[^']+", lambda found: "\\'" if found[0] == "'" else f"'{found[0]}'", part),
        lambda part: part,
    )


def _double(text: str, around: Around) -> str:
    return _parted(text, around, lambda part: re.sub(r'[\\"$`]', r"\\\g<0>", part), lambda part: f'"{part}"')


def _single(text: str, around: Around) -> str:
    return _parted(text, around, lambda part: part.replace("'", "'\\''"), lambda part: f"'{part}'")


def _ansi(text: str, _: Around) -> str:
    text = re.sub(r"[\\']", r"\\\g<0>", text)
    return re.sub(r"[\0-\x1f\x7f-\x9f!]+", lambda found: _escaped(found[0]), text)


def _raw_heredoc(text: str, around: Around) -> str:
    if _CONTROL.search(text):
        _refuse("it has a line break or another control character, and nothing can spell that out here")
    line = around.before.rpartition("\n")[2] + text + around.after.partition("\n")[0]
    if line.strip(" \t") in _DELIMITER.findall(around.before):
        _refuse("it would be the line that ends the text")
    return text


def _heredoc(text: str, around: Around) -> str:
    return re.sub(r"[\\$`]", r"\\\g<0>", _raw_heredoc(text, around))


def _sql_quoted(doubled: str) -> Callable[[str, Around], str]:
    """Inside of quotes SQL cannot spell out what a terminal would act upon; a line break there does nothing."""

    def write(text: str, around: Around) -> str:
        if around.outermost and _CONTROL.search(text.replace("\n", "")):
            _refuse("it has a control character, which would do something to the terminal")
        return re.sub(doubled, r"\g<0>\g<0>", text)

    return write


def _sql_identifier(text: str, around: Around) -> str:
    if len(text.encode()) > _LONGEST_IDENTIFIER:
        _refuse(f"it is longer than {_LONGEST_IDENTIFIER} bytes, and PostgreSQL would cut it off")
    return _sql_quoted('"')(text, around)


def _psql_literal(text: str, _: Around) -> str:
    """As libpq's ``PQescapeLiteral``, with control characters spelled out as well."""
    doubled = re.sub(r"['\\]", r"\g<0>\g<0>", text)
    if "\\" not in text and not _CONTROL.search(text):
        return f"'{doubled}'"
    return f" E'{_CONTROL.sub(lambda found: f'{chr(92)}u{ord(found[0]):04x}', doubled)}'"


def _only(pattern: str, what: str) -> Callable[[str, Around], str]:
    """Only what matches can stand there; a minus sign does not stand behind another."""
    allowed = re.compile(pattern, re.ASCII)

    def write(text: str, around: Around) -> str:
        if not allowed.fullmatch(text) or (text[0] == "-" and around.before.endswith("-")):
            _refuse(f"only {what} can stand here")
        return text

    return write


def _text(text: str, around: Around) -> str:
    """Nothing is quoted for people; a line break would tear the line of a place that does not have one to itself."""
    if _CONTROL.search(text.replace("\n", "")):
        _refuse("it has a control character, which nobody would see")
    has_a_line = f"\n{around.before}".endswith("\n") and f"{around.after}\n".startswith("\n")
    if "\n" in text and not has_a_line:
        _refuse("it has a line break, and stands within a line")
    return text


def _nothing(_text: str, _around: Around) -> str:
    _refuse("a backslash or a dollar sign stands before it, and would change what it means")


_WORD = "a plain word of letters, digits"
_QUOTINGS: dict[VariableContext, Callable[[str, Around], str]] = {
    "assigned": _bare,
    "bare": _bare,
    "double": _double,
    "single": _single,
    "ansi_c": _ansi,
    "heredoc": _heredoc,
    "raw_heredoc": _raw_heredoc,
    "sql_literal": _sql_quoted("'"),
    "sql_backslash": _sql_quoted(r"['\\]"),
    "sql_identifier": _sql_identifier,
    "psql_literal": _psql_literal,
    "psql_identifier": lambda text, around: f'"{_sql_identifier(text, around)}"',
    "psql_defined": lambda _text, _around: "TRUE",
    "sql_raw": _only(r"-?\d+(?:\.\d+)?|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", "a number or a name"),
    "sql_plain": _only(r"\w(?:[\w./@]|-(?!-))*", f"{_WORD}, _ . / @ and single -"),
    "arithmetic": _only(r"0|-?[1-9]\d{0,17}", "a whole number"),
    "backticks": _only(r"[\w/][\w./:@%+-]*", f"{_WORD} and _ . / : @ % + -"),
    "expansion": _only(r"\w[\w.:@-]*", f"{_WORD} and _ . : @ -"),
    "pattern": _only(r"\w[\w/:@-]*", f"{_WORD} and _ / : @ -"),
    "format": _only(r"[\w/][\w./:@-]*", f"{_WORD} and _ . / : @ -"),
    "unread": _only(r"[\w/][\w./:@-]*", f"{_WORD} and _ . / : @ -"),
    "escaped": _nothing,
    "text": _text,
}
