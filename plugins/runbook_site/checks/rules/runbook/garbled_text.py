"""A text holds characters that were decoded wrongly.

## What it does

Reports text outside of commands that was written in UTF-8, read as Windows-1252, Latin-1 or Mac OS Roman, and saved as
what it then looked like: `Ã©` for `é`. Only characters that turn back into one that makes sense, and that nobody writes
one behind the other, count. One finding stands for all places of a file; its fix restores them.

## Why it hurts

Headings and messages are hard to read, cannot be searched for, and look as if nobody cared for the runbook.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the cafÃ©

Ask the cafÃ© owner about the piÃ±a
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the café

Ask the café owner about the piña
````

## When to leave it

Where a runbook explains what wrongly decoded text looks like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.garbled_runbooks import garbled_finding, garbled_runbooks
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """Runbooks whose text is garbled."""
    for runbook in subject.once(garbled_runbooks):
        if runbook.in_text:
            yield garbled_finding(RULE.name, runbook.source, runbook.in_text)


RULE = Rule("garbled-text", "runbook", Level.INFO, "0.1.0", check)
