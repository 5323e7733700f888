"""A command throws away all data of a store.

## What it does

Reports `FLUSHALL` and `FLUSHDB` of Redis and `flush_all` of memcached, unless the command is declared as
`destructive` with its `effect`.

## Why it hurts

Sessions, queues and locks live beside the cache that was meant. With the cache empty, everybody's request goes to
the database at once.

## Example

````markdown title="runbook_src/shop/cache.md"
# Clear the cache

```bash
redis-cli FLUSHALL
```
````

## Use instead

````markdown title="runbook_src/shop/cache.md"
# Clear the cache

```bash
redis-cli UNLINK cache:thumbnails
```
````

## When to leave it

Where all of it is to go: say so by `risk: destructive` and `effect`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.calls import calls, is_announced
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.calls import Call
    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.word import Word

_CLIENTS = frozenset({"redis-cli", "valkey-cli", "keydb-cli"})
_DOES = {
    "FLUSHALL": "deletes every key of every database of the server",
    "FLUSHDB": "deletes every key of the database",
}


def check(subject: Subject) -> Iterator[Finding]:
    """Commands that empty a store."""
    for call in calls(subject):
        if is_announced(call):
            continue
        for word, verb in _verbs(call):
            yield Finding(
                RULE.name, f"'{word.text}' {_DOES.get(verb, 'throws away all that is cached')}", call.word_span(word)
            )


def _verbs(call: Call) -> Iterator[tuple[Word, str]]:
    if call.tool in _CLIENTS:
        yield from ((word, text.upper()) for word, text in call.operands() if text.upper() in _DOES)
    elif call.tool in {"echo", "printf"} and call.invocation.position + 1 < call.invocation.pipeline:
        behind = call.pipeline()[call.invocation.position + 1 :][:1]
        feeds = bool(behind) and behind[0].tool in {"nc", "ncat", "netcat", "telnet", *_CLIENTS}
        for word, text in call.operands():
            first = text.split()[0] if text.split() else ""
            if feeds and (first.lower().startswith("flush_all") or first.upper() in _DOES):
                yield word, first.upper()


RULE = Rule("flushes-everything", "safety", Level.WARNING, "0.1.0", check)
