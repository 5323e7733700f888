"""The whole environment is printed.

## What it does

Reports `env`, `printenv`, `set` and `export -p` without anything behind them, on the machine at hand and in
containers.

## Why it hurts

Most services get their passwords through the environment. All of them are then on the terminal, and in whatever the
terminal is pasted into.

## Example

````markdown title="runbook_src/shop/restart.md"
# See which region the shop runs in

```bash
printenv
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# See which region the shop runs in

```bash
printenv SHOP_REGION
```
````

## When to leave it

Where the environment is known to hold no secrets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.terminal import is_seen
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject

_ALONE = {"env": ((),), "printenv": ((),), "set": ((),), "export": ((), ("-p",))}


def check(subject: Subject) -> Iterator[Finding]:
    """Commands that print every variable."""
    for call in subject.project.calls:
        if call.words in _ALONE.get(call.tool, ()) and call.invocation.pipeline == 1 and is_seen(call):
            message = f"'{call.tool}' prints every variable, the secret ones too; name those that matter"
            yield Finding(RULE.name, message, call.span)


RULE = Rule("environment-printed", "secret", Level.INFO, "0.1.0", check)
