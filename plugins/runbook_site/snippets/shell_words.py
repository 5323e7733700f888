"""Characters of a simple command to words: quoting, escapes, expansions, redirection operators.

The tree says where a command begins and ends, and where expansions stand in it. Everything between is read
here, as POSIX shell, "Token Recognition" and "Quoting", and the bash manual, "ANSI-C Quoting", have it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runbook_site.snippets.shell_escapes import literal_value
from runbook_site.snippets.shell_text import Opaque
from runbook_site.snippets.word import Word, WordPart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tree_sitter import Node

    from runbook_site.snippets.shell_text import ShellText
    from runbook_site.snippets.word import PartKind, Quoting

_KINDS: dict[str, PartKind] = {
    "simple_expansion": "variable",
    "expansion": "variable",
    "command_substitution": "command",
    "arithmetic_expansion": "arithmetic",
    "process_substitution": "process",
}
_BLANK = " \t\n"
_BARE = re.compile(r"""[^ \t\n'"\\$<>&#]+""")
_BARE_IN_TEST = re.compile(r"""[^ \t\n'"\\$]+""")
_DOUBLE_END = re.compile(r'(?:[^"\\]+|\\.)*', re.DOTALL)
_ANSI_END = re.compile(r"(?:[^'\\]+|\\.)*", re.DOTALL)
_SINGLE_END = re.compile(r"[^']*")
_OPERATOR = re.compile(r"&>>|&>|<<<|<<-|<<|<>|<&|>>|>&|>\||[<>]")
_DESCRIPTOR = re.compile(r"\d+|\{[A-Za-z_]\w*\}")
_NAME = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Operator:
    """A redirection operator between words.

    Attributes:
        text: The operator.
        start: Offset of it.
        descriptor: The number in front of it, where one is written.
    """

    text: str
    start: int
    descriptor: int | None


@dataclass(slots=True)
class _Draft:
    """A word in the making."""

    start: int
    end: int
    parts: list[WordPart] = field(default_factory=list)
    certain: bool = True


def place_of(shell: ShellText, node: Node) -> tuple[int, int]:
    """Where an expansion begins and ends: inside of a string, the grammar counts the blanks before it too."""
    start = node.start_byte
    while start < node.end_byte and shell.masked[start] in _BLANK:
        start += 1
    return start, node.end_byte


def is_arithmetic(shell: ShellText, node: Node) -> bool:
    """Whether a substitution is ``$((…))``, which the grammar takes for a subshell in a heredoc."""
    if node.type != "command_substitution" or not shell.masked.startswith("$((", place_of(shell, node)[0]):
        return False
    inside = node.named_children
    return len(inside) == 1 and inside[0].type == "subshell" and inside[0].end_byte + 1 == node.end_byte


def variable_name(shell: ShellText, node: Node) -> str:
    """The name of the parameter that an expansion is about: ``x`` in ``${x:-1}``, ``?`` in ``$?``."""
    for child in node.children:
        if child.type in {"variable_name", "special_variable_name"}:
            return shell.text.text[child.start_byte : child.end_byte]
        if child.type == "subscript":
            return variable_name(shell, child)
    match = _NAME.search(shell.masked, node.start_byte, node.end_byte)
    return match[0] if match else ""


def expansions(shell: ShellText, nodes: Sequence[Node]) -> tuple[list[Opaque], list[Node]]:
    """What is no plain character below some nodes: all such places, and the nodes that hold more.

    The values of an array are one place, of kind ``literal``.
    """
    found: list[Opaque] = []
    inside: list[Node] = []
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        kind = _KINDS.get(node.type)
        if kind is not None:
            name = variable_name(shell, node) if kind == "variable" else ""
            start, end = place_of(shell, node)
            found.append(Opaque(start, end, "arithmetic" if is_arithmetic(shell, node) else kind, name))
            if node.type != "simple_expansion":
                inside.append(node)
        elif node.type == "array":
            found.append(Opaque(node.start_byte, node.end_byte, "literal", ""))
            inside.append(node)
        elif node.child_count:
            stack.extend(reversed(node.named_children))
    return found, inside


def merged(shell: ShellText, found: Sequence[Opaque], start: int, end: int) -> list[Opaque]:
    """Expansions and placeholders of a stretch in one list, ascending, the outermost only."""
    both = [opaque for opaque in (*found, *shell.opaque) if start <= opaque.start and opaque.end <= end]
    both.sort(key=lambda opaque: (opaque.start, -opaque.end))
    result: list[Opaque] = []
    for opaque in both:
        if not result or opaque.start >= result[-1].end:
            result.append(opaque)
    return result


class WordScanner:
    """Reads the words of one simple command."""

    def __init__(self, shell: ShellText, opaque: Sequence[Opaque]) -> None:
        """Read from ``shell``, in which ``opaque`` are the places that are no plain characters."""
        self._shell = shell
        self._opaque = sorted(opaque, key=lambda place: place.start)
        self._next = 0

    def scan(self, start: int, end: int, *, test: bool = False) -> Iterator[Word | Operator]:
        """Words and redirection operators between two offsets; none of the latter inside ``[[ … ]]``."""
        masked = self._shell.masked
        bare = _BARE_IN_TEST if test else _BARE
        draft: _Draft | None = None
        at = start
        while at < end:
            character = masked[at]
            place = self._place(at)
            if place is None and character in _BLANK:
                if draft is not None:
                    yield self._finished(draft)
                    draft = None
                at += 1
            elif place is None and masked.startswith("\\\n", at):
                at += 2
            elif place is None and character == "#" and draft is None and not test:
                newline = masked.find("\n", at, end)
                at = end if newline < 0 else newline
            elif place is None and not test and (operator := _OPERATOR.match(masked, at, end)):
                descriptor = self._descriptor(draft, at)
                if draft is not None and descriptor is None:
                    yield self._finished(draft)
                draft = None
                yield Operator(operator[0], at, descriptor if descriptor is not None and descriptor >= 0 else None)
                at = operator.end()
            else:
                draft = draft or _Draft(at, at)
                at = self._piece(draft, at, end, bare)
        if draft is not None:
            yield self._finished(draft)

    def heredoc(self, start: int, end: int, *, quoted: bool) -> tuple[WordPart, ...]:
        """The parts of a heredoc's body."""
        draft = _Draft(start, start)
        self._quoted(draft, start, end, "single" if quoted else "heredoc")
        return tuple(draft.parts)

    def _place(self, at: int) -> Opaque | None:
        while self._next < len(self._opaque) and self._opaque[self._next].start < at:
            self._next += 1
        if self._next < len(self._opaque) and self._opaque[self._next].start == at:
            return self._opaque[self._next]
        return None

    def _limit(self, end: int) -> int:
        return min(end, self._opaque[self._next].start) if self._next < len(self._opaque) else end

    def _descriptor(self, draft: _Draft | None, at: int) -> int | None:
        """The descriptor that a word before an operator turns out to be; -1 for ``{name}``."""
        if draft is None or draft.end != at:
            return None
        written = self._shell.masked[draft.start : at]
        if not _DESCRIPTOR.fullmatch(written) or len(written) > 20:  # noqa: PLR2004 - no descriptor is longer
            return None
        return int(written) if written.isdigit() else -1

    def _finished(self, draft: _Draft) -> Word:
        certain = draft.certain and all(part.kind == "literal" for part in draft.parts)
        value = "".join(part.value for part in draft.parts) if certain else None
        return Word(self._shell.text.text[draft.start : draft.end], tuple(draft.parts), draft.start, draft.end, value)

    def _piece(self, draft: _Draft, at: int, end: int, bare: re.Pattern[str]) -> int:
        """Take the next piece of a word: a run, an escape, a quoted string, an expansion."""
        masked = self._shell.masked
        place = self._place(at)
        if place is not None:
            self._add_place(draft, "bare", place)
            draft.end = place.end
            return place.end
        if masked[at] == "'":
            self._string(draft, at + 1, end, "single")
        elif masked[at] == '"':
            self._string(draft, at + 1, end, "double")
        elif masked.startswith("$'", at) and at + 1 < end:
            self._string(draft, at + 2, end, "ansi_c")
        elif masked.startswith('$"', at) and at + 1 < end:
            self._string(draft, at + 2, end, "double")
        elif masked[at] == "\\":
            self._add(draft, "bare", at, min(at + 2, end))
        else:
            match = bare.match(masked, at, self._limit(end))
            self._add(draft, "bare", at, match.end() if match else at + 1)
        draft.end = max(draft.end, draft.parts[-1].end if draft.parts else at)
        return draft.end

    def _string(self, draft: _Draft, at: int, end: int, quoting: Quoting) -> None:
        """Take a quoted string from behind its opening quote, up to and with the closing one."""
        pattern = {"single": _SINGLE_END, "double": _DOUBLE_END, "ansi_c": _ANSI_END}[quoting]
        closing = at
        following = self._next
        while True:
            # A placeholder or a substitution may hold quotes of its own.
            while following < len(self._opaque) and self._opaque[following].start < closing:
                following += 1
            limit = min(end, self._opaque[following].start) if following < len(self._opaque) else end
            match = pattern.match(self._shell.masked, closing, limit)
            closing = match.end() if match else closing
            if closing < limit or limit == end:
                break
            closing = max(self._opaque[following].end, closing)
        closing = min(closing, end)
        before = len(draft.parts)
        self._quoted(draft, at, closing, quoting)
        if len(draft.parts) == before:
            self._add(draft, quoting, at, at)
        draft.end = min(closing + 1, end)

    def _quoted(self, draft: _Draft, at: int, end: int, quoting: Quoting) -> None:
        while at < end:
            place = self._place(at)
            if place is not None and place.end <= end:
                self._add_place(draft, quoting, place)
                at = place.end
            else:
                stop = self._limit(end)
                stop = stop if stop > at else end
                self._add(draft, quoting, at, stop)
                at = stop

    def _add_place(self, draft: _Draft, quoting: Quoting, place: Opaque) -> None:
        written = self._shell.text.text[place.start : place.end]
        draft.certain = draft.certain and place.kind != "literal"
        draft.parts.append(WordPart(place.kind, quoting, written, place.start, place.end, place.name))

    def _add(self, draft: _Draft, quoting: Quoting, start: int, end: int) -> None:
        """Add characters; those that are not quoted become one part with such before them."""
        written = self._shell.text.text
        last = draft.parts[-1] if draft.parts else None
        follows = last is not None and not written[last.end : start].replace("\\\n", "")
        value = literal_value(written[start:end], quoting)
        if quoting == "bare" and last is not None and follows and (last.kind, last.quoting) == ("literal", "bare"):
            # What came before is not read again: a word of many escapes would take a time that grows with its square.
            start, value = last.start, last.value + value
            draft.parts.pop()
        draft.parts.append(WordPart("literal", quoting, written[start:end], start, end, value))
