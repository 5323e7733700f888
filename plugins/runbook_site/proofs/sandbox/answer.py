"""What a supervisor answers, read strictly."""

from __future__ import annotations

import binascii
import math
from base64 import b64decode
from typing import TYPE_CHECKING, cast, get_args

from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.outcome import File, Look, Outcome, Why

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = (str, int, int, int)


def outcome_of(answer: Mapping[str, object]) -> Outcome:
    """How a command ended.

    Raises:
        SandboxError: The answer is none.
    """
    why = answer.get("why")
    seconds = answer.get("seconds")
    if why not in get_args(Why) or not isinstance(seconds, float) or not math.isfinite(seconds):
        raise _unreadable()
    return Outcome(status_of(answer), bytes_of(answer, "output"), bytes_of(answer, "errors"), cast("Why", why), seconds)


def status_of(answer: Mapping[str, object]) -> int | None:
    """An exit status; nothing where there is none.

    Raises:
        SandboxError: The answer is none.
    """
    return None if answer.get("status", ...) is None else number_of(answer, "status")


def number_of(answer: Mapping[str, object], name: str) -> int:
    """A number.

    Raises:
        SandboxError: The answer is none.
    """
    number = answer.get(name)
    if not isinstance(number, int) or isinstance(number, bool):
        raise _unreadable()
    return number


def flag_of(answer: Mapping[str, object], name: str) -> bool:
    """Yes or no.

    Raises:
        SandboxError: The answer is neither.
    """
    flag = answer.get(name)
    if not isinstance(flag, bool):
        raise _unreadable()
    return flag


def bytes_of(answer: Mapping[str, object], name: str) -> bytes:
    """Bytes, which come in base 64.

    Raises:
        SandboxError: The answer is none.
    """
    return _decoded(answer.get(name))


def _decoded(text: object) -> bytes:
    if not isinstance(text, str):
        raise _unreadable()
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _unreadable() from error


def look_of(answer: Mapping[str, object], folders: int, files: int) -> Look:
    """So many lists of files, and the contents of so many of them.

    Raises:
        SandboxError: The answer is none.
    """
    listings, contents = answer.get("listings"), answer.get("contents")
    if not isinstance(listings, list) or not isinstance(contents, list):
        raise _unreadable()
    if (len(listings), len(contents)) != (folders, files):
        raise _unreadable()
    return Look(tuple(map(_files, listings)), tuple(None if each is None else _decoded(each) for each in contents))


def _files(rows: object) -> tuple[File, ...]:
    if not isinstance(rows, list):
        raise _unreadable()
    for row in rows:
        if not isinstance(row, list) or tuple(map(type, row)) != _FILE:
            raise _unreadable()
    return tuple(File(*row) for row in rows)


def _unreadable() -> SandboxError:
    return SandboxError("the sandbox gave an answer that is none; it is not used any further")
