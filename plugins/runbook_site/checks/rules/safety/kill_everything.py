"""A command stops every process that it can.

## What it does

Reports `kill … -1`, `killall5`, and `pkill` with a pattern that fits everything.

## Why it hurts

The session that runs it is among the processes, and so is all that the machine is for.

## Example

````markdown title="runbook_src/shop/kill.md"
# The shop hangs

```bash
kill -9 -1
```
````

## Use instead

````markdown title="runbook_src/shop/kill.md"
# The shop hangs

```bash
systemctl kill --signal=KILL shop
```
````

## When to leave it

Never.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call

_ANYTHING = re.compile(r"\.?[*+]?|\^?\.[*+]?\$?")


def check(subject: Subject) -> Iterator[Finding]:
    """Signals to everything."""
    for call in subject.project.calls:
        if _is_everything(call):
            message = "this stops every process that it may, your own session among them; name a process"
            yield Finding(RULE.name, message, call.span)


def _is_everything(call: Call) -> bool:
    words = call.words
    if call.tool == "killall5":
        return "-0" not in words
    if call.tool == "kill":
        # `kill -1 PID` sends the signal 1: only a `-1` behind a signal, or behind `--`, is a process.
        return "-1" in words[1:] and "-0" not in words[:1]
    if call.tool != "pkill" or call.has("-u", "-U", "-G", "-P", "-t", "-g", "-s", "-x", "--parent", "--euid", "--uid"):
        return False
    patterns = [text for _, text in call.operands()]
    return bool(patterns) and bool(_ANYTHING.fullmatch(patterns[-1]))


RULE = Rule("kill-everything", "safety", Level.ERROR, "0.1.0", check)
