"""A block is labelled as commands and holds something else.

## What it does

Reports a block with the label of a shell, of SQL or of a console that is evidently JSON, YAML, PromQL, a log, a
table, a message or a text in another language. It reports the first line of a block that has the shape of output, or
is neither a known command nor valid shell, where no prompt tells commands from output. And it reports a command behind
the backticks that open a block: readers do not see it.

## Why it hurts

Whoever copies it gets errors at best. It is neither in the catalog nor checked as what it is.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
{"status": "red", "nodes": 3}
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```json
{"status": "red", "nodes": 3}
```
````

## When to leave it

Where the label is wanted for its colours alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.bash_syntax import rejections
from runbook_site.checks.shell.command_intent import begins_as_command, command_start, line_at, meant_as_command
from runbook_site.checks.shell.comment_intent import bracketed, is_about_command, sets_mode
from runbook_site.checks.shell.quoted_sentence import is_quoted_sentence
from runbook_site.checks.shell.shell_faults import NOT_VALID
from runbook_site.checks.shell.shellcheck import shellcheck_results
from runbook_site.checks.shell.shellcheck_findings import comment_place
from runbook_site.snippets.printed import is_printed
from runbook_site.sources.finding import Finding, Level
from runbook_site.sources.text import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.checks.rule import Subject
    from runbook_site.checks.shell.shell_text import ShellChunk
    from runbook_site.checks.shell.shellcheck import Comment
    from runbook_site.snippets.snippet import Snippet


_LABELS = {
    "JSON": "json",
    "YAML": "yaml",
    "PromQL": "promql",
    "SQL": "sql",
    "shell": "sh",
    "a diff": "diff",
    "PowerShell": "powershell",
    "a Python session": "pycon",
    "HTTP": "http",
    "HCL": "hcl",
    "INI": "ini",
    "markup": "xml",
}
"""The label of each kind of text that has one of its own."""

_LOOKS_LIKE = re.compile(r"looks like (.{1,40})$")


_CODES = frozenset({1035, 1054, 1081, 1127, 2211, 2276, 2283, 2284, 2286, 2287, 2288, 2289})
"""What ShellCheck says of lines that are no commands."""
_CLOSING = re.compile(r"[ \t]*+[\])}'\"; \t]*+|[ \t]*+\.{3,}[ \t]*+")
"""What closes a block, and dots in the place of what is left out."""
_OPTION = re.compile(r"\s--?[A-Za-z]")
_SETTING = re.compile(r"(?P<name>[A-Z_][A-Z0-9_]{0,80})[ \t]+=[ \t]+(?:[^\s()=]+|\"[^\"]*\"|'[^']*')")
_BLANKS_AROUND_SIGN = 2283
_PROMPT = re.compile(r"[ \t]*+\[?[\w@.:~ -]{1,40}\]?[$#%>][ \t]*+")


def check(subject: Subject) -> Iterator[Finding]:
    """Blocks whose label is wrong, and lines that do not belong into theirs."""
    yield from _blocks(subject)
    results = shellcheck_results(subject)
    comments = {id(each): said for each, said in results.comments}
    foreign = [(each, at) for each in results.chunks for at in _foreign_lines(each, comments.get(id(each), ()))]
    rejected = rejections(bracketed(each.masked) for each, at in foreign if at.by_reader)
    told: set[int] = set()
    for each, at in foreign:
        if id(each.snippet) not in told and (not at.by_reader or bracketed(each.masked) in rejected):
            told.add(id(each.snippet))
            message = f"{_taken_for(each, at)} move it to a block labelled 'text'"
            yield Finding(RULE.name, message, each.chunk.text.span(at.start, at.end), alternatives=("text",))


def _taken_for(each: ShellChunk, at: _Line) -> str:
    """What a line looks like, up to what to do with it."""
    line = each.masked[at.start : at.end]
    if is_quoted_sentence(line):
        return "this line is a sentence, and no command;"
    if (setting := _SETTING.fullmatch(line)) is not None:
        name = setting["name"]
        return f"with blanks around '=' this calls '{name}', and assigns nothing; write {name}=…, or else"
    return "this line looks like output, and is no command;" if is_printed([line]) else "this line is no command;"


class _Line(NamedTuple):
    """A line that is no command.

    Attributes:
        start: Offset of its first character that is not blank.
        end: Offset behind its last one.
        by_reader: Whether this tool's own reader says so, and bash has to confirm it.
    """

    start: int
    end: int
    by_reader: bool


def _foreign_lines(each: ShellChunk, comments: Sequence[Comment]) -> Iterator[_Line]:
    """The lines of a chunk that no shell could run, and that nobody meant it to."""
    if not each.is_small or any(problem.kind == "foreign" for problem in each.snippet.problems):
        return
    text = each.chunk.text
    problems = [problem for problem in each.chunk.problems if problem.message.startswith(NOT_VALID)]
    places = [text.text_offset(text.source.offset(problem.span.start)) for problem in problems]
    doubtful = {place: True for place in places if not meant_as_command(each, place)}
    told: set[int] = set()
    for comment in comments:
        place, _ = comment_place(each, comment)
        if comment.code == _BLANKS_AROUND_SIGN and sets_mode(each, place):
            continue
        if comment.code in _CODES and not is_about_command(each, comment, place):
            doubtful[place] = False
        elif comment.code == _BLANKS_AROUND_SIGN:
            told.add(command_start(each, place))  # 'broken-assignment' says so
    doubtful |= dict.fromkeys((at for at in each.command_starts if is_quoted_sentence(line_at(each, at))), False)
    if not each.can_be_marked:
        printed = (start for start in each.command_starts if start not in told and _is_printed(each, start))
        doubtful |= dict.fromkeys(printed, False)
    for place in sorted(doubtful):
        start = command_start(each, place)
        line = line_at(each, start)
        prompt = _PROMPT.match(line)
        # What closes something is the rest of a line above; a prompt that is not known has a command behind it.
        if _CLOSING.fullmatch(line) is None and not (prompt and begins_as_command(line[prompt.end() :])):
            yield _Line(start + len(line) - len(line.lstrip()), start + len(line.rstrip()), doubtful[place])


def _is_printed(each: ShellChunk, start: int) -> bool:
    """Whether a line has the shape of output, and not that of a program that nobody knows, with its options."""
    line = line_at(each, start)
    known = not line.strip() or meant_as_command(each, start) or _OPTION.search(line) is not None
    return not known and is_printed([line])


def _blocks(subject: Subject) -> Iterator[Finding]:
    for runbook in subject.project.runbooks:
        for snippet in runbook.snippets:
            for problem in snippet.problems:
                if problem.kind != "foreign":
                    continue
                kind = _LOOKS_LIKE.search(problem.message)
                label = _LABELS.get(kind[1], "text") if kind else ""
                advice = f"; label it '{label}'" if label and snippet.block.command is None else ""
                alternatives = (label,) if advice else ()
                yield Finding(RULE.name, f"{problem.message}{advice}", _place(snippet), alternatives=alternatives)


def _place(snippet: Snippet) -> Span:
    """The line that opens the block."""
    block = snippet.block
    if block.origin != "fence":
        return block.text.span(0, len(block.text.text.partition("\n")[0]))
    line = block.span.start.line
    end = Position(line, len(block.text.source.line(line)) + 1)
    return Span(block.span.path, block.span.start, max(end, block.span.start))


RULE = Rule("not-a-command", "shell", Level.WARNING, "0.1.0", check)
