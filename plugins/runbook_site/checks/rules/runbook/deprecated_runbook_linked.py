"""A way leads to a runbook that is no longer to be used.

## What it does

Reports where a step, a metric, a backup or the calendar sends to a runbook with `status: deprecated`. Being named
under `related` is not reported, nor are ways of runbooks that are deprecated themselves.

## Why it hurts

Its author said that it cannot be relied on. The one who is sent there does not read that line.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
    on_failure:
      runbook: rebuild
```

```yaml title="runbook_src/shop/rebuild.yml"
title: Rebuild a machine
owner: shop
status: deprecated
procedure:
  - title: Order a new machine
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
    on_failure:
      escalate: On-call engineer
```

```yaml title="runbook_src/shop/rebuild.yml"
title: Rebuild a machine
owner: shop
status: deprecated
procedure:
  - title: Order a new machine
```

## When to leave it

Never: send to what took its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.references import RunbookIndex, references
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Ways to deprecated runbooks."""
    library = subject.project.library
    index = RunbookIndex(library)
    for reference in references(library):
        source, target = reference.source, index.find(reference.service, reference.written)
        if target is None or target.runbook.status != "deprecated" or not reference.is_way:
            continue
        if source is None or source.runbook.status != "deprecated":
            message = f"'{reference.written}' is deprecated; send to what took its place"
            yield Finding(RULE.name, message, reference.span)


RULE = Rule("deprecated-runbook-linked", "runbook", Level.WARNING, "0.1.0", check)
