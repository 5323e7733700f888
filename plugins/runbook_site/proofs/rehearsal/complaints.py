"""Files that programs say they did not find, told from what they print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_LINES = 200
_MOST = 1000
_NOT_FOUND = re.compile(r"(?:: Cannot \w+)?(?:: | \()(?:No such file or directory|Directory nonexistent)")
_NOT_ALLOWED = re.compile(r"(?:: Cannot \w+)?: (?:Read-only file system|Permission denied)")
_NOT_KNOWN = re.compile(r": not found$")
_QUOTED = re.compile("[\u2018'\"]([^\u2018\u2019'\"]++)[\u2019'\"]$")
_FOR = re.compile(r"(?:: failed to open)? for (?:reading|writing)$")
_BEFORE = re.compile(r".*(?:: |\b(?:open|access|read|create)(?: file)? )", re.DOTALL)


def not_found(errors: bytes) -> Iterator[str]:
    """The paths of the files that somebody did not find."""
    yield from _paths(errors, _NOT_FOUND)


def not_allowed(errors: bytes) -> Iterator[str]:
    """The paths that somebody could not write to: they lie where a sandbox has no place."""
    yield from _paths(errors, _NOT_ALLOWED)


def not_known(errors: bytes) -> Iterator[str]:
    """The programs that some other shell than bash did not find, and so no recorder saw."""
    yield from _paths(errors, _NOT_KNOWN)


def _paths(errors: bytes, words: re.Pattern[str]) -> Iterator[str]:
    for line in errors.decode("utf-8", "replace").splitlines()[:_MOST_LINES]:
        found = words.search(line[:_MOST])
        if found is not None:
            before = _FOR.sub("", line[: found.start()], count=1)
            quoted = _QUOTED.search(before)
            yield quoted[1] if quoted else _BEFORE.sub("", before, count=1)
