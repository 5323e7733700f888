"""A runbook is named that does not exist.

## What it does

Reports the name of a runbook that is none: in `decide`, `on_failure` and `related` of a runbook; in `metrics`,
`backups` and `calendar` of a service. A name is the name of the file without ending, or `service/name` for a
runbook of another service. A file that is there and cannot be read is not reported here again. Where only some
files of a service were given to check, nothing is said about names in it.

## Why it hurts

The way ends at a page that is not there, in the middle of an incident.

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

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
    on_failure:
      runbook: rebuild-machine
```

```yaml title="runbook_src/shop/rebuild-machine.yml"
title: Rebuild a machine
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Rebuild it
```

## When to leave it

Never: correct the name, or write the runbook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint, nearest
from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.references import RunbookIndex, references
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Names of runbooks that are none."""
    library = subject.project.library
    index = RunbookIndex(library)
    partial = library.partial_services
    for reference in references(library):
        owner, slash, _ = reference.written.partition("/")
        owner = owner if slash else reference.service
        if index.may_exist(reference.service, reference.written) or owner in partial:
            continue
        if owner not in index.services and partial:
            continue  # the other service was not given to check
        names = tuple(index.names(reference.service))
        message = f"there is no runbook '{reference.written}'{hint(reference.written, names)}"
        yield Finding(RULE.name, message, reference.span, alternatives=nearest(reference.written, names))


RULE = Rule("unknown-runbook", "runbook", Level.ERROR, "0.1.0", check)
