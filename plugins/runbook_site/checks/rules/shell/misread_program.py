r"""A program for `jq` or `sed`, or a pattern for `grep`, means something else than it seems.

## What it does

Reports programs on the command line that the tool takes, and that do not what their author meant:

| Tool | What is reported |
| --- | --- |
| `jq` | `=` inside of `select` or `if`, which changes the value and compares nothing; a format that jq does not know |
| `sed` | `-n` with a script that prints nothing, and options joined behind `-i`, which are the ending of a copy |
| `grep` | what only `-P` knows, such as `\d` and `(?=…)`, without it |

## Why it hurts

There is no error. `select` lets everything through, `sed -ni` leaves an empty file, `grep` finds nothing.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
sed -ni 's/replicas: 2/replicas: 4/' shop.yaml
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
sed -i.bak 's/replicas: 2/replicas: 4/' shop.yaml
```
````

## When to leave it

Where it is meant: say so in the reason.
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
    """Programs that do something else."""
    for call, word, why, certain in subject.once(program_verdicts):
        if not certain:
            yield Finding(RULE.name, why, call.word_span(word))


RULE = Rule("misread-program", "shell", Level.WARNING, "0.1.0", check)
