"""A blank is none to a shell.

## What it does

Reports a no-break space, or another blank of Unicode, in a command outside of quotes, comments and heredocs.

## Why it hurts

It looks like a space and is part of the word: the shell looks for a program called `kubectl get`, with the blank in
its name.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
kubectl\u00a0get pods
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
kubectl get pods
```
````

## When to leave it

Never. In quotes it is text, and this rule does not speak.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.paste import NO_BREAK_SPACES, code_point, unquoted_places
from runbook_site.sources.finding import Edit, Finding, Fix, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


_PATTERN = re.compile(f"[{NO_BREAK_SPACES}]+")


def check(subject: Subject) -> Iterator[Finding]:
    """Blanks that the shell takes for letters."""
    for place in unquoted_places(subject.project, _PATTERN):
        found = place.match[0]
        message = f"a no-break space ({code_point(found[0])}) is part of the word for a shell; write a space"
        fix = Fix("write a space", (Edit(place.span, " " * len(found)),))
        yield Finding(RULE.name, message, place.span, fix=fix)


RULE = Rule("no-break-space", "shell", Level.ERROR, "0.1.0", check)
