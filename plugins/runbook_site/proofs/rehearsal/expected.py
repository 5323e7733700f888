"""Which outside programs a command calls, as reading alone has it, and whether they were called so."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from runbook_site.checks.cli.tool_words import BUILT_IN
from runbook_site.proofs.rehearsal.filters import FILTERS, RUN_BEHIND, SHELLS, THROUGH
from runbook_site.snippets.shell_parse import parse_shell
from runbook_site.snippets.shell_text import ShellText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tree_sitter import Node

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.snippet import Chunk
    from runbook_site.snippets.word import Word, WordPart
    from runbook_site.sources.text import MappedText

_REPLACED = frozenset({"kill"})
"""Builtins that a recorder stands for: they act upon the world."""
_WAITS = frozenset({"sleep", "usleep", "watch"})
_INSIDE = (BUILT_IN - _REPLACED) | FILTERS | RUN_BEHIND | _WAITS
"""What is no outside program."""
_BODIES = frozenset({"do_group", "else_clause", "elif_clause", "case_item", "function_definition", "for_statement"})
"""Nodes whose commands may not run."""
_MAYBE = frozenset({"xargs", "find", "trap", "eval"})
"""What runs a command only when there is something to do."""
_SEPARATORS = frozenset({"&&", "||"})
_SPLITS = frozenset(" \t\n*?[{~")
_MOST_WORDS = 300
_MOST_OPEN = 10
"""How many of the words of a command may become any number of words, for it to be looked at word by word."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word that is known but for what stands between its parts.

    Attributes:
        parts: What stands in it, in order, with anything between; one part is the word itself.
        many: It may become any number of words.
    """

    parts: tuple[str, ...] = ("", "")
    many: bool = False

    def fits(self, word: str) -> bool:
        """Whether it can have become this word."""
        if len(self.parts) == 1:
            return word == self.parts[0]
        first, *between, last = self.parts
        end = len(word) - len(last)
        if not word.startswith(first) or not word.endswith(last) or end < len(first):
            return False
        at = len(first)
        for part in between:
            at = word.find(part, at, end)
            if at < 0:
                return False
            at += len(part)
        return True


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of values before a text runs.

    Attributes:
        exported: Values of the shell's variables.
        placeholders: Values that are written in the place of ``<pod>``.
        changing: Names of variables that the runbook itself sets.
        scripts: Paths of the programs that the service declares.
    """

    exported: Mapping[str, str]
    placeholders: Mapping[str, str]
    changing: frozenset[str] = frozenset()
    scripts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Expected:
    """A call that a text holds.

    Attributes:
        words: Program and words.
        shown: As written.
        certain: It is made whenever the text runs.
        last: It stands at the end of its pipeline, and prints to where the text prints.
    """

    words: tuple[Pattern, ...]
    shown: str
    certain: bool
    last: bool

    def fits(self, argv: Sequence[str]) -> bool:
        """Whether a call is this one."""
        # Where many words may stand, what was reached by each way of reading is kept: no way is tried twice.
        reached = {0}
        for pattern in self.words:
            if pattern.many:
                reached = set(range(min(reached), len(argv) + 1))
            else:
                reached = {at + 1 for at in reached if at < len(argv) and pattern.fits(argv[at])}
            if not reached:
                return False
        return len(argv) in reached


def outside_programs(chunk: Chunk) -> Iterator[str]:
    """Names of the outside programs that a command names, those of other machines too; paths as written."""
    for index, invocation in enumerate(chunk.invocations):
        if invocation.tool and _is_outside(index, chunk):
            yield invocation.argv[0].value or invocation.tool


