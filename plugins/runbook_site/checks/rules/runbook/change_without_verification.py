"""A runbook changes something and does not look whether it worked.

## What it does

Reports the last changing command of a procedure where the runbook has no `verification`, and nothing behind that
command looks: no command that reads, no checklist, no `expect` on the command itself. Markdown without a field of
this format is left alone.

## Why it hurts

The command returns without an error and the service is still down. Whoever follows the page goes back to bed.

## Example

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
    commands:
      - title: Restart it
        run: sudo systemctl restart shop-web
        risk: change
no_rollback: A restart changes nothing.
```

## Use instead

```yaml title="runbook_src/shop/restart.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
    commands:
      - title: Restart it
        run: sudo systemctl restart shop-web
        risk: change
verification:
  - title: See that it runs
    commands:
      - title: Ask for its state
        run: systemctl is-active shop-web
        risk: read
        expect: active
no_rollback: A restart changes nothing.
```

## When to leave it

Where the effect cannot be seen from where the command runs: say so in the reason of an `allow`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.changes import rated_chunks
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.changes import RatedChunk
    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import RunbookDocument


def check(subject: Subject) -> Iterator[Finding]:
    """Procedures that do not look whether they worked."""
    for runbook in subject.project.runbooks:
        document = runbook.document
        if not document.promised or document.runbook.verification or document.runbook.status == "deprecated":
            continue
        changing: RatedChunk | None = None
        for each in rated_chunks(runbook):
            if each.phase == "procedure" and each.risk in {"change", "destructive"}:
                changing = each
            elif each.risk == "read" and each.phase in {"procedure", "follow_up"}:
                changing = None
        if changing is not None and not _is_looked_at(document, changing):
            message = "this changes something, and nothing behind it looks whether it worked; add 'verification'"
            yield Finding(RULE.name, message, changing.span)


def _is_looked_at(document: RunbookDocument, changing: RatedChunk) -> bool:
    """Whether the command, its step, or a step behind it says what to see."""
    command, step = changing.snippet.block.command, changing.snippet.block.step
    if (command and command.expect) or changing.chunk.output or step is None:
        return True
    behind = (*document.runbook.procedure[step.index :], *document.runbook.follow_up)
    return any(each.checklist for each in behind)


RULE = Rule("change-without-verification", "runbook", Level.WARNING, "0.1.0", check)
