"""Console sessions: prompts, the commands behind them, and what they printed."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.snippets.continuation import CLOSED, after_line
from runbook_site.snippets.evidence import begins_with_tool, is_command_line
from runbook_site.snippets.foreign import looks_like
from runbook_site.snippets.printed import is_printed
from runbook_site.snippets.prompt import Prompt, read_prompt, secondary_prompt_end
from runbook_site.snippets.session_part import SessionLine, SessionPart, printed_text, split_comments
from runbook_site.snippets.unprompted import split_unprompted, with_typed
from runbook_site.sources.text import MappedText, join

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence


_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*+=\S")
_PATH = re.compile(r"[^\s/.]*[/.]\S*\s*")
_STUCK = re.compile(r"[ \t]*+\$(?=[a-z])")


def split_session(text: MappedText, *, console: bool, labelled: bool = False) -> tuple[SessionPart, ...]:
    """Take a session apart; empty where the text is none.

    In a session, lines without a prompt are output, except where the command above them is not complete. A
    text without prompts is a session too where commands come first and all the rest is evidently what they
    printed: a table, a log, JSON; the commands are one part then.

    Args:
        text: The block.
        console: Whether its label says that it is a session. Only then is ``# `` in front of something
            that is a command a prompt; elsewhere it is a comment.
        labelled: Whether its label says that it is shell, so that what no tool's name shows is a command too where
            a table, a log or JSON stands below it.
    """
    lines = _read_lines(text, console=console)
    first = next((index for index, line in enumerate(lines) if line.asks), None)
    if first is None:
        return split_unprompted(text, lines, labelled=labelled)
    parts: list[SessionPart] = []
    output, title = split_comments(lines[:first])
    if any(line.text.strip() for line in output):
        parts.append(_leading(text, output))
    at = first
    while at < len(lines):
        count = _command_length(lines, at)
        following = next((i for i in range(at + count, len(lines)) if lines[i].asks), len(lines))
        output, next_title = split_comments(lines[at + count : following])
        part = _part(text, lines[at : at + count], title)
        if part.command.text.strip():
            parts += with_typed(text, part, output)
        at, title = following, next_title
    return tuple(parts)


def _read_lines(text: MappedText, *, console: bool) -> list[SessionLine]:
    lines: list[SessionLine] = []
    start = 0
    for raw in text.text.split("\n"):
        line = raw.removesuffix("\r")
        lines.append(SessionLine(start, start + len(line), line, _prompt(line, console=console)))
        start += len(raw) + 1
    first = next((line.text for line in lines if line.text.strip()), "")
    shown = {line.text[: line.behind_prompt] for line in lines if line.asks}
    if shown:
        return [_with_rarer_prompt(line, _stuck_prompt_end, shown) for line in lines]
    if secondary_prompt_end(first):
        return [_with_rarer_prompt(line, _sole_prompt_end, shown) for line in lines]
    return _as_root(lines) if _is_typed_by_root(lines) else lines


def _prompt(line: str, *, console: bool) -> Prompt | None:
    prompt = read_prompt(line)
    if prompt is None or prompt.certain or prompt.continued:
        return prompt
    typed = line[prompt.end :]
    may_be = console or not line.lstrip(" \t\u00a0").startswith("#")
    if not may_be or begins_with_tool(line):
        return None
    return prompt if is_command_line(typed) or _ASSIGNMENT.match(typed) else None


def _is_typed_by_root(lines: Sequence[SessionLine]) -> bool:
    """Whether ``# `` is a prompt in a text with no other: behind it stand commands, and all else is what they printed.

    A text of nothing but comments would say nothing, and a file that begins with a comment is no output.
    """
    said = [line.text for line in lines if line.text.strip()]
    if not said or not _is_root_line(said[0]):
        return False
    printed = [text for text in said if not _is_root_line(text)]
    if any(is_command_line(text) for text in printed):
        return False
    kind = looks_like("\n".join(printed))
    return not printed or (kind not in {"JSON", "YAML"} and is_printed(printed))


def _is_root_line(line: str) -> bool:
    prompt = read_prompt(line)
    return prompt is not None and line.lstrip(" \t\u00a0").startswith("#") and is_command_line(line[prompt.end :])


def _as_root(lines: Sequence[SessionLine]) -> list[SessionLine]:
    return [replace(line, prompt=read_prompt(line.text)) if _is_root_line(line.text) else line for line in lines]


def _with_rarer_prompt(line: SessionLine, end_of: Callable[[str], int], shown: Container[str]) -> SessionLine:
    """A prompt that only its neighbours make one.

    ``>`` where no other is, ``$`` without a space where others are, and any that stands in front of another command.
    """
    if line.prompt is not None:
        return line
    prompt = read_prompt(line.text)
    if prompt is not None and line.text[: prompt.end].strip() != "#" and line.text[: prompt.end] in shown:
        return replace(line, prompt=prompt)
    end = end_of(line.text)
    return replace(line, prompt=Prompt("shell", end)) if end and is_command_line(line.text[end:]) else line


def _stuck_prompt_end(line: str) -> int:
    found = _STUCK.match(line)
    return found.end() if found else 0


def _sole_prompt_end(line: str) -> int:
    """Offset behind ``>`` where it is a prompt; in front of a path alone it empties a file."""
    end = secondary_prompt_end(line)
    return 0 if _PATH.fullmatch(line[end:]) else end


def _leading(text: MappedText, lines: Sequence[SessionLine]) -> SessionPart:
    """What stands above the first prompt: commands without one, or text."""
    said = [line for line in lines if line.text.strip()]
    nothing = text.span(said[0].start, said[0].start)
    if all(is_command_line(line.text) for line in said):
        return SessionPart(nothing, text.cut(said[0].start, said[-1].end), "", "shell")
    return SessionPart(nothing, text.cut(said[0].start, said[0].start), printed_text(lines), "shell")


def _part(text: MappedText, lines: Sequence[SessionLine], title: str) -> SessionPart:
    """The command on some lines, the first of which has the prompt; without output."""
    first = lines[0]
    prompt = first.prompt or Prompt("shell", 0)
    secondary = prompt.kind == "shell" and _has_secondary_prompts(lines)
    pieces = [text.cut(first.start + prompt.end, first.end)]
    for previous, line in pairwise(lines):
        skip = secondary_prompt_end(line.text) if secondary else line.behind_prompt if prompt.kind != "shell" else 0
        pieces += [text.cut(previous.end, line.start), text.cut(line.start + skip, line.end)]
    return SessionPart(
        text.span(first.start, first.start + prompt.end), join(pieces, text.source), "", prompt.kind, title
    )


def _command_length(lines: Sequence[SessionLine], at: int) -> int:
    """How many lines the command has that begins on a line."""
    prompt = lines[at].prompt
    return _shell_length(lines, at) if prompt is None or prompt.kind == "shell" else _sql_length(lines, at)


def _shell_length(lines: Sequence[SessionLine], at: int) -> int:
    """As long as something is open; what never ends (an apostrophe, say) ends with its line."""
    secondary = _has_secondary_prompts(lines[at : at + 2])
    state = after_line(CLOSED, lines[at].text[lines[at].behind_prompt :])
    certain = count = 1
    while state.open and at + count < len(lines):
        line = lines[at + count]
        if line.asks and not state.heredocs:
            break
        if not state.fragile:
            certain = count + 1
        state = after_line(state, line.text[secondary_prompt_end(line.text) if secondary else 0 :])
        count += 1
    return certain if state.fragile else count


def _sql_length(lines: Sequence[SessionLine], at: int) -> int:
    """Up to the end of the statement, or, where none is found, as far as continuation prompts go."""
    count = 1
    if _ends_statement(lines[at].text[lines[at].behind_prompt :]):
        return count
    while at + count < len(lines) and not lines[at + count].asks:
        count += 1
        if _ends_statement(lines[at + count - 1].text):
            return count
    prompted = 1
    while at + prompted < len(lines) and lines[at + prompted].prompt is not None and not lines[at + prompted].asks:
        prompted += 1
    return prompted


def _has_secondary_prompts(lines: Sequence[SessionLine]) -> bool:
    """Whether the second line has the shell's continuation prompt, and not a redirection to a file."""
    if len(lines) < 2 or not (end := secondary_prompt_end(lines[1].text)):  # noqa: PLR2004 - the second line
        return False
    words = lines[1].text[end:].split()
    return not (len(words) == 1 and ("." in words[0] or "/" in words[0]))


def _ends_statement(text: str) -> bool:
    r"""Whether SQL input is complete: by a semicolon, ``\g``, or as a command of the client itself."""
    bare = text.strip()
    return bare.endswith((";", "\\G")) or bare.startswith(("\\", ".")) or "\\g" in bare