def expected_calls(chunk: Chunk, known: Known, functions: frozenset[str]) -> tuple[Expected, ...]:
    """The calls of outside programs that a command holds, in the text's order.

    Args:
        chunk: The command.
        known: What is known of values.
        functions: Names that are functions here.
    """
    uncertain = {id(each.text): each.text for each in chunk.invocations}
    ranges = {key: _uncertain(text) for key, text in uncertain.items()}
    certain: list[bool] = []
    found: list[Expected] = []
    for index, invocation in enumerate(chunk.invocations):
        sure = not any(start <= invocation.start < end for start, end in ranges[id(invocation.text)])
        sure = sure and (invocation.parent is None or certain[invocation.parent])
        runs = all(each in THROUGH for each in invocation.via)
        certain.append(sure and runs and _MAYBE.isdisjoint(invocation.via))
        if not runs or invocation.tool in functions or not _is_outside(index, chunk):
            continue
        words = invocation.argv
        if invocation.tool in SHELLS:
            words = words[1:]
            if posixpath.normpath(words[0].value or "") not in known.scripts:
                continue  # the script runs, whoever made it
        prints = invocation.position == invocation.pipeline - 1 and "$()" not in invocation.via
        found.append(
            Expected(
                _patterns(words, known, _added(invocation, chunk)),
                " ".join(word.text for word in invocation.argv),
                certain[-1] and bool(invocation.tool),
                prints and not any(">" in each.operator for each in invocation.redirects),
            )
        )
    return tuple(found)


def _is_outside(index: int, chunk: Chunk) -> bool:
    """Whether a recorder is called for a command."""
    invocation = chunk.invocations[index]
    if not invocation.argv:
        return False
    if invocation.tool in RUN_BEHIND:
        return not any(each.parent == index for each in chunk.invocations)
    if invocation.tool in SHELLS:
        # `bash deploy.sh`: the script is a recorder
        return len(invocation.argv) > 1 and not invocation.argv[1].text.startswith(("-", "<"))
    return "/" in invocation.argv[0].text or invocation.tool not in _INSIDE


def _added(invocation: Invocation, chunk: Chunk) -> Literal["", "behind", "between"]:
    """Where words may be added to those of a command: `xargs` and `find` do so."""
    if "xargs" not in invocation.via and "find" not in invocation.via:
        return ""
    outer = chunk.invocations[invocation.parent] if invocation.parent is not None else invocation
    replaced = outer.tool == "find" or any(each.text.startswith(("-I", "-i", "--replace")) for each in outer.argv)
    return "between" if replaced else "behind"


def _patterns(words: Sequence[Word], known: Known, added: Literal["", "behind", "between"]) -> tuple[Pattern, ...]:
    patterns = [_pattern(word, known) for word in words[:_MOST_WORDS]]
    if added == "between" or sum(each.many for each in patterns) > _MOST_OPEN:
        patterns[1:] = [Pattern(many=True)]
    elif added or len(words) > _MOST_WORDS:
        patterns.append(Pattern(many=True))
    return tuple(patterns)


def _uncertain(text: MappedText) -> list[tuple[int, int]]:
    """Where in a text the commands stand that need not run: behind conditions, in loops and functions."""
    root = parse_shell(ShellText(text, text.text)).root
    found: list[tuple[int, int]] = []
    stack: list[Node] = [root] if root is not None else []
    while stack:
        node = stack.pop()
        children = node.children
        if node.type in _BODIES:
            found.append((node.start_byte, node.end_byte))
            continue
        for before, child in zip([None, *children], children, strict=False):
            behind = before is not None and before.type in _SEPARATORS
            if behind or (node.type == "if_statement" and before is not None and _is_behind_then(child, children)):
                found.append((child.start_byte, child.end_byte))
            elif child.child_count:
                stack.append(child)
    return found


def _is_behind_then(child: Node, children: Sequence[Node]) -> bool:
    then = next((each.start_byte for each in children if each.type == "then"), 0)
    return child.start_byte > then


def _pattern(word: Word, known: Known) -> Pattern:
    """What is known of a word before it is expanded."""
    parts = [""]
    for part in word.parts:
        text = _text(part, known)
        if part.quoting == "bare" and (text is None or not _SPLITS.isdisjoint(text)):
            return Pattern(many=True)
        if text is None:
            parts.append("")
        else:
            parts[-1] += text
    return Pattern(tuple(parts))


def _text(part: WordPart, known: Known) -> str | None:
    if part.kind == "literal":
        return part.value
    if part.kind != "variable":
        return None
    if not part.text.startswith("$"):
        return known.placeholders.get(part.value)
    plain = part.text in {f"${part.value}", f"${{{part.value}}}"}
    return known.exported.get(part.value) if plain and part.value not in known.changing else None
