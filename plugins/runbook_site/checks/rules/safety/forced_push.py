"""A push overwrites what others have pushed.

## What it does

Reports `git push --force`, `-f` and `+branch` without `--force-with-lease`.

## Why it hurts

Commits that somebody pushed in between are gone from the branch, and nobody is told.

## Example

````markdown title="runbook_src/shop/rollback.md"
# Take back a release

```bash
git push --force origin main
```
````

## Use instead

````markdown title="runbook_src/shop/rollback.md"
# Take back a release

```bash
git push --force-with-lease origin main
```
````

## When to leave it

For a branch that nobody else works on, such as one that a machine writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.snippets.calls import is_option
from runbook_site.sources.finding import Edit, Finding, Fix, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Pushes that ask nothing."""
    for call in subject.project.calls:
        if call.tool != "git" or call.invocation.subcommand != ("push",):
            continue
        if any(text.startswith(("--force-with-lease", "--dry-run")) for text in call.words):
            continue
        for word, text in zip(call.invocation.argv[1:], call.words, strict=True):
            span = call.word_span(word)
            message = f"'{word.text}' overwrites what others have pushed in the meantime; --force-with-lease asks first"
            if text == "--force":
                fix = Fix("push only over what was last fetched", (Edit(span, "--force-with-lease"),))
                yield Finding(RULE.name, message, span, alternatives=("--force-with-lease",), fix=fix)
            elif is_option(text, "-f") or (text.startswith("+") and len(text) > 1):
                yield Finding(RULE.name, message, span, alternatives=("--force-with-lease",))


RULE = Rule("forced-push", "safety", Level.WARNING, "0.1.0", check)
