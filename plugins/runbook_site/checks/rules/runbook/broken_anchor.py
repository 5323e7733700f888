"""A link leads to a heading that does not exist.

## What it does

Reports a link with an anchor (`#…`) that no heading of the page has, neither as Python-Markdown's `toc` extension
makes it nor as GitHub does, and that no `id` or `name` on the page gives. Only anchors of Markdown pages are
looked at.

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

Where a generator makes the anchor.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.link_target import FileIndex, target_of
from runbook_site.checks.nearest import hint, nearest
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level
from runbook_site.sources.heading_id import HeadingIds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import RunbookDocument

_GIVEN = re.compile(r"""(?:\bid|\bname)\s*=\s*["']?([^\s"'>]{1,200})|\{:?[^{}\n]{0,200}?#([\w.:-]{1,200})""")

_NO_SPACE = re.compile(r"^#{1,6}([^#\s][^\n]{0,200})$", re.MULTILINE)
"""A heading for Python-Markdown, and none for CommonMark."""


def check(subject: Subject) -> Iterator[Finding]:
    """Anchors that no heading has."""
    library = subject.project.library
    files = FileIndex(library)
    anchors: dict[str, frozenset[str]] = {}
    for document in library.runbooks:
        for link in document.links:
            target = target_of(link.target)
            if target is None or not target.anchor or target.anchor.lower() in {"top", "_top"}:
                continue
            path = files.find(document, target) if target.path else document.source.path
            page = files.document(path) if path else None
            if page is None or page.body is None or target.anchor.startswith(":~:"):
                continue
            known = anchors.get(page.source.path)
            if known is None:
                known = anchors[page.source.path] = _anchors(page)
            if target.anchor.lower() not in known:
                ids = [heading.id for heading in page.headings]
                message = f"no heading of {page.source.path} has the anchor '{target.anchor}'{hint(target.anchor, ids)}"
                yield Finding(RULE.name, message, link.span, alternatives=nearest(target.anchor, ids))


def _anchors(page: RunbookDocument) -> frozenset[str]:
    text = page.body.text if page.body else ""
    given = [name for match in _GIVEN.findall(text) for name in match if name]
    headings = [anchor for heading in page.headings for anchor in (heading.id, heading.github_id)]
    ids = HeadingIds()
    headings += [ids.markdown(words) for words in _NO_SPACE.findall(text)]
    return frozenset(anchor.lower() for anchor in (*given, *headings))


RULE = Rule("broken-anchor", "runbook", Level.WARNING, "0.1.0", check)
