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
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.checks.rule import Subject


_OUTDATED: Mapping[str, tuple[str, str]] = {
    "ifconfig": ("ip address", "net-tools"),
    "route": ("ip route", "net-tools"),
    "netstat": ("ss", "net-tools"),
    "arp": ("ip neighbour", "net-tools"),
    "iwconfig": ("iw", "wireless-tools"),
    "egrep": ("grep -E", "an older grep: a newer one warns"),
    "fgrep": ("grep -F", "an older grep: a newer one warns"),
    "ntpdate": ("chronyc makestep", "ntp"),
}
"""What to write instead, and what the program belongs to, by program."""


def check(subject: Subject) -> Iterator[Finding]:
    """Programs that newer systems lack."""
    for runbook in subject.project.runbooks:
        for _, chunk in runbook.chunks:
            for invocation in chunk.invocations:
                if invocation.tool in _OUTDATED and invocation.argv:
                    instead, why = _OUTDATED[invocation.tool]
                    word = invocation.argv[0]
                    span = invocation.text.span(word.start, word.end)
                    message = f"{invocation.tool} belongs to {why}; write '{instead}'"
                    yield Finding(RULE.name, message, span, alternatives=(instead,))


RULE = Rule("outdated-tool", "shell", Level.INFO, "0.1.0", check)
