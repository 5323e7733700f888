"""Commands that change something, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from runbook_site.snippets.effective_risk import effective_risk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.model.command import Risk
    from runbook_site.model.runbook import Phase
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.snippet import Chunk, Snippet
    from runbook_site.sources.text import Span


class RatedChunk(NamedTuple):
    """A chunk with its phase and the risk that holds."""

    snippet: Snippet
    chunk: Chunk
    phase: Phase | None
    risk: Risk

    @property
    def span(self) -> Span:
        """Where its text stands."""
        return span_of(self.chunk)


def rated_chunks(runbook: RunbookSnippets) -> Iterator[RatedChunk]:
    """Every chunk of a runbook, in the file's order."""
    for snippet, chunk in runbook.chunks:
        step = snippet.block.step
        yield RatedChunk(snippet, chunk, step.phase if step else None, effective_risk(snippet, chunk))


def first_at_risk(runbook: RunbookSnippets, risk: Risk) -> RatedChunk | None:
    """The first command of the procedure with a risk."""
    return next((each for each in rated_chunks(runbook) if each.phase == "procedure" and each.risk == risk), None)


def span_of(chunk: Chunk) -> Span:
    """Where the text of a chunk stands."""
    return chunk.text.span(0, len(chunk.text.text))
