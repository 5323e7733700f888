"""A blank stands behind the backslash at the end of a line.

## What it does

Reports blanks behind a backslash at the end of a line that another line follows, outside of quotes, comments and
heredocs.

## Why it hurts

The backslash escapes the blank and not the line break. The command ends there, with an argument of one blank, and the
next line runs as a command of its own.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
kubectl get pods \\\x20
  --namespace shop
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
kubectl get pods \\
  --namespace shop
```
````

## When to leave it

Never.
"""  # noqa: D301 - a blank at the end of a line has to be an escape

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.paste import unquoted_places
from runbook_site.sources.finding import Edit, Finding, Fix, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


_PATTERN = re.compile(r"(?<!\\)\\(?P<blanks>[ \t]++)\n(?=[ \t]*+[^\s#])")


def check(subject: Subject) -> Iterator[Finding]:
    """Lines that end where they seem to go on."""
    for place in unquoted_places(subject.project, _PATTERN):
        blanks = place.text.span(*place.match.span("blanks"))
        message = "a blank behind the backslash: the command ends here, and the next line is another; remove the blank"
        yield Finding(RULE.name, message, blanks, fix=Fix("remove the blank", (Edit(blanks, ""),)))


RULE = Rule("space-after-backslash", "shell", Level.ERROR, "0.1.0", check)
