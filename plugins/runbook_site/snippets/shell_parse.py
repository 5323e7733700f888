r"""Shell text to syntax tree; a line that does not parse costs only itself.

The grammar is tree-sitter-bash. It counts UTF-8 bytes, so that what it is given is ASCII, one character for
each of the text: byte offsets are character offsets. What it reads differently from bash is masked as well
(a backslash before a blank or another one, a lone ``$``, control characters). Values are always taken from
the text itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import tree_sitter_bash
from tree_sitter import Language, Parser

from runbook_site.snippets.shell_dollars import without_lost_dollars
from runbook_site.snippets.shell_heredocs import joined_heredocs
from runbook_site.snippets.shell_lines import with_ends_of_lines
from runbook_site.snippets.snippet import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from runbook_site.snippets.shell_text import ShellText

MAX_CHARACTERS = 20_000
"""Longer texts are not looked at: the time that tree-sitter takes to recover from faults grows with the square of the
length. The worst text of this size takes 2 s."""

_MAX_BLANKED = 40
_MAX_WORK = 6 * 8_000**2
_MAX_FAULTS = 4
_MAX_LOOKED_AT = 500
_NO_FAULT = 1 << 60
_MISPLACED = re.compile(
    r"""
      (?<![$<>(=])(?P<subshell>\()(?![()])
    | (?P<redirect>[<>])[ \t]*$
    | (?:^|[;&|])[ \t]*(?P<reserved>fi|done|esac|then|do|elif|else|\})(?=[ \t;&|]|$)
    """,
    re.VERBOSE | re.MULTILINE,
)
_BALANCED = re.compile(r"""'[^']*+'|"(?:[^"\\]|\\.)*+"|\\.""", re.DOTALL)
_HEREDOC = re.compile(r"""(?<!<)<<-?[ \t]*(['"]?)([A-Za-z_][\w.-]*)\1""")
_TIMED_GROUP = re.compile(r"\btime(?=[ \t]++(?:-p[ \t]++)?[({])([ \t]++-p)?")
_AT_COMMAND = r"(?:^|[;&|){]|(?<!\()\(|\b(?:then|do|else|elif|if|while|until|time)(?=[ \t])|!)[ \t]*+"
_GLUED_BRACE = re.compile(rf"({_AT_COMMAND})\{{(?=[^\s{{}}])", re.MULTILINE)
_VALUE = (
    r"""(?:"(?:[^"\\]|\\.)*+"|'[^']*+'|\$\((?:[^()"']|"(?:[^"\\]|\\.)*+"|'[^']*+'|\([^()]*+\))*+\)|`[^`]*+`|\\."""
    r"""|[^\s"'\\;&|<>()`])*+"""
)
_REDIRECTED_ASSIGNMENT = re.compile(
    rf"""({_AT_COMMAND}[A-Za-z_]\w*+)=(?={_VALUE}(?:[ \t]++[A-Za-z_]\w*+\+?={_VALUE})*+
    (?:[ \t]*+\d*+(?:&?>>?|<|>\||[<>]&|<>)[ \t]*+(?=[^\s<>&;|()]){_VALUE})++[ \t]*+(?:[;&|)\n]|[ \t]\#|$))""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_DASH_BEFORE_HEREDOC = re.compile(r"(?<=[ \t])-(?=[ \t]++\d*<<)")
_BACKSLASH_BELOW_HEREDOC = re.compile(r"((?<!<)<<-?[ \t]*+['\"\\\w][^\n<]*+\n)\\(?=[A-Za-z!?])")
_NOT_ASCII = re.compile(r"[^\t\n -~]")
_LONE_DOLLAR = re.compile(r"""\$(?![A-Za-z0-9_({?$!#@*"'-])""")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True)
class ShellTree:
    """A text with its syntax tree.

    Attributes:
        shell: The text.
        root: The tree's root; offsets of its nodes are offsets into the text. ``None`` for a text that is too large.
        problems: Lines that were left out because they do not parse, or why nothing was looked at.
        blanked: Offsets of those lines.
    """

    shell: ShellText
    root: Node | None
    problems: tuple[Problem, ...]
    blanked: tuple[tuple[int, int], ...] = ()


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_bash.language()))


def _tree(source: str) -> Node:
    return with_ends_of_lines(source, lambda text: _parser().parse(text.encode("ascii")).root_node)


def parse_shell(shell: ShellText) -> ShellTree:
    """Parse a shell text. Never raises."""
    if len(shell.masked) > MAX_CHARACTERS:
        message = f"not looked at: {len(shell.masked):,} characters are more than {MAX_CHARACTERS:,}"
        return ShellTree(shell, None, (Problem(message, shell.text.span(0, len(shell.masked)), "limit"),))
    source, root = without_lost_dollars(_skeleton(shell), _tree)
    faults = _faults(root, source)
    if faults and source.count("<<") > 1:
        source, heredocs = joined_heredocs(source)
        if heredocs:
            shell = replace(shell, heredocs=heredocs)
            root = _tree(source)
            faults = _faults(root, source)
    return _recover(shell, source, root, faults) if faults else ShellTree(shell, root, ())


def _skeleton(shell: ShellText) -> str:
    source = _NOT_ASCII.sub(".", shell.masked)
    if "\\" in source:
        source = _ESCAPE.sub(lambda match: ".." if match[1] in " \t\\" else match[0], source)
    if "time" in source:  # in front of a group, the grammar takes it for a program
        source = _TIMED_GROUP.sub(lambda match: " " * len(match[0]), source)
    if "{" in source:  # begins a word, where no blank follows
        source = _GLUED_BRACE.sub(r"\1.", source)
    if "=" in source and (">" in source or "<" in source):  # the grammar looks for a program behind, on the next line
        source = _REDIRECTED_ASSIGNMENT.sub(r"\1.", source)
    if "<<" in source:  # loses a lone dash in front of a heredoc
        source = _DASH_BEFORE_HEREDOC.sub(".", source)
        source = _BACKSLASH_BELOW_HEREDOC.sub(r"\1.", source)  # takes the first line for words of the command
    if "<>" in source:  # not known to the grammar
        source = source.replace("<>", ">>")
    if "$" in source:
        source = _LONE_DOLLAR.sub(".", source)
    for opaque in shell.opaque:
        if shell.masked[opaque.start : opaque.end] == shell.text.text[opaque.start : opaque.end]:
            source = source[: opaque.start] + "." * (opaque.end - opaque.start) + source[opaque.end :]
    return source


def _recover(shell: ShellText, source: str, root: Node, faults: list[Node]) -> ShellTree:
    """Blank one line after the other until the rest parses, or until that gets too much."""
    lines = _logical_lines(source)
    blanked: list[tuple[int, int]] = []
    work = 0
    while faults and len(blanked) < _MAX_BLANKED and work < _MAX_WORK:
        best: _Attempt | None = None
        for line in _suspects(faults, source, lines):
            attempt = _without(source, line)
            work += len(source) ** 2
            if best is None or attempt.score > best.score:
                best = attempt
            if not attempt.faults or work >= _MAX_WORK:
                break
        if best is None:
            break
        root, source, faults = best.root, best.source, best.faults
        blanked.append(best.line)
    blanked.sort()
    problems = [_line_problem(shell, *line) for line in blanked]
    if faults:
        problems.append(_rest_problem(shell, faults[0].start_byte))
    return ShellTree(shell, root, tuple(problems), tuple(blanked))


@dataclass(frozen=True)
class _Attempt:
    """What is left of the faults when a line is blanked.

    Attributes:
        line: The line.
        source: The text without it.
        root: Its tree.
        faults: What is wrong with that, in the text's order.
    """

    line: tuple[int, int]
    source: str
    root: Node
    faults: list[Node]

    @property
    def score(self) -> tuple[int, int]:
        """The later the first fault, and the less text is at fault, the better."""
        if not self.faults:
            return _NO_FAULT, 0
        return self.faults[0].start_byte, -sum(node.end_byte - node.start_byte for node in self.faults)


def _without(source: str, line: tuple[int, int]) -> _Attempt:
    start, end = line
    blanks = "".join("\n" if character == "\n" else " " for character in source[start:end])
    attempt = source[:start] + blanks + source[end:]
    root = _tree(attempt)
    return _Attempt(line, attempt, root, _faults(root, attempt))


def _logical_lines(source: str) -> list[tuple[int, int]]:
    """Start and end of every line, without its line break; lines that a backslash joins are one."""
    lines: list[tuple[int, int]] = []
    start = at = 0
    while True:
        newline = source.find("\n", at)
        if newline < 0:
            lines.append((start, len(source)))
            return lines
        before = len(source[start:newline]) - len(source[start:newline].rstrip("\\"))
        if before % 2 == 0:
            lines.append((start, newline))
            start = newline + 1
        at = newline + 1


def _faults(root: Node, source: str) -> list[Node]:
    """What is wrong with a text, in order; the first few."""
    faults = list(islice(_errors(root), _MAX_FAULTS)) if root.has_error else []
    faults += islice(_misplaced(root, source), _MAX_FAULTS)
    faults.sort(key=lambda node: node.start_byte)
    return faults


def _misplaced(root: Node, source: str) -> Iterator[Node]:
    """What the grammar lets pass and bash does not: ``a (b)``, ``a >`` at a line's end, a ``fi`` without ``if``."""
    for match in islice(_MISPLACED.finditer(source), _MAX_LOOKED_AT):
        kind = match.lastgroup or ""
        node = root.descendant_for_byte_range(*match.span(kind))
        parent = node.parent if node is not None else None
        if node is None or parent is None:
            continue
        within = parent.parent.type if parent.parent is not None else ""
        if (
            (kind == "subshell" and parent.type == "subshell" and within == "command")
            or (kind == "redirect" and parent.type == "file_redirect")
            or (kind == "reserved" and node.type == "word" and parent.type == "command_name")
        ):
            yield node


def _errors(root: Node) -> Iterator[Node]:
    """The nodes that the grammar could not place or had to invent, in order."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.is_error or (node.is_missing and not _is_bare_assignment(node)):
            yield node
        if node.has_error:
            stack.extend(reversed(node.children))


def _is_bare_assignment(missing: Node) -> bool:
    """Whether the grammar misses a program's name where bash needs none: ``a=1 > file``."""
    name = missing.parent
    command = name.parent if name is not None and name.type == "command_name" else None
    return command is not None and command.children[0].type == "variable_assignment"


def _suspects(faults: list[Node], source: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lines that may be at fault, likeliest first, each once."""
    starts = [start for start, _ in lines]
    found: dict[tuple[int, int], None] = {}
    for fault in faults[:_MAX_FAULTS]:
        tokens = [child for child in fault.children if not child.is_named]
        opened = [fault.parent] if fault.is_missing and fault.parent is not None else []
        for node in (*tokens[:1], *opened, *tokens[-1:], fault):
            found.setdefault(lines[bisect_right(starts, node.start_byte) - 1])
    # An apostrophe in a word shows only where a later line has the next one.
    unbalanced = (line for line in lines if _has_open_quote(source[slice(*line)]))
    for line in islice(unbalanced, _MAX_FAULTS):
        found.setdefault(line)
    return (_with_heredocs(source, line) for line in found if source[slice(*line)].strip())


def _with_heredocs(source: str, line: tuple[int, int]) -> tuple[int, int]:
    """The line, and the bodies of the heredocs that begin on it: they are no commands without it."""
    start, end = line
    for match in islice(_HEREDOC.finditer(source, start, end), _MAX_FAULTS):
        last = re.compile(rf"^\t*{re.escape(match[2])}$", re.MULTILINE).search(source, end)
        end = last.end() if last else end
    return start, end


def _has_open_quote(line: str) -> bool:
    if "'" not in line and '"' not in line:
        return False
    rest = _BALANCED.sub("", line)
    return "'" in rest or '"' in rest


def _line_problem(shell: ShellText, start: int, end: int) -> Problem:
    line = shell.text.text[start:end]
    start += len(line) - len(line.lstrip())
    line = line.strip()
    return Problem(f"not valid shell: {_shortened(line)}", shell.text.span(start, start + len(line)), "syntax")


def _rest_problem(shell: ShellText, start: int) -> Problem:
    line = shell.text.text[start:].partition("\n")[0].strip()
    message = f"too much here is not valid shell; given up at: {_shortened(line)}"
    return Problem(message, shell.text.span(start, len(shell.masked)), "syntax")


def _shortened(line: str, limit: int = 60) -> str:
    line = line.partition("\n")[0]
    return line if len(line) <= limit else line[: limit - 1] + "…"
