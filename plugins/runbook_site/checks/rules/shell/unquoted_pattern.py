"""A pattern for a program is expanded by the shell.

## What it does

Reports what ShellCheck says of patterns without quotes for `find`, `grep` and `tr`.

| Code | What is wrong |
| --- | --- |
| [SC2060](https://www.shellcheck.net/wiki/SC2060) | a class for `tr` |
| [SC2061](https://www.shellcheck.net/wiki/SC2061) | a pattern for `find -name` |
| [SC2062](https://www.shellcheck.net/wiki/SC2062) | a pattern for `grep` |

## Why it hurts

Where a file of the working directory matches, its name takes the place of the pattern. The command works for the
author and fails, or finds less, for whoever stands in another folder.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
find /var/log/shop -name *.log -mtime +7
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
find /var/log/shop -name '*.log' -mtime +7
```
````

## When to leave it

Never: quotes cost nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.shellcheck_findings import shellcheck_findings
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.finding import Finding

CODES = frozenset(
    {
        2060,
        2061,
        2062,
    }
)


def check(subject: Subject) -> Iterator[Finding]:
    """Patterns that lack quotes."""
    yield from shellcheck_findings(subject, RULE.name, CODES, about_values=False)


RULE = Rule("unquoted-pattern", "shell", Level.WARNING, "0.1.0", check)
