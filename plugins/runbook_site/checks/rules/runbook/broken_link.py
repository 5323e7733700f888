"""A link leads to a file that does not exist.

## What it does

Reports a relative link or image, in a Markdown file or a Markdown field of a runbook or `service.yml`, whose target is
none of the files that were seen. Both ways of writing are right: to the file (`restart.md`) and to the page
(`../restart/`); so is a label of MyST. Addresses with a scheme, links from the site's root, templates (`{{ … }}`), and
links that lead out of the folders given are not looked at; neither are folders that are passed over (hidden ones,
`node_modules`), nor services of which only some files were given.

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

from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.link_target import FileIndex, links_of, target_of
from runbook_site.checks.runbook.page_anchors import AnchorIndex
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Links to files that do not exist."""
    library = subject.project.library
    files = FileIndex(library)
    labels = AnchorIndex(library).labels
    for source, link in links_of(library):
        target = target_of(link.target)
        if target is None or not target.path or link.target.lower() in labels:
            continue
        if files.find(source, target) is None and not files.leaves(source, target):
            if files.is_unknown(source, target):
                continue
            others = files.alternatives(source, target)
            instead = f"did you mean '{others[0]}'?" if others else "mend the path, or take the link away"
            message = f"'{link.target}' leads to no file; {instead}"
            yield Finding(RULE.name, message, link.span, alternatives=others)


RULE = Rule("broken-link", "runbook", Level.WARNING, "0.1.0", check)
