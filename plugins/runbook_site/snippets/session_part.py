"""What a console session consists of: lines, and the commands that were typed on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.snippets.prompt import Prompt, PromptKind
    from runbook_site.sources.text import MappedText, Span

_COMMENT = re.compile(r"[ \t\u00a0]*+(?:#+|--)[ \t]++(?=\w)")


@dataclass(frozen=True)
class SessionPart:
    """One command of a session.

    Attributes:
        prompt: The prompt; an empty span where a command stands without one, or no command stands.
        command: What was typed, with all prompts removed and without the last line's end. Empty for
            output that no command stands above: text in front of the first prompt.
        output: What it printed, without the last line's end.
        kind: Whose prompt it is; ``mysql`` stands for the prompts of MariaDB and SQLite too.
        title: The comment lines directly above the prompt, without ``#`` or ``--``.
        dialect: The SQL of the client that it was typed into, where that is known.
        leaves: Whether what follows is typed somewhere else: the command opens or ends a client.
    """

    prompt: Span
    command: MappedText
    output: str
    kind: PromptKind
    title: str = ""
    dialect: str = ""
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A line, where it begins and ends in the block (without line end), and the prompt that it shows."""

    start: int
    end: int
    text: str
    prompt: Prompt | None

    @property
    def asks(self) -> bool:
        """Whether a command begins on it."""
        return self.prompt is not None and not self.prompt.continued

    @property
    def behind_prompt(self) -> int:
        """Offset behind the prompt."""
        return self.prompt.end if self.prompt is not None else 0


def split_comments(lines: Sequence[SessionLine]) -> tuple[Sequence[SessionLine], str]:
    """Output above a prompt, and the comment directly above it."""
    cut = len(lines)
    while cut and (not lines[cut - 1].text.strip() or _COMMENT.match(lines[cut - 1].text)):
        cut -= 1
    return lines[:cut], " ".join(_COMMENT.sub("", line.text).strip() for line in lines[cut:] if line.text.strip())


def printed_text(lines: Sequence[SessionLine]) -> str:
    """Lines of output as one text, without empty ones around it."""
    return "\n".join(line.text for line in lines).strip("\n")
