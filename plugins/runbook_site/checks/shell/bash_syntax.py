"""What bash itself says of a text's syntax, without running any of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.checks.program import ProgramError, ask_program, folder_for_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

_SCRIPT = """\
ulimit -t 5
while IFS= read -r name; do
  bash --norc --noprofile -n "$name" 2>"$name.errors"
  echo "$?"
done
"""
_REJECTED = 2
_SECONDS = 20.0
_SECONDS_A_TEXT = 0.05
_LINE = re.compile(r"^[^\n:]{1,80}: line (\d{1,9}): ([^\n]{1,400})", re.MULTILINE)
_UNCLOSED = re.compile(r"unexpected EOF while looking for matching [`'](.{1,4})'")
_TOKEN = re.compile(r"syntax error near unexpected token [`'](.{1,200})'$")
_CLOSERS = {")": "'('", "}": "'{'", "]": "'['", "))": "'(('"}


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why bash does not take a text.

    Attributes:
        line: The line on which it gives up, counted from 1.
        reason: Why, in plain words.
    """

    line: int
    reason: str


def rejections(texts: Iterable[str]) -> dict[str, Rejection]:
    """The texts that bash does not take; ``bash -n`` reads all of them in one go, and runs nothing.

    Raises:
        ProgramError: There is no bash, or it did not come to an end.
    """
    wanted = list(dict.fromkeys(texts))
    if not wanted:
        return {}
    with folder_for_texts() as temporary:
        folder = Path(temporary)
        names = [str(number) for number in range(len(wanted))]
        for name, text in zip(names, wanted, strict=True):
            (folder / name).write_bytes(f"{text}\n".encode("utf-8", "replace"))
        command = ["bash", "--norc", "--noprofile", "-c", _SCRIPT]
        answer = ask_program(command, folder, _SECONDS + _SECONDS_A_TEXT * len(names), "\n".join((*names, "")))
        statuses = answer.output.split()
        if len(statuses) != len(names):
            message = f"bash has read {len(statuses)} of {len(names)} texts: {answer.errors[:300]}"
            raise ProgramError(message)
        return {
            text: _rejection((folder / f"{name}.errors").read_text("utf-8", "replace"))
            for name, text, status in zip(names, wanted, statuses, strict=True)
            if status == str(_REJECTED)
        }


def _rejection(errors: str) -> Rejection:
    found = _LINE.search(errors)
    return Rejection(1, "bash does not take it") if found is None else Rejection(int(found[1]), _in_words(found[2]))


def _in_words(message: str) -> str:
    """What bash means by a message of its parser."""
    if unclosed := _UNCLOSED.search(message):
        return f"{_CLOSERS.get(unclosed[1], f'a {unclosed[1]}')} is opened and not closed"
    if token := _TOKEN.search(message):
        if token[1] == "newline":
            return "something has to follow at the end of the line"
        return f"'{token[1]}' cannot stand here"
    if "unexpected end of file" in message:
        return "something is opened and not ended: 'if' without 'fi', 'do' without 'done', '{' without '}'"
    return message.removeprefix("syntax error: ").replace("`", "'")
