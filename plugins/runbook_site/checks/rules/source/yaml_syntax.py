"""A file is no valid YAML.

## What it does

Reports where a YAML file, or the front matter of a Markdown file, can no longer be read.

## Why it hurts

Nothing behind that place is known: the runbook is not checked, not in the catalog, and not on the site.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server: first look at it
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: "Restart the web server: first look at it"
```

## When to leave it

Never: put the text in quotes, or mend the indentation.
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
    """What is no YAML."""
    return from_reading("yaml-syntax", subject)


RULE = Rule("yaml-syntax", "source", Level.ERROR, "0.1.0", check)
