"""A link leads to a place on a page that does not exist.

## What it does

Reports a link with an anchor (`#…`) that its page does not have.

A page of Markdown has those of its headings, as any of the generators in use makes them (Python-Markdown, GitHub,
GitLab, kramdown, Pandoc, Docsify, MyST …); those of HTML (`<a name="x">`, `id="x"`); those of attribute lists
(`{#x}`); and the labels of MyST (`(x)=`), which a link of any page can use. A page made of YAML has one for each step
(`#step-` and the step's id), phase (`#phase-rollback`), message (`#message-` and its id), `#escalation-path`, and
those of its headings.

Not judged are anchors of commands (`#command-…`), of files that are no runbooks, and of pages that take in the text
of other files; names with `.`, `:`, `/` or `+`, which tools give that read code; routes of applications (`#/guide`)
and lines of code (`#L10`).

## Why it hurts

The link opens the right page at the top, and the reader looks for the place on it.

## Example

```markdown title="runbook_src/shop/look.md"
# Look at the shop

[Then restart it](#restart-teh-shop).

## Restart the shop

Restart the web server.
```

## Use instead

```markdown title="runbook_src/shop/look.md"
# Look at the shop

[Then restart it](#restart-the-shop).

## Restart the shop

Restart the web server.
```

## When to leave it

Where a generator makes the anchor of something else than what stands in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.nearest import hint, nearest
from runbook_site.checks.rule import Rule
from runbook_site.checks.runbook.link_target import FileIndex, links_of, target_of
from runbook_site.checks.runbook.page_anchors import AnchorIndex
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Anchors that no page has."""
    library = subject.project.library
    files = FileIndex(library)
    anchors = AnchorIndex(library)
    for source, link in links_of(library):
        target = target_of(link.target)
        if target is None or not target.anchor or (not target.path and target.anchor.lower() in anchors.labels):
            continue
        path = files.find(source, target) if target.path else source
        document = files.document(path) if path else None
        if document is None:
            continue
        page = anchors.page(document)
        if page.lacks(target.anchor):
            message = f"{document.source.path} has no anchor '{target.anchor}'{hint(target.anchor, page.suggestions)}"
            yield Finding(RULE.name, message, link.span, alternatives=nearest(target.anchor, page.suggestions))


RULE = Rule("broken-anchor", "runbook", Level.WARNING, "0.1.0", check)
