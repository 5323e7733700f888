"""What stands below a command and is evidently what it printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.snippets.foreign import looks_like

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 0.6
_WRITTEN = frozenset({"source code", "HCL", "INI"})
"""What stands in files and no command prints."""

_DONE = re.compile(
    r"""[ \t]*+[a-z][\w.-]*+(?:/[\w.:-]++|[ ]"[\w./:-]++")[ ](?:condition[ ]met|created|configured|unchanged|deleted
      |patched|scaled|restarted|labeled|annotated|exposed|replaced|edited|evicted|cordoned|uncordoned|drained|tainted
      |serverside-applied|created[ ]\(.{1,30}\)|force[ ]deleted|already[ ]cordoned|autoscaled|paused|resumed
      |rolled[ ]back)[ \t]*$""",
    re.VERBOSE,
)
_CELL = r"""[^\s"'\\|;&=<>$`#-][^\s"'\\|;&=<>$`]*+"""
_RESULT = re.compile(
    r"""[ \t]*+(?:
      [A-Z][\w()/%-]*+(?:[ \t:,.!?(]|$)             # a sentence, or the head of a table: no program begins so
    | [|*+=][ \t|*+=-]                             # a frame, a list
    | \d[\d.:,]*+[KMGT]?i?B?[%)]?(?:\s|$)          # a number
    | \(\d++[ ]rows?\) | -{3,} | ={3,} | \.{3}[ \t]*$
    | [dlcbps-][r-][w-][xsS-][r-][w-]               # ls -l
    | [\w.\[\]()/-]++[ ]*+:(?:[ \t]|$)              # name : value
    )""",
    re.VERBOSE,
)
"""A line that a program printed and no shell would take."""
_COLUMNS = re.compile(rf"[ \t]*+{_CELL}(?:[ ]{{2,}}|\t){_CELL}(?:[ ]\S++)?(?:[ ]{{2,}}|\t)\S")
_OPTION = re.compile(r"\s-[A-Za-z-]")


def is_printed(lines: Sequence[str]) -> bool:
    """Whether lines below a command, none of them blank, are evidently what it printed.

    A file that the reader is to write may stand there as well: what looks like one is not taken for output.
    """
    kind = looks_like("\n".join(lines))
    if kind or not lines:
        return bool(kind) and kind not in _WRITTEN
    alike = sum(_is_output(line) for line in lines)
    return _is_output(lines[0]) and alike >= _MOST * len(lines)


def is_result(line: str) -> bool:
    """Whether a line is what kubectl says when it is done: ``deployment.apps/web restarted``."""
    return _DONE.match(line) is not None


def _is_output(line: str) -> bool:
    if _RESULT.match(line) is not None or is_result(line):
        return True
    # A tool that nobody knows may have its words in columns too: a row of a table has numbers, and no options.
    in_columns = _COLUMNS.match(line) is not None and any(character.isdigit() for character in line)
    return in_columns and _OPTION.search(line) is None
