r"""The options that a help text lists.

Understood are the layouts of GNU's getopt and argp, of Go's pflag and flag, of Python's argparse and click, of
Node's yargs and commander, and of kubectl:

- ``-o, --output=FILE   what it does``
- ``  -u, --user string   what it does``
- ``    --tail=-1:`` with what it does on the next line
- ``-f <file>``, ``--color[=WHEN]``, ``-I[FMT]``, ``--[no-]verbose``, ``-h --help``, ``-e|--env``
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from runbook_site.grammars.grammar import Option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.grammars.grammar import Kind, Value

_DEEPEST = 12
_SPELLING = re.compile(r"--?(?:\[(?P<negated>no-)\])?(?P<name>[A-Za-z0-9?#@][A-Za-z0-9_.:+-]*)")
_NEXT = re.compile(r"(?:\s*,\s*|\s*\|\s*|\s+or\s+|\s*/\s*|\s)(?=-)")
_OPTIONAL = re.compile(r"\[[=\s]?[^\]]*\]+(?:\.\.\.)?")
_JOINED = re.compile(r"=(?:\"[^\"]*\"|'[^']*'|<[^>]*>|\([^)]*\)|\[[^\]]*\]|[^\s,|]*)|<[^>]*>(?:\.\.\.)?")
_APART = re.compile(r"\s(?:<[^>]*>+|\[?[A-Z][A-Za-z0-9_./:|,@-]*\]?|\{[^}]*\}|'[^']*'|\"[^\"]*\")(?:\.\.\.|,\.\.\.)?")
_ANGLED = re.compile(r"\s<[^>]*>+(?:\.\.\.)?")
_TYPE = re.compile(r"\s[^\s,-][^\s]*(?:\s[^\s-][^\s]*)*$")
_ASIDE = re.compile(r"\s\([^)]*\)")
_WIDE_COMMA = re.compile(r"(?<=-[A-Za-z0-9]),\s+(?=--)")
_DEFAULT = re.compile(
    r"^\s+(?P<names>(?:-\w, )?--[\w.-]+)=(?P<default>'[^']*'|\"[^\"]*\"|\[[^\]]*\]|[^\s:]*):(?P<here>\s.*|)$"
)
_CHOICES = re.compile(r"\{(\w[\w.-]*(?:\|\w[\w.-]*)+)\}")
_ONE_OF = re.compile(r"[Oo]ne of:? \(?([\w-]+(?:=\.\.\.)?(?:\|[\w-]+|, (?:or )?[\w-]+(?:=\.\.\.)?)+)\)?[.\s]")

_KINDS: dict[str, Kind] = {
    "int": "integer",
    "int32": "integer",
    "int64": "integer",
    "uint": "integer",
    "uint16": "integer",
    "uint32": "integer",
    "uint64": "integer",
    "duration": "duration",
    "float": "number",
    "float32": "number",
    "float64": "number",
}
_NUMBERS = {"-NUM": "-#", "-num": "-#", "-<n>": "-#"}
_REPEATED = frozenset({"list", "strings", "stringArray", "stringSlice", "stringToString", "map", "ints", "filter"})


@dataclass(frozen=True, slots=True)
class ListedOption:
    """An option with all its spellings.

    Attributes:
        spellings: Dashes included.
        option: What it takes.
        description: What is said of it, in one line.
    """

    spellings: tuple[str, ...]
    option: Option
    description: str


def options_of(listed: Iterator[ListedOption] | list[ListedOption]) -> dict[str, Option]:
    """Options by spelling. Of one that is listed twice, the one that says more counts."""
    found: dict[str, Option] = {}
    for each in listed:
        for spelling in each.spellings:
            known = found.setdefault(_NUMBERS.get(spelling, spelling), each.option)
            if {known.value, each.option.value} == {"none", "required"}:
                # ``--check`` and ``--check=quiet``
                found[spelling] = replace(each.option, value="optional") if spelling[:2] == "--" else each.option
    return found


def read_options(text: str) -> list[ListedOption]:
    """Every option that a help text lists."""
    lines = [_WIDE_COMMA.sub(", ", line) for line in text.expandtabs(8).split("\n")]
    found: list[ListedOption] = []
    for number, line in enumerate(lines):
        stripped = line.lstrip(" ")
        if not stripped.startswith("-") or len(line) - len(stripped) > _DEEPEST:
            continue
        behind = " ".join(_description(lines, number))
        listed = _with_default(line, behind) or _line(stripped, behind)
        if listed is not None:
            found.append(listed)
    return found


def _description(lines: list[str], number: int) -> Iterator[str]:
    """What stands behind an option, and in the deeper lines below it."""
    head, _, first = lines[number].strip().partition("  ")
    yield first.strip()
    indent = len(lines[number]) - len(lines[number].lstrip())
    for line in lines[number + 1 : number + 8]:
        stripped = line.lstrip()
        if not stripped or len(line) - len(stripped) <= indent or (stripped.startswith("-") and head):
            return
        yield stripped


def _with_default(line: str, description: str) -> ListedOption | None:
    """The layout of kubectl, which says what an option takes by its default: ``-f, --follow=false:``."""
    match = _DEFAULT.match(line)
    if match is None:
        return None
    default = match["default"]
    value: Value = "required"
    kind: Kind = ""
    if default in {"true", "false"}:
        value, kind = "optional", "boolean"
    elif re.fullmatch(r"-?[0-9]+", default):
        kind = "integer"
    elif re.fullmatch(r"(?:[0-9.]+(?:h|m|s|ms))+", default):
        kind = "duration"
    option = Option(value, _choices(f"{match['here']} {description}"), kind, default.startswith("["))
    return ListedOption(tuple(match["names"].split(", ")), option, description)


def _line(line: str, description: str) -> ListedOption | None:
    head = re.split(r"\s{2,}", line, maxsplit=1)[0]
    apart = head != line or bool(description)
    at = 0
    spellings: list[str] = []
    value: Value = "none"
    shown = ""
    while (match := _SPELLING.match(head, at)) is not None:
        dashes = "--" if head.startswith("--", at) else "-"
        spellings.append(dashes + match["name"])
        if match["negated"]:
            spellings.append(f"{dashes}no-{match['name']}")
        at = match.end()
        if (aside := _ASIDE.match(head, at)) is not None:
            at = aside.end()
        taken, shown_here, at = _value(head, at, apart=apart)
        if taken != "none":
            value, shown = taken, shown_here
        if (following := _NEXT.match(head, at)) is None:
            break
        at = following.end()
    if not spellings or (not apart and at == 0):
        return None
    return ListedOption(tuple(spellings), _option(value, shown, description), description)


def _value(head: str, at: int, *, apart: bool) -> tuple[Value, str, int]:
    """What stands behind a spelling: whether it takes a value, how that is shown, and where it ends."""
    if (match := _OPTIONAL.match(head, at)) is not None:
        return "optional", match[0], match.end()
    if (match := _JOINED.match(head, at)) is not None:
        return "required", match[0].lstrip("="), match.end()
    if (match := (_APART if apart else _ANGLED).match(head, at)) is not None:
        return "required", match[0].strip(), match.end()
    if not apart and (match := _APART.match(head, at)) is not None and match.end() == len(head):
        return "required", match[0].strip(), match.end()
    if apart and (match := _TYPE.match(head, at)) is not None:
        shown = match[0].strip()
        # pflag shows an option that may stand without its value as ``string[="all"]``.
        return ("optional" if "[=" in shown else "required"), shown, match.end()
    return "none", "", at


def _option(value: Value, shown: str, description: str) -> Option:
    if value == "none":
        return Option()
    first = shown.partition(" ")[0]
    choices = _choices(f"{shown} {description}")
    repeated = first in _REPEATED or shown.endswith("...")
    return Option(value, choices, "" if choices else _KINDS.get(first, ""), repeated)


def _choices(description: str) -> tuple[str, ...]:
    """The values that a description lists as all there are."""
    if (match := _CHOICES.search(description)) is not None:
        return tuple(match[1].split("|"))
    if (match := _ONE_OF.search(description + " ")) is not None:
        return tuple(each.removesuffix("=...") for each in re.split(r"\||, (?:or )?", match[1]))
    return ()
