r"""Cron does something else with a line than it says.

## What it does

Reports lines of crontabs that cron takes, and that do not run what they name:

- a `%` without a backslash inside of quotes, of `$( )` or of the format of `date`: cron ends the command there,
- the name of a user in the table of a user, which is a program to cron,
- no name of a user in `/etc/cron.d` or `/etc/crontab`, where the first word of the command is taken for one.

## Why it hurts

The job fails every night, and what it says goes into a mail that nobody reads.

## Example

````markdown title="runbook_src/shop/dump.md"
# Dump the shop every night

```bash
echo '0 1 * * * pg_dump shop > /srv/dump/shop-$(date +%F).sql' | crontab -
```
````

## Use instead

````markdown title="runbook_src/shop/dump.md"
# Dump the shop every night

```bash
echo '0 1 * * * pg_dump shop > /srv/dump/shop-$(date +\%F).sql' | crontab -
```
````

## When to leave it

Where what stands behind the `%` is the input of the command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.crontab import cron_fault, cron_pitfall
from runbook_site.checks.shell.crontab_lines import cron_lines
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Lines that cron takes and reads otherwise."""
    for each in subject.once(cron_lines):
        if each.labelled or cron_fault(each.line) is not None:
            continue
        fault = cron_pitfall(each.line, has_user=each.has_user)
        if fault is not None:
            yield Finding(RULE.name, fault.message, each.span(fault.start, fault.end))


RULE = Rule("cron-pitfall", "shell", Level.WARNING, "0.1.0", check)
