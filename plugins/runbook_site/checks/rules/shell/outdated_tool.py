"""A program is called that newer systems do not install.

## What it does

Reports `ifconfig`, `route`, `netstat`, `arp` and others of net-tools, `egrep` and `fgrep`, `ntpdate`.

## Why it hurts

It may not be there on a fresh machine. Those that are warn, or show only a part: `ifconfig` knows one address of an
interface.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
netstat -tlnp
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
ss -tlnp
```
````

## When to leave it

Where the runbook is for machines that have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.replaced_tool import replaced_tools
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.finding import Finding


_OUTDATED: Mapping[str, tuple[str, str]] = {
    "ifconfig": ("ip address", "belongs to net-tools"),
    "route": ("ip route", "belongs to net-tools"),
    "netstat": ("ss", "belongs to net-tools"),
    "arp": ("ip neighbour", "belongs to net-tools"),
    "iwconfig": ("iw", "belongs to wireless-tools"),
    "egrep": ("grep -E", "belongs to an older grep: a newer one warns"),
    "fgrep": ("grep -F", "belongs to an older grep: a newer one warns"),
    "ntpdate": ("chronyc makestep", "belongs to ntp"),
}
"""What to write instead, and what has become of it, by program."""


def check(subject: Subject) -> Iterator[Finding]:
    """Programs that newer systems lack."""
    yield from replaced_tools(subject, RULE.name, _OUTDATED)


RULE = Rule("outdated-tool", "shell", Level.INFO, "0.1.0", check)
