"""A backup is piped on, and nobody would see that it failed.

## What it does

Reports pipelines where

- `pg_dump`, `pg_dumpall`, `mysqldump`, `mongodump`, `pg_basebackup`, `redis-cli --rdb`, `etcdctl snapshot`,
  `consul kv export`, `terraform state pull` or `COPY … TO STDOUT` makes a backup, and the end keeps it in a file, a
  bucket or on another machine;
- `kubectl`, `aws`, `curl` and the like print what the end keeps under the name of a backup;
- a backup is unpacked into `psql --single-transaction`, and nothing tests it before (`gunzip -t`, `sha256sum -c`).

The first two are left alone below `set -o pipefail`, and where `PIPESTATUS` is looked at. The third is not: psql has
committed by the time that the shell tells of the failure.

## Why it hurts

A pipeline is as good as its last command. The dump breaks off after a minute, or never begins, `gzip` is content with
what it got, and the file that everybody counts on is empty. On the way back, `psql` takes the end of what broke off
for the end of the file, and commits the half that it has.

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

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.dump_pipelines import (
    calls_it_backup,
    exports,
    feeding,
    keeps_what_it_reads,
    loads_at_once,
    makes_dump,
    pipeline_of,
    unpacks,
)
from runbook_site.checks.shell.pasted_block import outermost
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.snippet import Chunk, Snippet

_ASKED = "PIPESTATUS"
_TESTED = re.compile(
    r"\b(?:gunzip|gzip|pigz|zstd|xz|bzip2|lz4)\s++(?:-\w*t|--test)|\bsha\d{1,3}sum\s++(?:-c|--check)|md5sum -c"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Backups whose failure a pipeline hides."""
    for runbook in subject.project.runbooks:
        for chunk, invocation, minded in _commands(runbook):
            message = ("" if minded else _hidden(chunk, invocation)) or _half_loaded(runbook, chunk, invocation)
            if message:
                span = invocation.text.span(invocation.start, invocation.end)
                yield Finding(RULE.name, message, span)


def _commands(runbook: RunbookSnippets) -> Iterator[tuple[Chunk, Invocation, bool]]:
    """The commands of all pipelines, and whether the shell was told to mind every one of them."""
    block: Snippet | None = None
    minds = minds_here = False
    for snippet, chunk in runbook.chunks:
        if snippet is not block:
            block, minds_here = snippet, minds
        if chunk.language != "shell":
            continue
        asked = _ASKED in snippet.block.text.text
        for invocation in chunk.invocations:
            if _minds_pipes(invocation):
                minds_here = True
                # In parentheses, or in a shell of its own, it is forgotten with the block.
                minds = minds or _begins_line(invocation)
            yield chunk, invocation, asked or minds_here or _inner_mind(invocation, chunk)


def _hidden(chunk: Chunk, invocation: Invocation) -> str:
    """What happens to a dump that fails; empty where the command makes none, or all of it is looked at."""
    dumps = makes_dump(invocation)
    if not dumps and not exports(invocation):
        return ""
    behind = pipeline_of(outermost(invocation, chunk), chunk.invocations)[1:]
    if not any(keeps_what_it_reads(each) and (dumps or calls_it_backup(each)) for each in behind):
        return ""
    told = f"if {invocation.tool} fails, {behind[-1].tool or 'the rest'} hides it: the backup is empty or broken"
    return f"{told}; write 'set -o pipefail' above"


def _half_loaded(runbook: RunbookSnippets, chunk: Chunk, invocation: Invocation) -> str:
    """What a client does with a file that breaks off; empty where it is given none, or one that was tested."""
    if not loads_at_once(invocation):
        return ""
    source = next(filter(unpacks, feeding(outermost(invocation, chunk), chunk.invocations)), None)
    if source is None or _TESTED.search(runbook.document.source.text):
        return ""
    return f"if {source.tool} breaks off, psql commits what came before; test the file first (gunzip -t, sha256sum -c)"


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
