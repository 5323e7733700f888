"""Prompts: what a terminal prints in front of a command."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

PromptKind = Literal["shell", "psql", "mysql"]

_INDENT = r"[ \t\u00a0]*+"
_ENVIRONMENT = r"(?:\([\w.@:/-]{1,60}\)[ ]?)?"

_USER = r"(?:[\w.+-]{1,64}|I\ have\ no\ name!)"
_BRANCH = r"(?:[ ]\([^()\n]{1,80}\))?"

_SHELL_NAMED = re.compile(
    rf"""{_INDENT}{_ENVIRONMENT}(?:
      \[{_USER}@[\w.-]{{1,255}}(?:[ :][^\]\n]{{0,120}})?\]\s?[$\#%]             # [root@host ~]#
    | {_USER}@[\w.-]{{1,255}}(?:[ :][^\s$\#%>]{{0,120}})?{_BRANCH}\s?[$\#%]      # user@host:~/app (main)$
    | {_USER}@[\w.-]{{1,255}}[ ][~/][^\s$\#%>]{{0,120}}{_BRANCH}>                # user@host ~/app (main)>
    | [\w.-]{{1,255}}:[~/][^\s$\#%>]{{0,120}}(?:[ ]?\$|\#)                      # host.example.net:~$
    | [\w.-]{{1,64}}:[~/]\S{{0,120}}[ ][\w.-]{{1,64}}[$\#]                      # host:~ user$
    | (?:sh|bash|zsh|ash|dash|ksh)(?:-\d[\d.]{{0,10}})?[$\#]                   # bash-5.1$
    | shell>                                                                # shell>
    | [~/][\w./~-]{{0,120}}[ ]?[$\#]                                            # /app #
    | \$>                                                                   # $>
    | ➜[ ]{{1,3}}\S{{1,120}}(?:[ ]git:\([^)\n]{{0,120}}\))?(?:[ ]✗)?          # ➜  dir git:(main) ✗
    | [\u276fλ]
    )(?:[ ]|$)""",
    re.VERBOSE,
)
_SHELL_OF_A_PLACE = re.compile(
    rf"""{_INDENT}{_ENVIRONMENT}(?:
      [A-Za-z][\w.-]{{0,80}}(?:[ ]{{0,20}}[$%]|\#)                                  # mon-a#
    | \[[A-Za-z0-9][\w.-]{{0,63}}(?:[ :][~/\w][^\]\n]{{0,120}})?\](?:[ ]?[$%]|\#)   # [cluster-1]$
    | [\w.-]{{1,255}}:[~/][^\s$\#%>]{{0,120}}[ ]\#                                 # host:~ #
    )[ ](?=\S)""",
    re.VERBOSE,
)
_DOLLAR = re.compile(rf"{_INDENT}{_ENVIRONMENT}\$(?:[ \t\u00a0]++|$)")
_PERCENT = re.compile(rf"{_INDENT}{_ENVIRONMENT}% (?=[\w./~$\"'(])")
_HASH = re.compile(rf"{_INDENT}# (?=\S)")
_PSQL = re.compile(r"[ \t]*+[\w.-]{1,63}=[*!?^]?[#>](?:[ ]|$)")
_PSQL_CONTINUED = re.compile(r"[ \t]*+[\w.-]{0,63}[-'\"($*][*!?]?[#>](?:[ ]|$)")
_MYSQL = re.compile(r"[ \t]*+(?:mysql|MariaDB|MySQL|sqlite|SQL|cqlsh(?::\w{1,64})?)(?: ?\[[^\]\n]{0,64}\])?>(?:[ ]|$)")
_MYSQL_CONTINUED = re.compile(r" {1,12}(?:->|'>|\">|`>|\.\.\.>)(?:[ ]|$)")
_SECONDARY = re.compile(r"[ \t]*+>(?:[ ]|$)")


_PROMPTS: tuple[tuple[re.Pattern[str], PromptKind, bool, bool], ...] = (
    (_DOLLAR, "shell", False, True),
    (_SHELL_NAMED, "shell", False, True),
    (_PSQL, "psql", False, True),
    (_PSQL_CONTINUED, "psql", True, False),
    (_MYSQL, "mysql", False, True),
    (_MYSQL_CONTINUED, "mysql", True, False),
    (_PERCENT, "shell", False, False),
    (_HASH, "shell", False, False),
    (_SHELL_OF_A_PLACE, "shell", False, False),
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt at the beginning of a line.

    Attributes:
        kind: Whose prompt it is.
        end: Offset behind it in the line.
        continued: Whether it asks for the rest of a command.
        certain: Whether nothing else looks like it; a lone ``#`` or ``%``, or a word in front of ``$`` or ``#``,
            may be something else.
    """

    kind: PromptKind
    end: int
    continued: bool = False
    certain: bool = True


def read_prompt(line: str) -> Prompt | None:
    """The prompt that a line (without line end) begins with, continuation prompts of psql and mysql included.

    The shell's own ``>`` is not told from here, because only an unfinished command makes a prompt of it.
    """
    for pattern, kind, continued, certain in _PROMPTS:
        if (found := pattern.match(line)) is not None:
            return Prompt(kind, found.end(), continued, certain)
    return None


def secondary_prompt_end(line: str) -> int:
    """Offset behind the shell's continuation prompt ``>``; 0 where the line has none."""
    found = _SECONDARY.match(line)
    return found.end() if found else 0
