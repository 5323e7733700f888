"""Placeholders of a Markdown runbook could be variables.

## What it does

Says, once for each Markdown runbook, how many placeholders its commands have. The page asks for their values as it
does for those of variables. Dots alone (`...`) say that something is left out, and are no placeholder here.

## Why it hurts

It need not. A variable has a description, a type that is checked, and one name in all commands; of `<pod>`,
`<my-pod>` and `POD_NAME` nobody knows whether they are the same.

## Example

````markdown title="runbook_src/shop/look.md"
# Look at the logs

```bash
tail -n 20 /var/log/shop/<machine>.log
```
````

## Use instead

````markdown title="runbook_src/shop/look.md"
---
variables:
  machine:
    type: host
    description: The machine that the alert names.
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
---

# Look at the logs

```bash
tail -n 20 "/var/log/shop/$machine.log"
```
````

## When to leave it

Wherever people are content with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject

_NAMED = 3
_NAME = re.compile(r"\w")
"""Dots alone stand for what is left out, and not for a value."""


def check(subject: Subject) -> Iterator[Finding]:
    """Markdown runbooks with placeholders, each at its first one."""
    for runbook in subject.project.runbooks:
        if runbook.document.form != "markdown":
            continue
        uses = [
            use
            for _, chunk in runbook.chunks
            for use in chunk.variables
            if use.syntax == "placeholder" and _NAME.search(use.text)
        ]
        if uses:
            spellings = list(dict.fromkeys(use.text for use in uses))
            shown = ", ".join(f"'{text}'" for text in spellings[:_NAMED])
            more = len(spellings) - _NAMED
            also = f" and {more} more" if more > 0 else ""
            first = min(uses, key=lambda use: use.span)
            what = "variables" if len(spellings) > 1 else "a variable"
            message = f"{shown}{also} could be {what}: declare '{first.name}' under 'variables' in the front matter"
            yield Finding(RULE.name, message, first.span)


RULE = Rule("placeholder-in-markdown", "variable", Level.INFO, "0.1.0", check)
