"""Whether what reads a pipeline ends before what writes it, which ends that too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.shell.given_options import is_given
from runbook_site.snippets.tool import shown, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.snippets.invocation import Invocation

_SEARCHES = words_of("grep egrep fgrep zgrep rg")
_FIRST_MATCH = "-q --quiet --silent -m --max-count"
_QUITS = re.compile(r"(?:^|[\s;{}/$\d])[qQ][ \t]*+\d*+[ \t]*+(?:[;}\n]|$)")
"""The command of ``sed`` that ends it: ``10q``, ``/ready/q``, ``/ready/{p;q}``."""
_EXITS = re.compile(r"\bexit\b")
_LOOP = re.compile(r"[^|;&\n]{0,200}+\|[ \t\n]*+while\b")
_LEAVES_LOOP = re.compile(r"\b(?:break|exit|return)\b")


def stops_reading(invocation: Invocation, siblings: Sequence[Invocation]) -> bool:
    """Whether a command behind another in its pipeline ends at what it finds, or after some lines or time.

    What writes into a pipe that nobody reads is ended by the next line that it writes (pipe(7), SIGPIPE).

    Args:
        invocation: The command that writes.
        siblings: All commands of its chunk.
    """
    behind = list(_behind(invocation, siblings))
    last = behind[-1] if behind else invocation
    return any(_ends_early(each) for each in behind) or _feeds_loop_with_end(last)


def _behind(invocation: Invocation, siblings: Sequence[Invocation]) -> Iterator[Invocation]:
    """The commands behind one in its pipeline, in order."""
    if invocation.position + 1 >= invocation.pipeline:
        return
    position = invocation.position
    for each in siblings:
        if each.text is not invocation.text or each.start < invocation.end or each.pipeline != invocation.pipeline:
            continue
        if each.position < position:
            return
        position = each.position
        yield each


def _ends_early(reader: Invocation) -> bool:
    tool = reader.tool
    if tool == "head" or "timeout" in reader.via:
        return True
    if tool in _SEARCHES:
        return is_given(reader, _FIRST_MATCH)
    if tool == "sed":
        return any(_QUITS.search(shown(word)) for word in reader.argv[1:])
    if tool in {"awk", "gawk", "mawk", "perl"}:
        return any(_EXITS.search(shown(word)) for word in reader.argv[1:])
    return False


def _feeds_loop_with_end(last: Invocation) -> bool:
    """Whether a loop reads the lines, and something in it leaves the loop."""
    text = last.text.text
    return _LOOP.match(text, last.end) is not None and _LEAVES_LOOP.search(text, last.end) is not None
