"""A program for `jq` or `awk` lacks a bracket or a quote.

## What it does

Reports programs of `jq` and `awk` on the command line whose brackets and quotes do not match, or that end with `|`.
Programs with a variable of the shell in them, and those in a file, are not looked at.

## Why it hurts

The tool says `syntax error` and gives nothing. Behind it in the pipeline, nothing looks like an answer: no pods, no
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

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.program_brackets import program_fault
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Programs that do not balance."""
    for call in subject.project.calls:
        # Where the shell around it is broken, the program is too, and that is said already.
        found = None if call.chunk.problems else program_fault(call.tool, call.invocation.argv)
        if found is not None:
            yield Finding(RULE.name, f"{call.tool} refuses its program: {found[1]}", call.word_span(found[0]))


RULE = Rule("broken-program", "shell", Level.ERROR, "0.1.0", check)
