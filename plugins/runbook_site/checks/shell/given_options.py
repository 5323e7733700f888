"""Which options a command is given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.snippets.tool import shown, tool_call, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.word import Word

_CLUSTER = re.compile(r"-[A-Za-z0-9]{2,10}")


def own_words(invocation: Invocation) -> Sequence[Word]:
    """The last word of the subcommand, and those behind it: an option in front of that means something else."""
    return invocation.argv[tool_call(invocation.argv).rest - 1 :]


def longest(table: Mapping[tuple[str, ...], str], names: tuple[str, ...]) -> str | None:
    """What a table says of a tool and its subcommand: the longest name that it knows; ``None`` where it knows none."""
    return next((table[names[:length]] for length in range(len(names), 0, -1) if names[:length] in table), None)


def has_option(argv: Sequence[Word], options: str) -> bool:
    """Whether one of the options is given: as a word, joined to a value, or among letters behind one dash."""
    wanted = words_of(options)
    letters = {option[1] for option in wanted if len(option) == 2}  # noqa: PLR2004 - a dash and a letter
    for word in argv[1:]:
        written = shown(word)
        if written == "--":
            return False
        name = written.partition("=")[0]
        if name in wanted and not written.endswith("=false"):
            return True
        if _CLUSTER.fullmatch(written) and letters & set(written[1:]):
            return True
    return False


def has_joined(argv: Sequence[Word], options: frozenset[str]) -> bool:
    """As `has_option`, for tools whose short options take a value without a space: ``-c'select 1'``."""
    short = tuple(option for option in options if not option.startswith("--"))
    return any(
        shown(word).partition("=")[0] in options
        or (short and shown(word).startswith(short) and shown(word)[1:2] != "-")
        for word in argv[1:]
    )
