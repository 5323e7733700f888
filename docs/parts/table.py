"""Tables of Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table, a line each, of cells that are Markdown."""
    yield from (_row(head), _row("---" for _ in head))
    yield from (_row(row) for row in rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def cell(markdown: str) -> str:
    """Markdown on one line, without the character that ends a cell; in code it ends none."""
    line = " ".join(markdown.split())
    return re.sub(r"(`[^`]*`)|\|", lambda match: match[1] or "&#124;", line)
