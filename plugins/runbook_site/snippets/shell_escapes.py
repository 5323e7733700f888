r"""What a shell makes of the characters between quotes.

Bare: a backslash keeps the next character, and a backslash before a line break vanishes with it. Double quotes and
heredocs: only before ``$``, a backquote, ``"`` (not in heredocs), a backslash and a line break. ``$'…'``: the
escapes of the bash manual, "ANSI-C Quoting".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.snippets.shell_text import Opaque, ShellText
from runbook_site.sources.text import MappedText, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runbook_site.snippets.word import Quoting, Word, WordPart

_ESCAPES: dict[Quoting, re.Pattern[str]] = {
    "bare": re.compile(r"\\(.)", re.DOTALL),
    "double": re.compile(r'\\([$`"\\\n])'),
    "heredoc": re.compile(r"\\([$`\\\n])"),
}
_ANSI = re.compile(
    r"(?:\\x[0-9a-fA-F]{1,2}|\\[0-7]{1,3})+|\\u[0-9a-fA-F]{1,4}|\\U[0-9a-fA-F]{1,8}|\\c.|\\[abeEfnrtv\\'\"?]",
    re.DOTALL,
)
_ANSI_BYTE = re.compile(r"\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3}))")
_ANSI_NAMED = dict(zip("abeEfnrtv\\'\"?", "\a\b\x1b\x1b\f\n\r\t\v\\'\"?", strict=True))
_LAST_CODE_POINT = 0x10FFFF


def pieces(text: str, quoting: Quoting) -> Iterator[tuple[int, str]]:
    """What the shell passes on of a literal, as pairs: offset in the literal, characters that it stands for."""
    if quoting == "single" or "\\" not in text:
        yield 0, text
        return
    pattern = _ANSI if quoting == "ansi_c" else _ESCAPES[quoting]
    at = 0
    for match in pattern.finditer(text):
        if match.start() > at:
            yield at, text[at : match.start()]
        at = match.end()
        if quoting == "ansi_c":
            value = _ansi(match[0])
            yield match.start(), value.partition("\0")[0]
            if "\0" in value:  # the rest of the string is lost
                return
        elif match[1] != "\n":
            yield match.start(1), match[1]
    if at < len(text):
        yield at, text[at:]


def _ansi(escape: str) -> str:
    kind = escape[1]
    if kind in _ANSI_NAMED:
        return _ANSI_NAMED[kind]
    if kind in "uU":
        code = int(f"0x{escape[2:]}", 0)
        surrogate = 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 - the range that Unicode reserves
        return chr(code) if code <= _LAST_CODE_POINT and not surrogate else "\ufffd"
    if kind == "c":
        return chr(ord(escape[2]) & 0x1F)
    octets = bytes(int(match[1], 16) if match[1] else int(match[2], 8) & 0xFF for match in _ANSI_BYTE.finditer(escape))
    return octets.decode("utf-8", "replace")


def literal_value(text: str, quoting: Quoting) -> str:
    """What the shell passes on of a literal."""
    if "\\" not in text:
        return text
    return "".join(value for _, value in pieces(text, quoting))


def unquoted(text: MappedText, parts: Iterable[WordPart]) -> ShellText:
    """What a program gets of some parts, to be read as a shell text of its own.

    What the outer shell expands stays as written, and is opaque: it is a value by then.
    """
    taken: list[MappedText] = []
    opaque: list[Opaque] = []
    length = 0
    for part in parts:
        if part.kind != "literal":
            opaque.append(Opaque(length, length + part.end - part.start, part.kind, part.value))
            taken.append(text.cut(part.start, part.end))
            length += part.end - part.start
            continue
        for offset, value in pieces(part.text, part.quoting):
            taken.append(_placed(text, part.start + offset, value))
            length += len(value)
    return _with_mask(join(taken, text.source), opaque)


def unquoted_words(text: MappedText, words: Iterable[Word]) -> ShellText:
    """Several words, joined by a blank, as ``ssh`` and ``eval`` do it."""
    taken: list[MappedText] = []
    opaque: list[Opaque] = []
    length = 0
    for word in words:
        if taken:
            in_file = text.file_offset(word.start)
            taken.append(MappedText(" ", ((0, in_file),), text.source, in_file))
            length += 1
        shell = unquoted(text, word.parts)
        opaque += [Opaque(each.start + length, each.end + length, each.kind, each.name) for each in shell.opaque]
        taken.append(shell.text)
        length += len(shell.text.text)
    return _with_mask(join(taken, text.source), opaque)


def _placed(text: MappedText, at: int, value: str) -> MappedText:
    if text.text.startswith(value, at):
        return text.cut(at, at + len(value))
    in_file = text.file_offset(at)
    return MappedText(value, tuple((index, in_file) for index in range(len(value))), text.source, in_file + 1)


def _with_mask(text: MappedText, opaque: list[Opaque]) -> ShellText:
    return ShellText(text, fill(text.text, opaque, "."), tuple(opaque))


def fill(text: str, places: Iterable[Opaque], character: str) -> str:
    """The text with one character all over some places."""
    filled: list[str] = []
    at = 0
    for place in places:
        filled += [text[at : place.start], character * (place.end - place.start)]
        at = place.end
    return "".join((*filled, text[at:]))
