"""`xargs` is asked for two ways of taking words, and passes over one of them.

## What it does

Reports `xargs` with `-I` (one line a call) in front of `-n` or `-L` with more than one (several a call). The last of
them counts.

## Why it hurts

`{}` is given to the command as it stands. GNU `xargs` warns, and goes on.

## Example

````markdown title="runbook_src/shop/cleanup.md"
# Look at the old files

```bash
find /srv/shop -name '*.old' | xargs -I {} -n 5 ls -l {}
```
````

## Use instead

````markdown title="runbook_src/shop/cleanup.md"
# Look at the old files

```bash
find /srv/shop -name '*.old' | xargs -n 5 ls -l
```
````

## When to leave it

Never.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.word import Word

_WITH_VALUE = frozenset({"-a", "-d", "-E", "-I", "-L", "-n", "-P", "-s", "-J", "-R", "-S"})
_COUNT = re.compile(r"-(?P<letter>[nL])(?P<number>\d*)|--max-(?:args|lines)=(?P<long>\d+)")
_REPLACE = re.compile(r"-I.*|--replace(?:=.*)?|-i.*")


def check(subject: Subject) -> Iterator[Finding]:
    """Pairs of options of which one is passed over."""
    for call in subject.project.calls:
        if call.tool != "xargs":
            continue
        pair = _pair(call)
        if pair is not None:
            replaces, counts = pair
            message = f"'{counts.text}' switches '{replaces}' off, and the sign to replace stays; leave one of them out"
            yield Finding(RULE.name, message, call.word_span(counts))


def _pair(call: Call) -> tuple[str, Word] | None:
    """The option for the sign to replace, and that for the number of words behind it."""
    replaces = ""
    counts: Word | None = None
    at, words, texts = 0, call.invocation.argv[1:], call.words
    while at < len(texts) and texts[at][:1] == "-":
        value = texts[at + 1] if texts[at] in _WITH_VALUE and at + 1 < len(texts) else None
        count = _COUNT.fullmatch(texts[at])
        if count is not None:
            number = count["number"] or count["long"] or value or ""
            if replaces and number.isdecimal() and int(number[:6]) > 1:
                counts = words[at]
        elif _REPLACE.fullmatch(texts[at]):
            replaces, counts = texts[at], None
        at += 1 if value is None else 2
    return (replaces, counts) if counts is not None else None


RULE = Rule("conflicting-xargs-options", "shell", Level.WARNING, "0.1.0", check)
