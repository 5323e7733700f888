"""A stretch of a text that may be a placeholder, and what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.model.command import CommandLanguage
    from runbook_site.snippets.quoting import QuotingKind


@dataclass(frozen=True)
class TextNames:
    """What is asked of a text as a whole, gathered once.

    Attributes:
        closed: Names of the tags that it closes, as HTML does.
        variables: Names that it uses as shell variables.
        tokens: What ``xargs -I`` and the like replace.
        lines: Words that have a line to themselves, as the end of a heredoc has.
    """

    closed: frozenset[str]
    variables: frozenset[str]
    tokens: frozenset[str]
    lines: frozenset[str]


def text_names(text: str) -> TextNames:
    """Gather the names of a text."""
    return TextNames(
        frozenset(re.findall(r"</([\w:-]{1,60})>", text)),
        frozenset(re.findall(r"\$\{?(\w{1,60})", text)),
        frozenset(re.findall(r"(?:-I|--replace=) ?[\"']?(\{[\w.-]{1,60}\})", text)),
        frozenset(re.findall(r"^[ \t]*+([\w.-]{1,60})[ \t]*+$", text, re.MULTILINE)),
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a text that may be a placeholder.

    Attributes:
        text: All of the text.
        start: Offset.
        end: Offset behind it.
        inner: What stands inside of its brackets; all of it where it has none.
        quoting: The quoting around it.
        quote_start: Where the quoted stretch begins.
        quote_end: Where it ends.
        language: Of the text.
        names: What is asked of the text as a whole.
    """

    text: str
    start: int
    end: int
    inner: str
    quoting: QuotingKind
    quote_start: int
    quote_end: int
    language: CommandLanguage
    names: TextNames

    @property
    def before(self) -> str:
        """The character in front; a line break at the text's start."""
        return self.text[self.start - 1] if self.start else "\n"

    @property
    def after(self) -> str:
        """The character behind; a line break at the text's end."""
        return self.text[self.end] if self.end < len(self.text) else "\n"

    @property
    def line_before(self) -> str:
        """The line up to it, at most 300 characters of it."""
        earliest = max(0, self.start - 300)
        return self.text[max(self.text.rfind("\n", earliest, self.start) + 1, earliest) : self.start]

    @property
    def quoted(self) -> bool:
        """Whether it stands in a quoted string."""
        return self.quoting in {"single", "double"}

    @property
    def fills_quotes(self) -> bool:
        """Whether it is all that stands in the quotes around it."""
        return self.start == self.quote_start + 1 and self.end == self.quote_end - 1

    @property
    def searched(self) -> bool:
        """Whether it stands in what ``sed`` looks for, which is the text of a file and is not filled in."""
        line = self.line_before
        if self.language != "shell" or _EDITOR.search(line) is None:
            return False
        last = max(_SUBSTITUTE.finditer(line), key=lambda each: each.start(), default=None)
        return last is not None and line.find(last["mark"], last.end()) < 0


_EDITOR = re.compile(r"(?<![\w-])(?:sed|perl|rename)\s")
_SUBSTITUTE = re.compile(r"(?<![A-Za-z0-9_])s(?P<mark>[/|#@,])")
