"""An option begins with a dash that is no hyphen.

## What it does

Reports an en dash, an em dash, a minus sign or another dash of Unicode where an option begins, outside of quotes,
comments and heredocs.

## Why it hurts

A word processor has made one dash of two hyphens, or a longer one of one. The program takes the word for a name: of a
file, a table, a pod.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
kubectl get pods \u2013n shop
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
kubectl get pods -n shop
```
````

## When to leave it

Never.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.paste import DASHES, code_point, unquoted_places
from runbook_site.sources.finding import Edit, Finding, Fix, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


_LONG = "\u2014\u2015\ufe58"
_PATTERN = re.compile(rf"(?<=\s)(?P<dashes>-?[{DASHES}][-{DASHES}]?)(?P<name>[A-Za-z][\w-]*+)")


def check(subject: Subject) -> Iterator[Finding]:
    """Options that a program takes for names."""
    for place in unquoted_places(subject.project, _PATTERN):
        dashes, name = place.match["dashes"], place.match["name"]
        sign = next(character for character in dashes if character != "-")
        hyphens = _hyphens(dashes, name)
        written = " or ".join(f"{each}{name}" for each in hyphens)
        message = f"the dash {sign} ({code_point(sign)}) begins no option; write {written}"
        span = place.text.span(*place.match.span("dashes"))
        fix = Fix(f"write {hyphens[0]}", (Edit(span, hyphens[0]),)) if len(hyphens) == 1 else None
        yield Finding(RULE.name, message, span, alternatives=tuple(f"{each}{name}" for each in hyphens), fix=fix)


def _hyphens(dashes: str, name: str) -> tuple[str, ...]:
    """What the author wrote: one letter has one hyphen; a long dash, or two, was two; a shorter one may be either."""
    if len(name) == 1:
        return ("-",)
    return ("--",) if len(dashes) > 1 or dashes in _LONG else ("--", "-")


RULE = Rule("dash-in-option", "shell", Level.ERROR, "0.1.0", check)
