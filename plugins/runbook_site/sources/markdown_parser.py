"""The parser: markdown-it with the rules of this package."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt, rules_block

from runbook_site.sources.markdown_admonition import admonition
from runbook_site.sources.markdown_block import (
    MAX_NESTING,
    code,
    fence,
    html_block,
    placed_prose,
    placed_table,
    too_deep,
)
from runbook_site.sources.markdown_directive import directive
from runbook_site.sources.markdown_inline import RULES


class _Parser(MarkdownIt):
    """markdown-it with targets of links as they are written: the two methods are its points of extension."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's name
        return True


@cache
def markdown_parser() -> MarkdownIt:
    """The one parser of the process; it keeps nothing between texts."""
    parser = _Parser("commonmark", {"maxNesting": MAX_NESTING + 1})
    block = parser.block.ruler
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    block.before("table", "too_deep", too_deep)
    block.at("table", placed_table, {"alt": ["paragraph", "reference"]})
    block.at("code", code)
    block.at("fence", fence, {"alt": interrupts})
    block.before("fence", "admonition", admonition, {"alt": interrupts})
    block.before("fence", "directive", directive, {"alt": interrupts})
    block.at("html_block", html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    block.at("heading", placed_prose(rules_block.heading), {"alt": ["paragraph", "reference", "blockquote"]})
    block.at("lheading", placed_prose(rules_block.lheading))
    block.at("paragraph", placed_prose(rules_block.paragraph))
    parser.enable("table")
    for name, rule in RULES.items():
        parser.inline.ruler.at(name, rule)
    return parser
