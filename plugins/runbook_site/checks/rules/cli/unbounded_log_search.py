"""A search in CloudWatch Logs begins where the logs begin.

## What it does

Reports `aws logs filter-log-events` without `--start-time`, unless it is about named log streams.

## Why it hurts

The search goes through all that the group has kept, from the oldest event on. It takes minutes, and what happened in
the last hour comes at the very end.

## Example

````markdown title="runbook_src/shop/logs.md"
# Look for errors

```bash
aws logs filter-log-events --log-group-name /shop/web --filter-pattern ERROR
```
````

## Use instead

````markdown title="runbook_src/shop/logs.md"
# Look for errors

```bash
aws logs filter-log-events --log-group-name /shop/web --filter-pattern ERROR \
  --start-time "$(($(date +%s) - 3600))000"
```
````

## When to leave it

Where the group keeps its events for a day or two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.cli.aws_words import is_whole
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject

_BOUNDS = (
    *("--start-time", "--next-token", "--starting-token"),
    *("--log-stream-names", "--log-stream-name-prefix", "--no-start-from-head"),
)


def check(subject: Subject) -> Iterator[Finding]:
    """Searches without a beginning."""
    for call in subject.project.calls:
        if call.tool != "aws" or call.invocation.subcommand[:2] != ("logs", "filter-log-events"):
            continue
        if is_whole(call) and not call.has(*_BOUNDS):
            message = "this searches from the group's first event on; say with --start-time where to begin"
            yield Finding(RULE.name, message, call.span)


RULE = Rule("unbounded-log-search", "cli", Level.INFO, "0.1.0", check)
