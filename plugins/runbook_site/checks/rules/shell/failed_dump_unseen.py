"""A backup is piped on, and nobody would see that it failed.

## What it does

Reports a pipeline that makes a backup with `pg_dump`, `pg_dumpall`, `mysqldump`, `mongodump`, `pg_basebackup`,
`redis-cli --rdb` or `etcdctl snapshot`, and whose end keeps it in a file, a bucket or on another machine, where no
`set -o pipefail` stands above it and `PIPESTATUS` is not looked at.

## Why it hurts

A pipeline is as good as its last command. The dump breaks off after a minute, or never begins, `gzip` is content with
what it got, and the file that everybody counts on is empty.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
pg_dump shop | gzip > shop.sql.gz
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
set -o pipefail
pg_dump shop | gzip > shop.sql.gz
```
````

Or let the tool compress and write the file itself: `pg_dump -Fc -f shop.dump shop`.

## When to leave it

Where the shell of everybody has `pipefail` set, or the next step looks into the backup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.dump_pipelines import keeps_what_it_reads, makes_dump, pipeline_of
from runbook_site.checks.shell.pasted_block import outermost
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.snippet import Chunk, Snippet

_ASKED = "PIPESTATUS"


def check(subject: Subject) -> Iterator[Finding]:
    """Backups whose failure a pipeline hides."""
    for runbook in subject.project.runbooks:
        for chunk, invocation in _unseen(runbook):
            last = pipeline_of(outermost(invocation, chunk), chunk.invocations)[-1]
            told = f"if {invocation.tool} fails, {last.tool or 'the rest'} hides it: the backup is empty or broken"
            span = invocation.text.span(invocation.start, invocation.end)
            yield Finding(RULE.name, f"{told}; write 'set -o pipefail' above", span)


def _unseen(runbook: RunbookSnippets) -> Iterator[tuple[Chunk, Invocation]]:
    """The dumps that are piped on to where they are kept, where the shell was not told to mind."""
    block: Snippet | None = None
    minds = minds_here = False
    for snippet, chunk in runbook.chunks():
        if snippet is not block:
            block, minds_here = snippet, minds
        if chunk.language != "shell" or _ASKED in snippet.block.text.text:
            continue
        for invocation in chunk.invocations:
            if _minds_pipes(invocation):
                minds_here = True
                # In parentheses, or in a shell of its own, it is forgotten with the block.
                minds = minds or _begins_line(invocation)
            if not minds_here and makes_dump(invocation) and not _inner_mind(invocation, chunk):
                top = outermost(invocation, chunk)
                if any(keeps_what_it_reads(each) for each in pipeline_of(top, chunk.invocations)[1:]):
                    yield chunk, invocation


def _minds_pipes(invocation: Invocation) -> bool:
    words = {(word.value or "").lower().replace("_", "") for word in invocation.argv[1:]}
    return invocation.tool in {"set", "setopt", "shopt"} and "pipefail" in words


def _begins_line(invocation: Invocation) -> bool:
    text = invocation.text.text
    return not invocation.via and not text[text.rfind("\n", 0, invocation.start) + 1 : invocation.start].strip()


def _inner_mind(invocation: Invocation, chunk: Chunk) -> bool:
    """Whether the dump's own shell is told to: ``bash -o pipefail -c``."""
    top = outermost(invocation, chunk)
    return any(word.value == "pipefail" for word in top.argv)


RULE = Rule("failed-dump-unseen", "shell", Level.WARNING, "0.1.0", check)
