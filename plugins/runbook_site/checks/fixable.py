"""Whether a text can be changed in its file as it reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.model.document import Block
    from runbook_site.sources.text import Span

_BLOCK_SCALAR = re.compile(r"[|>][+-]?[0-9]?[+-]?[ \t]*(?:#[^\n]*)?\r?\n\s*\Z")
_LONGEST_LEAD = 400


def stands_as_it_reads(block: Block) -> bool:
    """Whether the text of a block stands in its file without escapes: in Markdown, and in a YAML block scalar."""
    if block.origin != "command":
        return True
    at = block.text.file_offset(0)
    before = block.text.source.text[max(0, at - _LONGEST_LEAD) : at]
    return _BLOCK_SCALAR.search(before) is not None


def is_verbatim(block: Block, span: Span, written: str) -> bool:
    """Whether a stretch of the file is what is read there, so that an edit can replace it."""
    source = block.text.source
    return source.text[source.offset(span.start) : source.offset(span.end)] == written
