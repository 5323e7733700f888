"""Words as the shell's reader gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from runbook_site.snippets.word import Word


def words_of_shell(line: str) -> tuple[Word, ...]:
    """The words of the first command of a line; none where there is no command."""
    split = split_shell(SourceText("example", line).whole(), "postgresql")
    calls = (call for chunk in split.chunks for call in chunk.invocations if call.argv)
    first = next(calls, None)
    return () if first is None or first.text.text != line else first.argv
