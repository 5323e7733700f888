"""Words in which the name of a file has something around it."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from runbook_site.snippets.tool import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.snippets.word import Word

_DATA = words_of("-d --data --data-ascii --data-binary --json -w --write-out")
_NAMED = words_of("--data-urlencode -F --form")
_WHOLE = re.compile(r"@(?P<file>[^@]+)")
_BEHIND_NAME = re.compile(r"[^=@<]*(?:=[@<]|@)(?P<file>[^;,=@<]+)")
_JOINED = re.compile(r"(?P<option>-[dwF])(?P<value>[^-].*)", re.DOTALL)
_FILE_URL = re.compile(r"(?:[\w.-]*=)?fileb?://(?P<file>[^/].*)")


def given_values(argv: Sequence[Word], options: frozenset[str]) -> Iterator[tuple[str, str, Word]]:
    """The options of some that are given, with their values, as a word behind them or joined by ``=``.

    Yields:
        The option, its value as far as it is known, and the word that the value stands in.
    """
    for word, following in zip_longest(argv[1:], argv[2:]):
        written = word.value or ""
        name, sign, value = written.partition("=")
        if written in options and following is not None:
            yield written, following.value or "", following
        elif sign and name in options and name.startswith("--"):
            yield name, value, word


def curl_files(argv: Sequence[Word]) -> Iterator[tuple[str, Word]]:
    """The files that curl takes from what it sends or prints: ``-d @order.json``, ``-F photo=@cat.png``."""
    given = list(given_values(argv, _DATA | _NAMED))
    joined = ((found, word) for word in argv[1:] if (found := _JOINED.fullmatch(word.value or "")) is not None)
    given += [(found["option"], found["value"], word) for found, word in joined]
    for option, value, word in given:
        found = (_BEHIND_NAME if option in _NAMED else _WHOLE).match(value)
        if found is not None:
            yield found["file"], word


def aws_files(argv: Sequence[Word]) -> Iterator[tuple[str, Word]]:
    """The files that the AWS CLI takes a value from: ``file://policy.json``, ``key=fileb://key.der``.

    Behind three slashes the path is absolute.
    """
    for word in argv[1:]:
        found = _FILE_URL.fullmatch(word.value or "")
        if found is not None:
            yield found["file"], word
