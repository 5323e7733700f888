r"""A name with a fixed date stands where the runbook makes one with today's.

## What it does

Reports a name with a date in it, such as `backup-20240101.sql`, in a runbook that makes names of that shape with the
date of the day: `backup-$(date +%Y%m%d).sql`. It does not matter what is named, a file, a snapshot or a tag.

## Why it hurts

The fixed name is an example from the day on which the page was written. Whoever follows the page restores a backup
that is years old, or looks for a file that never was.

## Example

````markdown title="runbook_src/shop/backup.md"
# Take a backup and bring it back

```bash
aws rds create-db-snapshot --db-instance-identifier shop --db-snapshot-identifier "shop-$(date +%Y%m%d)"
```

```bash
aws rds restore-db-instance-from-db-snapshot --db-instance-identifier shop-restored \
  --db-snapshot-identifier shop-20240101
```
````

## Use instead

````markdown title="runbook_src/shop/backup.md"
# Take a backup and bring it back

```bash
snapshot=shop-$(date +%Y%m%d)
aws rds create-db-snapshot --db-instance-identifier shop --db-snapshot-identifier "$snapshot"
```

```bash
aws rds restore-db-instance-from-db-snapshot --db-instance-identifier shop-restored \
  --db-snapshot-identifier "$snapshot"
```
````

## When to leave it

Where that very file is meant, as the last one before a known accident.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.variable.dated_names import fixed_names
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Names of another day."""
    for runbook in subject.project.runbooks:
        for each in fixed_names(runbook):
            message = (
                f"'{each.name}' is of a fixed day, and line {each.line} makes '{each.made}'; "
                "take a variable, so that both are the same"
            )
            yield Finding(RULE.name, message, each.span)


RULE = Rule("outdated-name", "variable", Level.WARNING, "0.1.0", check)
