"""The parser: markdown-it with the rules of this package."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt, rules_block

from runbook_site.sources.markdown_admonition import admonition
from runbook_site.sources.markdown_block import (
    MAX_NESTING,
    beginning_with,
    code,
    fence,
    html_block,
    placed_prose,
    placed_table,
    too_deep,
    underlined,
)
from runbook_site.sources.markdown_definition import definition
from runbook_site.sources.markdown_directive import directive
from runbook_site.sources.markdown_inline import RULES
from runbook_site.sources.markdown_label import label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.sources.markdown_block import BlockRule


_PROSE = ["paragraph", "reference", "blockquote"]
_BY_FIRST_CHARACTER: Mapping[str, tuple[str, BlockRule, list[str]]] = {
    "admonition": ("!?=", admonition, [*_PROSE, "list"]),
    "directive": ("`~:", directive, [*_PROSE, "list"]),
    "fence": ("`~", fence, [*_PROSE, "list"]),
    "definition": (":", definition, [*_PROSE, "list"]),
    "label": ("(", label, [*_PROSE, "list"]),
    "blockquote": (">", rules_block.blockquote, [*_PROSE, "list"]),
    "hr": ("*-_", rules_block.hr, [*_PROSE, "list"]),
    "list": ("*+-0123456789", rules_block.list_block, _PROSE),
    "reference": ("[", rules_block.reference, []),
    "html_block": ("<", html_block, _PROSE),
    "heading": ("#", placed_prose(rules_block.heading), _PROSE),
}
"""Rules by the characters that a line begins with for them, each with the blocks that such a line ends.

Most lines are prose, where every rule would look in vain: that is a third of the parser's time.
"""


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
    block.before("table", "too_deep", too_deep)
    block.before("fence", "admonition", admonition)
    block.before("fence", "directive", directive)
    block.before("fence", "definition", definition)
    block.before("fence", "label", label)
    block.at("code", code)
    block.at("table", placed_table, {"alt": ["paragraph", "reference"]})
    block.at("lheading", underlined(placed_prose(rules_block.lheading)))
    block.at("paragraph", placed_prose(rules_block.paragraph))
    for name, (characters, rule, interrupts) in _BY_FIRST_CHARACTER.items():
        block.at(name, beginning_with(characters, rule), {"alt": interrupts})
    parser.enable("table")
    for name, inline_rule in RULES.items():
        parser.inline.ruler.at(name, inline_rule)
    return parser
