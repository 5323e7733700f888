r"""A heredoc has a tab in it.

## What it does

Reports tabs in the text behind `<<`, those included that `<<-` takes away.

## Why it hurts

A terminal that does not know a pasted tab from a typed one completes names instead: the tab is lost, and with it the
indent, or the separator, that the text needs. Editors and wikis turn tabs into spaces, and then `<<-` does not find
its end.

## Example

```yaml title="runbook_src/shop/configure.yml"
title: Configure the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Try another port
    commands:
      - title: Show the line
        run: "cat <<END\nport\t8080\nEND"
        risk: read
```

## Use instead

```yaml title="runbook_src/shop/configure.yml"
title: Configure the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Try another port
    commands:
      - title: Show the line
        run: |
          printf 'port\t8080\n'
        risk: read
```

## When to leave it

Where the command is in a script and is not pasted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Tabs that a terminal may take for itself."""
    for runbook in subject.project.runbooks:
        for _, chunk in runbook.chunks:
            for invocation in chunk.invocations:
                for redirect in invocation.redirects:
                    at = redirect.heredoc.body.text.find("\t") if redirect.heredoc is not None else -1
                    if redirect.heredoc is not None and at >= 0:
                        message = "a tab: a terminal may complete a name instead of taking it; use spaces or printf"
                        yield Finding(RULE.name, message, redirect.heredoc.body.span(at, at + 1))


RULE = Rule("tab-in-heredoc", "shell", Level.INFO, "0.1.0", check)
