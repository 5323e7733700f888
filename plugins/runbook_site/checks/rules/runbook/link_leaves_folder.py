"""A link leads out of the folder of runbooks.

## What it does

Reports a relative link whose target lies outside of the folders that were given to check.

## Why it hurts

Nobody can say whether it is there. On the site it is not: only the runbooks are on it.

## Example

```markdown title="runbook_src/shop/look.md"
# Look at the shop

The [sources](../../../shop/main.py) tell more.
```

## Use instead

```markdown title="runbook_src/shop/look.md"
# Look at the shop

The [sources](https://git.example.com/shop/blob/main/main.py) tell more.
```

## When to leave it

Where only a part of the runbooks is checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.link_target import FileIndex, links_of, target_of
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Links out of the folders that were read."""
    library = subject.project.library
    files = FileIndex(library)
    for source, link in links_of(library):
        target = target_of(link.target)
        if target is None or not target.path or files.find(source, target) is not None:
            continue
        if files.leaves(source, target) and not files.is_unknown(source, target):
            message = f"'{link.target}' leads out of the runbooks, where nobody looked; write its full address"
            yield Finding(RULE.name, message, link.span)


RULE = Rule("link-leaves-folder", "runbook", Level.INFO, "0.1.0", check)
