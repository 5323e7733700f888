"""Every way by which a text that somebody else wrote comes into the tool.

An entry takes any bytes, and what they hold is its business: it may find everything wrong with them, and it may not
raise. What else has to hold is asserted here too, above all that every place lies in the file.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from runbook_site.grammars.pack import Pack
from runbook_site.grammars.readers.command_lines import read_aliases, read_commands
from runbook_site.grammars.readers.harvest import version_of
from runbook_site.grammars.readers.manual import read_manual
from runbook_site.grammars.readers.option_lines import options_of, read_options
from runbook_site.grammars.readers.synopsis import read_synopsis
from runbook_site.grammars.readers.usage import operands_of
from runbook_site.grammars.verdict import judge
from runbook_site.model.document import Block
from runbook_site.snippets.fingerprint import fingerprint
from runbook_site.snippets.split import split_block
from runbook_site.sources.markdown import parse_markdown
from runbook_site.sources.text import MappedText, SourceText
from runbook_site.sources.yaml_tree import parse_yaml_documents
from tests.fuzz.files import baseline, cache, grammar_file
from tests.fuzz.folders import PLACES, read_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from runbook_site.sources.text import Span

_PACK = Pack()


def text_of(data: bytes) -> str:
    """What a file with these bytes holds, as far as it is UTF-8."""
    return data.decode("utf-8", "ignore")


def read_yaml(data: bytes) -> None:
    """YAML, whatever it is about: each value has its place."""
    source = SourceText("a.yml", text_of(data))
    for tree in parse_yaml_documents(source.whole()):
        for place in (*tree.places.values(), *tree.keys.values(), *(finding.span for finding in tree.findings)):
            _require_inside(place, source)
        for path in tree.places:
            tree.scalar(path)


def read_markdown(data: bytes) -> None:
    """Markdown: each character of a fence is one of the file."""
    source = SourceText("a.md", text_of(data))
    markdown = parse_markdown(source.whole())
    for fence in markdown.fences:
        _require_inside(fence.span, source)
        _require_same(fence.text, source)
    for heading in markdown.headings:
        _require_inside(heading.span, source)


def read_block(info: str, dialect: str, data: bytes) -> None:
    """A code block: its language, its entries, their commands, variables and risk."""
    source = SourceText("a.md", text_of(data))
    whole = source.whole()
    block = Block(whole, source.span(0, len(source.text)), info, "fence", None)
    snippet = split_block(block, dialect)
    problems = list(snippet.problems)
    for chunk in snippet.chunks:
        _require_same(chunk.text, source)
        problems += chunk.problems
        for use in chunk.variables:
            _require_inside(use.span, source)
        for invocation in chunk.invocations:
            for word in invocation.argv:
                _require_inside(invocation.text.span(word.start, word.end), source)
        fingerprint(chunk.text.text, chunk.language)
    for problem in problems:
        _require_inside(problem.span, source)


def match_grammar(data: bytes) -> None:
    """A command held against the grammars that come with the tool: its first word is the program."""
    source = SourceText("a.md", text_of(data))
    block = Block(source.whole(), source.span(0, len(source.text)), "bash", "fence", None)
    for chunk in split_block(block, "").chunks:
        for invocation in chunk.invocations:
            for version in (None, "1.29", "99"):
                for problem in judge(_PACK, invocation.tool, version, invocation.argv).problems:
                    _require_inside(invocation.text.span(problem.start, problem.end), source)


def read_help(data: bytes) -> None:
    """What an installed program prints as its help."""
    text = text_of(data)
    read_commands(text)
    read_aliases(text, ("tool", "sub"))
    options_of(read_options(text))
    read_synopsis(text)
    read_manual(text)
    version_of(text)
    for line in text.split("\n"):
        operands_of(line)


def _require_inside(span: Span, source: SourceText) -> None:
    """A place that a finding can name: its end is not before its beginning, and both are in the file."""
    start, end = source.offset(span.start), source.offset(span.end)
    assert 0 <= start <= end <= len(source.text), span


def _require_same(text: MappedText, source: SourceText) -> None:
    """The characters of a text taken out of a file lead to the same characters in it.

    A line end or an indent may stand for another, and Markdown replaces U+0000 (CommonMark, section 2.3).
    """
    for offset, character in enumerate(text.text):
        at = source.offset(text.span(offset, offset).start)
        there = source.text[at : at + 1]
        assert character == there or character.isspace() or (character, there) == ("\ufffd", "\0"), (offset, there)


ENTRIES: Mapping[str, Callable[[bytes], object]] = {
    "yaml": read_yaml,
    "markdown": read_markdown,
    "shell": partial(read_block, "bash", ""),
    "session": partial(read_block, "console", ""),
    "unlabelled": partial(read_block, "", ""),
    "psql": partial(read_block, "psql", "postgresql"),
    **{f"sql-{dialect}": partial(read_block, "sql", dialect) for dialect in ("postgresql", "mysql", "tsql")},
    "grammar": match_grammar,
    "help": read_help,
    **{place: partial(read_folder, place) for place in PLACES},
    "grammar-file": grammar_file,
    "baseline": baseline,
    "cache": cache,
}
"""By the name that `make fuzz ENTRY=` and the folders of `saved` have for them."""
