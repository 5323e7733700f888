"""Grammars as files: compressed JSON, one file for a tool and version.

A command is an object whose members are left out where they say nothing: ``o`` options, ``c`` subcommands, ``n``
number of operands, ``r`` groups of required options, ``f`` letters for what is true of it, ``g`` since when it is gone.
Spellings of one option, and names of one subcommand, share a key with blanks between them. An option is a string
(``""`` for one without a value, ``r`` or ``o`` for one with, then the kind of value, then ``*`` where it may be
repeated), or a list of that string, what stands in its place where it is gone, and its choices.
"""

from __future__ import annotations

import json
import lzma
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

from runbook_site.grammars.grammar import Command, Grammar, Kind, Option, Style
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1
"""Of the files. Another one cannot be read."""

_LARGEST = 50_000_000
"""Bytes of JSON. No grammar comes near it, so that more is no grammar."""

_DEEPEST = 12
"""Subcommands below subcommands."""

_FLAGS = {"r": "rest", "o": "open", "n": "needs_command", "l": "loose"}
_VALUES = {"n": "none", "r": "required", "o": "optional"}


class GrammarError(RunbookSiteError):
    """A grammar's file is damaged, or of a format that this version does not know."""


def load(data: bytes) -> Grammar:
    """Read a grammar from the bytes of its file.

    Raises:
        GrammarError: The bytes are no grammar of this format.
    """
    try:
        document = json.loads(_decompress(data))
        _require_format(document["format"])
        return Grammar(
            _text(document["tool"]),
            _text(document["version"]),
            _text(document["origin"]),
            Style(**document["style"]),
            _command(document["root"], 0),
            _options(document.get("globals", {})),
        )
    except GrammarError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, EOFError, lzma.LZMAError) as error:
        message = f"it is damaged: {type(error).__name__}: {error}"
        raise GrammarError(message) from error


def dump(grammar: Grammar) -> bytes:
    """The bytes of a grammar's file; the same for the same grammar."""
    style = {name: getattr(grammar.style, name) for name in Style.__slots__}
    document = {
        "format": FORMAT,
        "tool": grammar.tool,
        "version": grammar.version,
        "origin": grammar.origin,
        "style": {name: value for name, value in style.items() if value != getattr(Style(), name)},
        "root": _plain_command(grammar.root),
        "globals": _plain_options(grammar.globals),
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return lzma.compress(text.encode(), preset=6 | lzma.PRESET_EXTREME)


def _require_format(found: object) -> None:
    if found != FORMAT:
        message = f"it has format {found!r}, and this version of runbook-site reads format {FORMAT}"
        raise GrammarError(message)


def _decompress(data: bytes) -> bytes:
    decompressor = lzma.LZMADecompressor(memlimit=200_000_000)
    text = decompressor.decompress(data, max_length=_LARGEST)
    if not decompressor.eof:
        message = "it is damaged: it breaks off, or is too large for a grammar"
        raise GrammarError(message)
    return text


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    message = f"{value!r} is no text"
    raise TypeError(message)


def _command(plain: Mapping[str, Any], depth: int) -> Command:
    if depth > _DEEPEST:
        message = "subcommands are nested too deep"
        raise ValueError(message)
    commands: dict[str, Command] = {}
    for names, each in plain.get("c", {}).items():
        command = _command(each, depth + 1)
        commands.update(dict.fromkeys(names.split(" "), command))
    flags = plain.get("f", "")
    operands = plain.get("n")
    return Command(
        options=_options(plain.get("o", {})),
        commands=commands,
        operands=None if operands is None else (operands[0], operands[1]),
        required=tuple(tuple(group) for group in plain.get("r", ())),
        gone=plain.get("g", ""),
        **{name: letter in flags for letter, name in _FLAGS.items()},
    )


def _options(plain: Mapping[str, Any]) -> dict[str, Option]:
    options: dict[str, Option] = {}
    for spellings, written in plain.items():
        option = _option(written) if isinstance(written, str) else _option(*written)
        if " " in spellings:
            options.update(dict.fromkeys(spellings.split(" "), option))
        else:
            options[spellings] = option
    return options


@lru_cache(maxsize=4096)
def _option(written: str, gone: str = "", *choices: str) -> Option:
    kind = written[1:].removesuffix("*")
    if kind not in get_args(Kind) or written[:1] not in {"", *_VALUES, "*"}:
        message = f"{written!r} is no option"
        raise ValueError(message)
    return Option(_VALUES.get(written[:1], "none"), choices, kind, written.endswith("*"), gone)  # type: ignore[arg-type]  # checked above


def _plain_command(command: Command) -> dict[str, object]:
    flags = "".join(letter for letter, name in _FLAGS.items() if getattr(command, name))
    members: dict[str, object] = {
        "o": _plain_options(command.options),
        "c": {" ".join(names): _plain_command(each) for names, each in _by_value(command.commands)},
        "n": None if command.operands is None else list(command.operands),
        "r": [list(group) for group in command.required],
        "f": flags,
        "g": command.gone,
    }
    return {name: value for name, value in members.items() if value not in (None, "", [], {})}


def _plain_options(options: Mapping[str, Option]) -> dict[str, str | list[str]]:
    return {" ".join(names): _plain_option(option) for names, option in _by_equality(options)}


def _plain_option(option: Option) -> str | list[str]:
    bare = option.value == "none" and not option.kind and not option.repeated
    value = "" if bare else option.value[0]
    written = value + option.kind + ("*" if option.repeated else "")
    return [written, option.gone, *option.choices] if option.gone or option.choices else written


def _by_value(commands: Mapping[str, Command]) -> list[tuple[list[str], Command]]:
    """Subcommands with all names of each: names that lead to one object are aliases."""
    found: dict[int, tuple[list[str], Command]] = {}
    for name, command in commands.items():
        found.setdefault(id(command), ([], command))[0].append(name)
    return list(found.values())


def _by_equality(options: Mapping[str, Option]) -> list[tuple[list[str], Option]]:
    """Options with all spellings that mean the same; ``-h`` and ``--help`` may share a key although nobody says so."""
    found: dict[Option, tuple[list[str], Option]] = {}
    for name in sorted(options):
        found.setdefault(options[name], ([], options[name]))[0].append(name)
    return list(found.values())
