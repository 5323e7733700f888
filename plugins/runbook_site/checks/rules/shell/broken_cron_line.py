"""Cron does not take a line.

## What it does

Reports lines of crontabs with too few or too many fields of time, with values that a field does not have (`25` for an
hour, `January` for a month), with steps of 0, and with times that cron has no word for. It looks at what is fed to
`crontab`, at what is written to `/etc/cron.d`, `/etc/crontab` and the tables of users, and at blocks labelled `cron` or
`crontab`.

| Field | Values |
| --- | --- |
| minute | 0-59 |
| hour | 0-23 |
| day of month | 1-31 |
| month | 1-12, jan-dec |
| day of week | 0-7 (0 and 7 are Sunday), sun-sat |

## Why it hurts

`crontab` refuses the whole table, and keeps the old one. A file of `/etc/cron.d` with such a line is passed over, and
only the log of cron says so: the job never runs.

## Example

````markdown title="runbook_src/shop/dump.md"
# Dump the shop every night

```bash
echo '0 25 * * * /usr/local/bin/dump-shop' | crontab -
```
````

## Use instead

````markdown title="runbook_src/shop/dump.md"
# Dump the shop every night

```bash
echo '0 1 * * * /usr/local/bin/dump-shop' | crontab -
```
````

## When to leave it

Where another program reads the line, with fields of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.crontab import cron_fault
from runbook_site.checks.shell.crontab_lines import cron_lines
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Lines that cron refuses."""
    for each in subject.once(cron_lines):
        fault = cron_fault(each.line, other_crons=each.labelled)
        if fault is not None:
            yield Finding(RULE.name, fault.message, each.span(fault.start, fault.end))


RULE = Rule("broken-cron-line", "shell", Level.ERROR, "0.1.0", check)
