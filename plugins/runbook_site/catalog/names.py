"""Names of the commands of one runbook: readable, unique, and the same on every run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.model.slug import slug

if TYPE_CHECKING:
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.snippet import Chunk, Snippet

_LONGEST = 60


def command_names(runbook: RunbookSnippets) -> tuple[str, ...]:
    """A name for each chunk of a runbook, in order.

    The author's id where there is one; else the title above the command, else what it calls. A name
    that is taken gets a number, counted in the file's order.
    """
    names: dict[str, None] = {}
    last: dict[str, int] = {}
    for snippet, chunk in runbook.chunks:
        base = name = _base(snippet, chunk)
        while name in names:
            last[base] = last.get(base, 1) + 1
            name = f"{base}-{last[base]}"
        names[name] = None
    return tuple(names)


def command_title(snippet: Snippet, chunk: Chunk) -> str:
    """What a chunk does, in the nearest words that the author gave."""
    command = snippet.block.command
    title = command.title if command else None
    if title and chunk.title and len(snippet.chunks) > 1:
        return f"{title}: {chunk.title}"
    return title or chunk.title or snippet.block.heading or "Command"


def _base(snippet: Snippet, chunk: Chunk) -> str:
    command = snippet.block.command
    if command and command.id:
        return command.id if len(snippet.chunks) == 1 else f"{command.id}-{slug(chunk.title or 'part')}"
    called = next((f"{i.tool} {' '.join(i.subcommand)}" for i in chunk.invocations if i.tool), "")
    title = (command.title if command else None) or chunk.title
    words = title or called.strip() or snippet.block.heading or chunk.language
    return slug(words)[:_LONGEST].strip("-")
