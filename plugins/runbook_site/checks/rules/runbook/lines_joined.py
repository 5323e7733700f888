r"""Lines of a command are joined into one.

## What it does

Reports the text of a command whose lines YAML joins with spaces, because it stands behind `>` or behind nothing, where
the lines are certainly meant one by one:

- a line ends in a backslash, which then stands in front of a space and not of a line's end,
- a line begins with the program that the line above begins with, and nothing there goes on,
- a line is a comment, or ends in one, of shell or SQL: it takes the lines below it with it.

## Why it hurts

What is copied is one line. `kubectl get pods kubectl get nodes` looks for pods that are called `kubectl`, `get` and
`nodes`; what follows a comment does not run at all.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at it
    commands:
      - title: List what runs
        risk: read
        run: >
          kubectl get pods
          kubectl get nodes
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at it
    commands:
      - title: List what runs
        risk: read
        run: |
          kubectl get pods
          kubectl get nodes
```

## When to leave it

Never: write `|`, which keeps the lines.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import Block, RunbookDocument

_STYLED = ('"', "'", "|")
_LINE = re.compile(r"[^\r\n]+")
_GOES_ON = re.compile(r"(?:\||&&|[;({]|\b(?:do|then|else|in|sudo|exec|xargs|env|time|nohup))$|(?<![\w-])-{1,2}[\w-]*$")
_SHELL_COMMENT = re.compile(r"(?:^|\s)#(?=[ \t])[^'\"`]*$")
_SQL_COMMENT = re.compile(r"(?:^|\s)--(?=[ \t])[^'\"`]*$")
_PROGRAM = re.compile(r"[a-z][\w.-]+(?= )")


def check(subject: Subject) -> Iterator[Finding]:
    """Commands of several lines that have become one."""
    for document in subject.project.library.runbooks:
        if document.form == "yaml":
            for block in document.blocks:
                if block.origin == "command" and (finding := _joined(document, block)) is not None:
                    yield finding


def _joined(document: RunbookDocument, block: Block) -> Finding | None:
    source = document.source
    start, end = source.offset(block.span.start), source.offset(block.span.end)
    if block.span.start.line == block.span.end.line or source.text.startswith(_STYLED, start):
        return None
    lines = [match for match in _LINE.finditer(source.text, start, end) if match[0].strip()]
    if source.text.startswith(">", start):
        del lines[0]
    for line, following in pairwise(lines):
        upper, lower = line[0].strip(), following[0].strip()
        if f"{upper} {lower}" in block.text.text and (why := _why(upper, lower, block.info)):
            at = line.start() + len(line[0]) - len(line[0].lstrip())
            message = f"YAML joins this line and the next, and {why}; write '|' in front of the lines"
            return Finding(RULE.name, message, source.span(at, line.start() + len(line[0].rstrip())))
    return None


def _why(upper: str, lower: str, language: str) -> str:
    """What is wrong with two lines as one; empty where nothing certainly is."""
    if (_SHELL_COMMENT if language == "shell" else _SQL_COMMENT).search(upper):
        return "the comment takes the next line with it"
    if language != "shell":
        return ""
    if upper.endswith("\\") and not upper.endswith("\\\\"):
        return "the backslash then stands in front of a space, which becomes a part of the next word"
    program = _PROGRAM.match(upper)
    if program is not None and lower.startswith(f"{program[0]} ") and not _GOES_ON.search(upper):
        return f"the second '{program[0]}' is then a word for the first"
    return ""


RULE = Rule("lines-joined", "runbook", Level.WARNING, "0.1.0", check)
