"""Two files are the same runbook.

## What it does

Reports a runbook whose id, made from the name of its file, another one of the service has already: names that
differ only in their ending, in capitals, or in `_` and `-`.

## Why it hurts

Both have the same address on the site and the same names in the catalog. One of them cannot be reached.

## Example

```yaml title="runbook_src/shop/restart-web.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
```

```markdown title="runbook_src/shop/restart_web.md"
# Restart the shop by hand
```

## Use instead

```yaml title="runbook_src/shop/restart-web.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
```

```markdown title="runbook_src/shop/restart-web-by-hand.md"
# Restart the shop by hand
```

## When to leave it

Never: rename one of the files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.place import start_of
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import RunbookDocument


def check(subject: Subject) -> Iterator[Finding]:
    """Runbooks whose id is taken."""
    first: dict[tuple[str, str], RunbookDocument] = {}
    for document in subject.project.library.runbooks:
        other = first.setdefault((document.service, document.id), document)
        if other is not document:
            message = f"the runbook '{document.id}' is also in '{other.source.path}'; rename one of the files"
            yield Finding(RULE.name, message, start_of(document.source.path))


RULE = Rule("duplicate-runbook-id", "runbook", Level.ERROR, "0.1.0", check)
