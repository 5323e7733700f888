"""Markdown of the sources as HTML: the same on every engine, and harmless."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from runbook_site.site.markup import one_line, text_to_paste
from runbook_site.site.raw_html import harmless_html, image_html
from runbook_site.site.source_links import SourceLinks
from runbook_site.sources.markdown import markdown_tokens
from runbook_site.sources.markdown_block import Placed
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.utils import EnvType, OptionsDict

    CommandsOf = Callable[[str], str | None]

_CHECKBOX = re.compile(r"\[([ xX])\]\s+")
_ADMONITION = re.compile(r"""(?:(!!!|\?\?\?)\+?[ \t]*([\w-]*)[^"'\n]*|===[!+]*[ \t]*)(?:"([^"\n]*)"|'([^'\n]*)')?""")
_PLAIN_LINE = re.compile(r"[A-Za-z][^\\`*_\[\]<>&!~\n]*")
"""Text in which no rule of Markdown has anything to do; most lines of a structured runbook are such."""


@dataclass(frozen=True)
class ProsePlace:
    """What a text needs to know of where it stands.

    Attributes:
        links: Says where its links lead.
        commands_of: HTML of the commands in a code block, given the block's text; ``None`` where the catalog
            has none of it. It is asked for each block once, in the order of the text.
    """

    links: SourceLinks = field(default_factory=SourceLinks)
    commands_of: CommandsOf = lambda _text: None


NOWHERE = ProsePlace()


def prose(text: str, place: ProsePlace = NOWHERE) -> Markup:
    """Markdown as one line of HTML."""
    if _PLAIN_LINE.fullmatch(text.rstrip("\n")):
        return one_line(f"<p>{_escape(text)}</p>")
    source = SourceText("", text)
    tokens, env = markdown_tokens(source.whole())
    return one_line(render_tokens(tokens, {**env, "place": place, "lines": text.split("\n")}))


def prose_inline(text: str, place: ProsePlace = NOWHERE) -> Markup:
    """One line of Markdown as HTML without a paragraph around it."""
    if _PLAIN_LINE.fullmatch(text):
        return one_line(_escape(text))
    return one_line(parser().renderInline(text, {"place": place}))


def render_tokens(tokens: Sequence[Token], env: dict[str, Any]) -> str:
    """HTML of block tokens from `markdown_tokens`.

    Args:
        tokens: Whole blocks.
        env: What `markdown_tokens` gave, with ``place`` (a `ProsePlace`) and ``lines`` (the text's lines).
    """
    markdown = parser()
    for index, token in enumerate(tokens):
        if token.type != "inline":
            continue
        box = _CHECKBOX.match(token.content) if index > 1 and tokens[index - 2].type == "list_item_open" else None
        children: list[Token] = []
        markdown.inline.parse(token.content[box.end() :] if box else token.content, markdown, env, children)
        token.children = [*_checkbox(box[1] != " "), *children, _html("</span></label>")] if box else children
    return str(markdown.renderer.render(tokens, markdown.options, env))


def _checkbox(checked: bool) -> Iterator[Token]:  # noqa: FBT001 - its one meaning
    yield _html(f'<label class="rbs-task"><input type="checkbox"{" checked" if checked else ""}> <span>')


def _html(text: str) -> Token:
    return Token("own_html", "", 0, content=text)


@cache
def parser() -> MarkdownIt:
    """Inline rules of CommonMark and strikethrough, and how every token is written."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for name, rule in _RENDER_RULES.items():
        markdown.add_render_rule(name, rule)
    return markdown


def _own_html(_r: RendererHTML, tokens: Sequence[Token], index: int, _o: OptionsDict, _env: EnvType) -> str:
    return tokens[index].content


def _text_special(_r: RendererHTML, tokens: Sequence[Token], index: int, _o: OptionsDict, _env: EnvType) -> str:
    """What an entity or a backslash stands for."""
    return _escape(tokens[index].content)


def _fence(_r: RendererHTML, tokens: Sequence[Token], index: int, _o: OptionsDict, env: EnvType) -> str:
    """A code block: the commands that the catalog has of it, else its text."""
    token = tokens[index]
    text = block_text(token)
    commands = _place(env).commands_of(text)
    if commands is not None:
        return commands
    language = (token.info.split() or [""])[0]
    label = f'<span class="rbs-lang">{_escape(language)}</span>' if language else ""
    return (
        f'<div class="rbs-code no-copy">{label}<pre tabindex="0"><code class="rbs-source">{text_to_paste(text)}</code>'
        '</pre><button type="button" class="rbs-copy" aria-label="Copy the text above"></button></div>'
    )


def block_text(token: Token) -> str:
    """The text of a code block or a block of HTML, without the indents and quote marks of what it stands in."""
    placed = token.meta.get("placed")
    return placed.text.text if isinstance(placed, Placed) else token.content


def _html_token(_r: RendererHTML, tokens: Sequence[Token], index: int, _o: OptionsDict, env: EnvType) -> str:
    return harmless_html(block_text(tokens[index]), _place(env).links.resolve)


def _image(_r: RendererHTML, tokens: Sequence[Token], index: int, _o: OptionsDict, _env: EnvType) -> str:
    return image_html(str(tokens[index].attrs.get("src", "")), tokens[index].content)


def _link_open(_r: RendererHTML, tokens: Sequence[Token], index: int, _o: OptionsDict, env: EnvType) -> str:
    """A link; where it leads nowhere on the site, its words with what it pointed at behind them."""
    token = tokens[index]
    written = str(token.attrs.get("href", ""))
    address = _place(env).links.resolve(written)
    if address is not None:
        return str(Markup('<a href="{}">').format(address))
    closing = next(later for later in tokens[index:] if later.type == "link_close")
    closing.meta["pointed_at"] = written if token.info != "auto" else ""
    return ""


def _link_close(_r: RendererHTML, tokens: Sequence[Token], index: int, _o: OptionsDict, _env: EnvType) -> str:
    written = tokens[index].meta.get("pointed_at")
    if written is None:
        return "</a>"
    return str(Markup(' <span class="rbs-note">({})</span>').format(written)) if written else ""


def _admonition_open(_r: RendererHTML, tokens: Sequence[Token], index: int, _o: OptionsDict, env: EnvType) -> str:
    """A box with a title; folded where the author folded it."""
    token = tokens[index]
    lines = env.get("lines", [])
    opening = lines[token.map[0]].strip() if token.map and token.map[0] < len(lines) else ""
    match = _ADMONITION.match(opening)
    fold, kind = (match[1] == "???", match[2] or "") if match else (False, "")
    title = next((group for group in match.groups()[2:] if group is not None), None) if match else None
    words = _escape(kind.replace("-", " ").capitalize() if title is None else title)
    token.meta["tag"] = "details" if fold else "div"
    head = f"<summary>{words}</summary>" if fold else f'<p class="rbs-label">{words}</p>' if words else ""
    return f'<{token.meta["tag"]} class="rbs-admonition">{head}'


def _admonition_close(_r: RendererHTML, tokens: Sequence[Token], index: int, _o: OptionsDict, _env: EnvType) -> str:
    depth = 0
    for token in reversed(tokens[: index + 1]):
        depth += (token.type == "admonition_close") - (token.type == "admonition_open")
        if depth == 0:
            return f"</{token.meta['tag']}>"
    return "</div>"


_RENDER_RULES = {
    "own_html": _own_html,
    "text_special": _text_special,
    "fence": _fence,
    "code_block": _fence,
    "html_block": _html_token,
    "html_inline": _html_token,
    "image": _image,
    "link_open": _link_open,
    "link_close": _link_close,
    "admonition_open": _admonition_open,
    "admonition_close": _admonition_close,
}


def _place(env: EnvType) -> ProsePlace:
    place = env.get("place", NOWHERE)
    return place if isinstance(place, ProsePlace) else NOWHERE


def _escape(text: str) -> str:
    return str(Markup.escape(text))
