"""With a variable unset, a command deletes the folder around what it should.

## What it does

Reports `rm -r` on a path that ends in a variable that nothing declares or sets: `rm -rf /srv/shop/releases/$release`.

## Why it hurts

With the variable empty, all releases are deleted, not one.

## Example

````markdown title="runbook_src/shop/clean.md"
# Clean up

```bash
rm -rf /srv/shop/releases/"$release"
```
````

## Use instead

````markdown title="runbook_src/shop/clean.md"
# Clean up

```bash
rm -rf /srv/shop/releases/"${release:?}"
```
````

## When to leave it

Where the folder around it holds nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.variable.guarded_variables import calls_with_guarded, emptied, may_be_empty
from runbook_site.checks.variable.variable_scope import declared
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.word import WordPart


def check(subject: Subject) -> Iterator[Finding]:
    """Deletions of a folder's folder."""
    for runbook, call, guarded in subject.once(calls_with_guarded):
        if call.tool != "rm" or guarded is None or not call.has("-r", "-R", "--recursive"):
            continue
        sure = guarded.union(declared(subject.project.library, runbook.document))
        for word, _ in call.operands():
            last = _last_open(word.parts, sure)
            left = emptied(word, sure)
            if last is not None and left.endswith(("/", "/*")) and left.rstrip("/*").rpartition("/")[2]:
                instead = f"${{{last.value}:?}}"
                message = f"where '{last.value}' is not set, this deletes '{left}'; write {instead}"
                yield Finding(RULE.name, message, call.word_span(word), alternatives=(instead,))


def _last_open(parts: tuple[WordPart, ...], sure: frozenset[str]) -> WordPart | None:
    """The variable that is the last name of a path, and may be empty."""
    rest = list(parts)
    while rest and rest[-1].kind == "literal" and rest[-1].value in {"", "/", "/*"}:
        rest.pop()
    if not rest or not may_be_empty(rest[-1], sure):
        return None
    before = rest[-2] if len(rest) > 1 else None
    return rest[-1] if before is not None and before.kind == "literal" and before.value.endswith("/") else None


RULE = Rule("unset-variable-empties-folder", "variable", Level.WARNING, "0.1.0", check)
