"""What is well written and does harm, or never works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench.accuracy.edit import put
from bench.accuracy.shell_reader import read_shell
from bench.accuracy.sql_reader import parses, sql_spans

if TYPE_CHECKING:
    from random import Random

    from bench.accuracy.sample import Sample

_WRITES = re.compile(
    r"\b(?:UPDATE|DELETE FROM)\s[^;]*?(?P<where>\s+WHERE\s[^;]*?)(?P<end>\s+RETURNING\s[^;]*)?(?=;|\Z)"
)
_OUTSIDE = re.compile(
    r"\s*(?:VACUUM\b|(?:CREATE|DROP) INDEX CONCURRENTLY\b|REINDEX [^;]*\bCONCURRENTLY\b|(?:CREATE|DROP) DATABASE\b"
    r"|ALTER SYSTEM\b)"
)
_FILE = re.compile(r"[\w/-]+(?:\.[\w-]+)+")
_FILTERS = frozenset(
    [
        "awk",
        "base64",
        "cat",
        "column",
        "cut",
        "grep",
        "head",
        "jq",
        "join",
        "nl",
        "paste",
        "sed",
        "sort",
        "tac",
        "tail",
        "tr",
        "uniq",
    ]
)
"""Programs that read the files that they are given, and write to their standard output."""


def where_dropped(sample: Sample, chance: Random) -> str | None:
    """An UPDATE or DELETE of every row."""
    places = [
        found.span("where")
        for start, end in sql_spans(sample)
        for found in _WRITES.finditer(sample.text[:end], start)
        if "(" not in found[0][: found.start("where") - found.start()] and parses(sample.text[start:end])
    ]
    if not places:
        return None
    start, end = chance.choice(places)
    return put(sample.text, start, end, "")


def transaction_around(sample: Sample, _: Random) -> str | None:
    """What PostgreSQL refuses in a transaction, in one."""
    if sample.language == "sql":
        return f"BEGIN;\n{sample.text}\nCOMMIT;" if _OUTSIDE.match(sample.text) else None
    if sample.language != "shell" or not any(_OUTSIDE.match(sample.text[a:b]) for a, b in sql_spans(sample)):
        return None
    for command in read_shell(sample.text).commands:
        if command.words and command.words[0].text == "psql":
            end = command.words[0].end
            return put(sample.text, end, end, " --single-transaction")
    return None


def clobbered_input(sample: Sample, chance: Random) -> str | None:
    """Output goes into the file that is read, which the shell empties first."""
    if sample.language != "shell":
        return None
    commands = [command for command in read_shell(sample.text).commands if command.words]
    places = [
        (target, word.text)
        for command in commands
        for operator, target in command.targets
        if operator == ">"
        for reader in commands
        if reader.pipeline == command.pipeline and reader.words[0].text in _FILTERS
        for word in (*reader.words[1:], *(word for sign, word in reader.targets if sign == "<"))
        if _FILE.fullmatch(word.text) and word.text != target.text
    ]
    if not places:
        return None
    target, file = chance.choice(places)
    return put(sample.text, target.start, target.end, file)
