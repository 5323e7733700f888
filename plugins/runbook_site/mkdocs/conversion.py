"""Pages whose HTML goes around the conversion from Markdown, instead of through it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

_BLOCK = re.compile(r"^<(?:div|dl|ol|p|ul)[ >].*>$", re.MULTILINE)
_STAND_IN = '<div data-runbook-site="{}"></div>'
_STOOD_IN = re.compile(_STAND_IN.replace("{}", r"(\d+)"))
_ANCHOR = re.compile(r'<[a-z][a-z0-9]*(?: [^<>]*)? id="([^"<>]+)"')


def convert_around_html(page: Page, own: Callable[[], str]) -> None:
    """Let a page be converted with an empty element in the place of each line of HTML.

    Markdown hands such a line on as it is, and takes most of its time to find out that it is one. Here it meets
    nothing but headings: no extension that works on lines can change a command, or include a file that a runbook
    names. Where another plugin has changed the page's Markdown, it is converted as a whole.

    Args:
        page: The page; its ``render`` is replaced.
        own: Gives the Markdown as this plugin made it, with its front matter.
    """

    def render(config: MkDocsConfig, files: Files) -> None:
        whole = page.markdown
        if whole is None or not own().endswith(whole):
            Page.render(page, config, files)
            return
        blocks: list[str] = []

        def stand_in(block: re.Match[str]) -> str:
            blocks.append(block[0])
            return _STAND_IN.format(len(blocks) - 1)

        page.markdown = _BLOCK.sub(stand_in, whole)
        Page.render(page, config, files)
        page.markdown = whole
        page.content = _STOOD_IN.sub(lambda found: blocks[int(found[1])], page.content or "")
        anchors = {html.unescape(anchor) for block in blocks for anchor in _ANCHOR.findall(block)}
        page.present_anchor_ids = (page.present_anchor_ids or set()) | anchors

    page.render = render  # type: ignore[method-assign]  # MkDocs makes the pages, and gives no other way in
