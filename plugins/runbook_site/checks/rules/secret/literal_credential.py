"""A credential is written down.

## What it does

Reports passwords, tokens and keys that stand in a runbook, in its commands and in all the rest of its files: where
a tool takes one (`mysql -p…`, `redis-cli -a`, `curl --user`, `--token`, `PGPASSWORD=`…), in addresses, headers and
SQL, and by the shape of the keys of some thirty vendors. What stands for a credential is none: variables,
placeholders, `changeme`, the examples of manuals. The report shows two characters of it at most.

## Why it hurts

What stands in a repository is read by everybody who can read the repository, and stays in its history after it is
taken out. The site publishes it once more.

## Example

````markdown title="runbook_src/shop/restart.md"
# Count the orders

```bash
PGPASSWORD=vR7-kq2Lw9xTz psql -h db.example.com -U shop -c 'SELECT count(*) FROM orders'
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Count the orders

The password stands in `~/.pgpass`, where psql takes it from.

```bash
psql -h db.example.com -U shop -c 'SELECT count(*) FROM orders'
```
````

## When to leave it

Where the value opens nothing: write one that says so (`example`, `changeme`). A real one that was once pushed is
known: change it, taking it out is not enough.
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
    """Values that can hardly be anything but credentials."""
    for file in subject.once(credentials_of):
        for each in file.credentials:
            if each.certain:
                message = f"{each.kind} is written down ({each.shown}); change it, and say where it is kept instead"
                yield Finding(RULE.name, message, file.source.span(each.start, each.end))


RULE = Rule("literal-credential", "secret", Level.ERROR, "0.1.0", check)
