"""What a supervisor answers, read strictly."""

from __future__ import annotations

import binascii
import math
from base64 import b64decode
from typing import TYPE_CHECKING, cast, get_args

from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.outcome import File, Outcome, Why

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
    text = answer.get(name)
    if not isinstance(text, str):
        raise _unreadable()
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _unreadable() from error


def files_of(answer: Mapping[str, object]) -> tuple[File, ...]:
    """A list of files.

    Raises:
        SandboxError: The answer is none.
    """
    rows = answer.get("files")
    if not isinstance(rows, list):
        raise _unreadable()
    for row in rows:
        if not isinstance(row, list) or tuple(map(type, row)) != _FILE:
            raise _unreadable()
    return tuple(File(*row) for row in rows)


def _unreadable() -> SandboxError:
    return SandboxError("the sandbox gave an answer that is none; it is not used any further")
