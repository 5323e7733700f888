"""A program for `jq`, `awk` or `sed`, or a pattern for `grep`, is none.

## What it does

Reads the programs that stand on the command line, and reports those that the tool refuses:

| Tool | What is reported |
| --- | --- |
| `jq` | what is no expression, an unknown function, a wrong number of values, a variable that nothing sets |
| `sed` | unknown commands and flags, missing delimiters, blocks that do not match, patterns and groups that are none |
| `grep` | patterns that are none, as `-E`, `-P` or neither reads them |
| `awk` | brackets and quotes that do not match, and `=>` |

What releases read differently is left alone, and so are programs with a variable of the shell in them, and those in a
file.

## Why it hurts

The tool says why it refuses, and gives nothing. Behind it in the pipeline, nothing looks like an answer: no pods, no
errors, an empty file.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
kubectl get pods -n shop -o json | jq '.items[] | select(.status.phase == "Pending"'
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
kubectl get pods -n shop -o json | jq '.items[] | select(.status.phase == "Pending")'
```
````

## When to leave it

Never.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.programs.verdicts import program_verdicts
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Programs that are none."""
    for call, word, why, certain in subject.once(program_verdicts):
        if certain:
            yield Finding(RULE.name, f"{call.tool} refuses its {_noun(call.tool)}: {why}", call.word_span(word))


def _noun(tool: str) -> str:
    return "pattern" if tool.endswith("grep") else "program"


RULE = Rule("broken-program", "shell", Level.ERROR, "0.1.0", check)
