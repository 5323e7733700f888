"""Quotes and brackets that lost their other half."""

from __future__ import annotations

import subprocess
from functools import lru_cache
from typing import TYPE_CHECKING

from bench.accuracy.calls import calls
from bench.accuracy.edit import put
from bench.accuracy.shell_reader import read_shell
from bench.accuracy.sql_reader import parses, sql_spans

if TYPE_CHECKING:
    from random import Random

    from bench.accuracy.sample import Sample

_BRACKETS = "()[]{}"
_TRIES = 6
_READ_AS_PROGRAM = frozenset({"jq", "kubectl", "aws"})
"""Tools that read words with brackets themselves: programs, paths, JSON. To a template of Go's a lone brace is text."""


def quote_lost(sample: Sample, chance: Random) -> str | None:
    """One quote of a pair is gone, and bash or PostgreSQL cannot read the text."""
    if sample.language == "shell":
        shell = read_shell(sample.text)
        quoted = [span for span in shell.quoted if not any(start <= span[0] < end for start, end in shell.heredocs)]
        return _lost(sample, [edge for start, end in quoted for edge in (start, end - 1)], chance)
    return _lost(sample, [at for at, character in enumerate(sample.text) if character == "'"], chance)


def bracket_lost(sample: Sample, chance: Random) -> str | None:
    """One bracket of a pair is gone, and bash or PostgreSQL cannot read the text."""
    spans = sql_spans(sample)
    quoted = read_shell(sample.text).quoted if sample.language == "shell" else []
    # Brackets in strings of a shell text are the shell's only where the string is SQL.
    places = [
        at
        for at, character in enumerate(sample.text)
        if character in _BRACKETS and (any(a <= at < b for a, b in spans) or not any(a <= at < b for a, b in quoted))
    ]
    return _lost(sample, places, chance)


def bracket_of_program_lost(sample: Sample, chance: Random) -> str | None:
    """One bracket is gone of what a tool reads as a program, a path or JSON: ``jq '.[0'``."""
    if sample.language != "shell":
        return None
    shell = read_shell(sample.text)
    words = [word for call in calls(sample.text) if call.tool in _READ_AS_PROGRAM for word in call.arguments]
    for command in shell.commands:
        if command.words and command.words[0].text == "awk":
            words += command.words[1:]
    places = [
        word.start + at
        for word in words
        if "'" in word.text and "$(" not in word.text and not any(word.text[:3] == f"{mark}SE" for mark in "'\"")
        for at, character in enumerate(word.text)
        if character in _BRACKETS and balanced(word.text)
    ]
    return put(sample.text, (at := chance.choice(places)), at + 1, "") if places else None


def balanced(text: str) -> bool:
    """Whether there are as many closing brackets of each kind as opening ones."""
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in ("()", "[]", "{}"))


def _lost(sample: Sample, places: list[int], chance: Random) -> str | None:
    chance.shuffle(places)
    spans = sql_spans(sample)
    for at in places[:_TRIES]:
        damaged = put(sample.text, at, at + 1, "")
        span = next((each for each in spans if each[0] <= at < each[1]), None)
        if span is not None:
            if parses(sample.text[slice(*span)]) and not parses(damaged[span[0] : span[1] - 1]):
                return damaged
        elif sample.language == "shell" and not bash_reads(damaged):
            return damaged
    return None


@lru_cache(maxsize=10_000)
def bash_reads(text: str) -> bool:
    """Whether bash itself can read a text. Nothing of it is run."""
    checked = subprocess.run(["bash", "-n"], input=text.encode(), capture_output=True, check=False)  # noqa: S607 - the user's
    # A heredoc that is never closed is only a warning to bash.
    return checked.returncode == 0 and not checked.stderr
