"""A value may be a credential.

## What it does

Reports a value where a credential belongs that looks like a name or like words, so that it may be one, or stand for
one: `--password banana`, an address with a password for `localhost`, `token: Zk39…` in a text.

## Why it hurts

A weak password is a password. Nobody can tell from the page whether it is the real one, and whoever finds it will
try.

## Example

````markdown title="runbook_src/shop/restart.md"
# Count the keys

```bash
redis-cli -a giraffe DBSIZE
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Count the keys

`REDISCLI_AUTH` holds the password; the password manager has it under "shop".

```bash
redis-cli DBSIZE
```
````

## When to leave it

Where it opens nothing that matters, as on a laptop: write a value that says so (`example`, `changeme`), or allow the
rule there, with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.secret.credentials import credentials_of
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Values that stand where a credential belongs, and may be an example."""
    for file in subject.once(credentials_of):
        for each in file.credentials:
            if not each.certain:
                message = f"this may be {each.kind} ({each.shown}); if it is one, change it and keep it elsewhere"
                yield Finding(RULE.name, message, file.source.span(each.start, each.end))


RULE = Rule("possible-credential", "secret", Level.WARNING, "0.1.0", check)
