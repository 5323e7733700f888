"""The subcommands that a help text lists."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^(?=\S).*\b(?:commands?|subcommands?|actions|verbs)\b[^.]*:?\s*$", re.IGNORECASE)
_LONGEST_HEADING = 70
_NAMES = re.compile(
    r"^(?P<indent> +)(?P<names>[A-Za-z0-9][\w.-]*(?:(?:, ?|\|)[A-Za-z0-9][\w.-]*)*)[:*]?(?P<rest>\s.*|)$"
)
_BRACES = re.compile(r"^ *\{([a-z0-9][\w-]*(?:,[a-z0-9][\w-]*)*)\}", re.MULTILINE)
_ALIASES = re.compile(r"^aliases:?[ \t]*(?P<here>.*)\n(?P<lines>(?:[ \t]*+\S.*+\n?)*+)", re.IGNORECASE | re.MULTILINE)
_NO_NAME = frozenset({"usage", "options", "flags"})


def read_commands(text: str) -> list[tuple[str, ...]]:
    """Every subcommand that a help text lists, with its names."""
    found: dict[str, tuple[str, ...]] = {}
    indent: int | None = None
    inside = False
    for line in text.expandtabs(8).split("\n"):
        if not line.strip():
            continue
        if not line.startswith(" "):
            inside = len(line) < _LONGEST_HEADING and _HEADING.match(line) is not None
            inside = inside and not line.lower().startswith(("usage", "use ", "see ", "run "))
            indent = None
            continue
        match = _NAMES.match(line) if inside else None
        if match is None:
            continue
        indent = len(match["indent"]) if indent is None else indent
        names = tuple(re.split(r", ?|\|", match["names"]))
        # A line that goes on a description stands deeper; prose has one blank between its words.
        is_listed = match["rest"].startswith(("  ", " [", " <")) or not match["rest"] or _has_operands(match["rest"])
        if len(match["indent"]) == indent and names[0].lower() not in _NO_NAME and is_listed:
            found.setdefault(names[0], names)
    if not found and (braces := _BRACES.search(text)) is not None:
        found = {name: (name,) for name in braces[1].split(",")}
    return list(found.values())


def _has_operands(rest: str) -> bool:
    return re.match(r" [A-Z][A-Z=|.\[\]-]+(?:\s|$)", rest) is not None


def read_aliases(text: str, path: tuple[str, ...]) -> tuple[str, ...]:
    """Other names of a subcommand, from its own help: ``Aliases: docker container ls, docker ps`` or ``ls, list``."""
    match = _ALIASES.search(text)
    if match is None:
        return ()
    above = list(path[:-1])
    names: list[str] = []
    for written in re.split(r",|\n", f"{match['here']},{match['lines']}"):
        words = written.split()
        if len(words) == 1 or (words and words[:-1] == above):
            names.append(words[-1])
    return tuple(dict.fromkeys(name for name in names if name != path[-1] and re.fullmatch(r"[\w.-]+", name)))
