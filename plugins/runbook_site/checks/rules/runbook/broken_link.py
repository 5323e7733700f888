"""A link leads to a file that does not exist.

## What it does

Reports a relative link or image, in a Markdown file or a Markdown field, whose target is none of the files that
were seen. Both ways of writing are right: to the file (`restart.md`) and to the page (`../restart/`). Addresses
with a scheme, links from the site's root, templates (`{{ … }}`), and links that lead out of the folders given are
not looked at; neither are folders that are passed over (hidden ones, `node_modules`).

## Why it hurts

The page behind it was the next thing to read. Whoever follows the link during an incident has to search for it
instead.

## Example

```markdown title="runbook_src/shop/look.md"
# Look at the shop

If it is down, see [Restart the shop](restrat.md).
```

```markdown title="runbook_src/shop/restart.md"
# Restart the shop
```

## Use instead

```markdown title="runbook_src/shop/look.md"
# Look at the shop

If it is down, see [Restart the shop](restart.md).
```

```markdown title="runbook_src/shop/restart.md"
# Restart the shop
```

## When to leave it

Where a generator makes the target: switch the rule off in `site.yml`, and let the generator check its links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.link_target import FileIndex, target_of
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Links to files that do not exist."""
    library = subject.project.library
    files = FileIndex(library)
    for document in library.runbooks:
        for link in document.links:
            target = target_of(link.target)
            if target is None or not target.path or files.is_unknown(document, target):
                continue
            if files.find(document, target) is None and not files.leaves(document, target):
                others = files.alternatives(document, target)
                message = f"'{link.target}' leads to no file" + (f"; did you mean '{others[0]}'?" if others else "")
                yield Finding(RULE.name, message, link.span, alternatives=others)


RULE = Rule("broken-link", "runbook", Level.WARNING, "0.1.0", check)
