"""Texts that somebody could have written, and what becomes of them in careless hands."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.fuzz.fragments import FRAGMENTS, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_PIECES = 8
_MOST_DAMAGES = 5
_MOST_TIMES = 40
LONGEST = 20_000
"""Characters. What takes more than linear time shows well before."""

Damage = tuple[str, int, int, str]


def texts(entry: str) -> st.SearchStrategy[bytes]:
    """Files for an entry: some pieces of its kind, put together and damaged, now and then no UTF-8."""
    pieces = st.lists(st.sampled_from(FRAGMENTS[entry]), min_size=1, max_size=_MOST_PIECES).map("".join)
    whole = st.tuples(pieces, st.lists(_damages(), max_size=_MOST_DAMAGES))
    written = whole.map(lambda pair: reduce(_damaged, pair[1], pair[0]).encode()[:LONGEST])
    return st.tuples(written, st.sampled_from([b"", b"", b"", b"", b"", b"\xff"])).map(b"".join)


def long_texts(entry: str) -> st.SearchStrategy[bytes]:
    """The same few characters again and again: what is done anew for each of them takes a time that grows faster."""
    piece = st.sampled_from(WORDS) | st.sampled_from(FRAGMENTS[entry])
    pair = st.tuples(piece, st.sampled_from(("", " ", "\n", "a", "'"))).map("".join)
    return pair.map(lambda text: (text * (LONGEST // len(text) + 1)).encode()[:LONGEST])


def _damages() -> st.SearchStrategy[Damage]:
    """What is done, where in the text, on which length, and with which word."""
    return st.tuples(
        st.sampled_from(list(_DAMAGES)), st.integers(0, 999), st.integers(0, 60), st.sampled_from(WORDS) | st.text()
    )


def _damaged(text: str, damage: Damage) -> str:
    name, where, length, word = damage
    start = len(text) * where // 1000
    return _DAMAGES[name](text, start, start + length, word)


_DAMAGES: dict[str, Callable[[str, int, int, str], str]] = {
    "insert": lambda text, start, _, word: text[:start] + word + text[start:],
    "replace": lambda text, start, end, word: text[:start] + word + text[end:],
    "remove": lambda text, start, end, _: text[:start] + text[end:],
    "double": lambda text, start, end, _: text[:end] + text[start:],
    "repeat": lambda text, start, end, word: text[:start] + (text[start:end] + word) * _MOST_TIMES + text[end:],
    "break off": lambda text, start, *_: text[:start],
    "begin late": lambda text, start, *_: text[start:],
    "indent": lambda text, start, end, _: text[:start] + text[start:].replace("\n", "\n" + " " * (end - start & 7)),
    "other line ends": lambda text, *_: text.replace("\n", "\r\n"),
    "on one line": lambda text, start, *_: text[:start] + text[start:].replace("\n", " "),
}
