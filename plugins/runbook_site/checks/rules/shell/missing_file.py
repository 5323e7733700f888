"""A command reads a file that nobody has made.

## What it does

Reports a file or script that a command reads by a relative path, if the runbook has not named it before and the
repository does not hold it: for `psql -f`, `kubectl apply -f`, `<`, `source`, `tar xf`, `./script.sh` and the like.
Absolute paths, other machines and containers, and what follows on `cd` or `git clone` are left alone.

## Why it hurts

The file is on the laptop of the author. Everybody else gets `No such file or directory`.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
psql shop -f reset-stock.sql
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
psql shop -c "UPDATE stock SET reserved = 0 WHERE order_id IS NULL"
```
````

## When to leave it

Where the file lies in another repository: say which in the text above.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from runbook_site.checks.local_files import is_held, leaves, read_files
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.word import Word

_MOST_FILES = 200
"""How many files of a runbook are looked for."""


def check(subject: Subject) -> Iterator[Finding]:
    """Files that are read and were never made."""
    for runbook in subject.project.runbooks:
        source = runbook.document.source
        service = subject.project.library.service(runbook.document.service).service
        declared = {script.path.removeprefix("./") for script in service.scripts} if service else set()
        for invocation, word in islice(_reads(runbook), _MOST_FILES):
            path = (word.value or "").removeprefix("./")
            span = invocation.text.span(word.start, word.end)
            named_before = source.text.find(path.rpartition("/")[2], 0, source.offset(span.start)) >= 0
            if not named_before and path not in declared and not is_held(path, source.path):
                message = f"no step makes '{path}', and the repository does not hold it; say where it comes from"
                yield Finding(RULE.name, message, span)


def _reads(runbook: RunbookSnippets) -> Iterator[tuple[Invocation, Word]]:
    """The files that are read where it is known which are there."""
    for _, chunk in runbook.chunks():
        for invocation in chunk.invocations:
            for word in read_files(invocation):
                yield invocation, word
            if leaves(invocation):
                return


RULE = Rule("missing-file", "shell", Level.WARNING, "0.1.0", check)
