"""A block is labelled as commands and holds something else.

## What it does

Reports a block with the label of a shell, of SQL or of a console that is evidently JSON, YAML, PromQL, a log, a
table, a message or a text in another language. It reports a command behind the backticks that open a block as well:
readers do not see it.

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
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level
from runbook_site.sources.text import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
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


def check(subject: Subject) -> Iterator[Finding]:
    """Blocks whose label is wrong."""
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
