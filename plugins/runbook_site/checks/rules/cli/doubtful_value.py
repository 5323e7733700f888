"""A tool takes a value that nobody means.

## What it does

Reports a value that a tool takes, or may take, and that is not what is meant: a kind of object one slip away from one
that every Kubernetes cluster has, a header without its colon or with a variable in single quotes, a body that is said
to be JSON and is none, a misspelt variable of `curl --write-out` or type of record of `dig`, seconds where CloudWatch
Logs counts milliseconds, a payload for Lambda that the AWS CLI 2 reads as base64.

## Why it hurts

Nothing complains, or only the server does. The answer is empty, or is about something else.

## Example

````markdown title="runbook_src/shop/health.md"
# Is the shop up

```bash
curl -s -o /dev/null -w '%{htp_code}' https://shop.example.com
```
````

## Use instead

````markdown title="runbook_src/shop/health.md"
# Is the shop up

```bash
curl -s -o /dev/null -w '%{http_code}' https://shop.example.com
```
````

## When to leave it

Where a cluster of yours has a kind of that name, or a server reads what is sent: allow the rule at the command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.cli.tool_words import findings
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """Values that are taken, and not meant."""
    yield from findings(subject, "doubtful-value")


RULE = Rule("doubtful-value", "cli", Level.WARNING, "0.1.0", check)
