"""A field is written that does not exist.

## What it does

Reports a key of a YAML file that the format does not know, with the fields that exist there, the nearest first. In
the front matter of a Markdown file, only those that are probably a misspelling: other tools keep their fields
there too.

A YAML file whose keys are nearly those of a runbook (`titel`, `procedures`) is read as one, and so are a misspelt
`site.yml` and `service.yml`; what belongs to another tool is passed over.

## Why it hurts

A misspelt field is a field that is missing. `verfication` leaves a runbook without a check of what it did, and no
one is told.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
verfication:
  - title: Open the start page
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
verification:
  - title: Open the start page
```

## When to leave it

Never: fields of one's own have no meaning for a reader of the site. Put them in `tags` or `links`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.from_reading import from_reading
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Fields that do not exist."""
    return from_reading("unknown-field", subject)


RULE = Rule("unknown-field", "source", Level.ERROR, "0.1.0", check)
