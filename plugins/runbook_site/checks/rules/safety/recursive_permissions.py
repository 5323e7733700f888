"""Rights or owners of a whole system are changed.

## What it does

Reports `chmod -R`, `chown -R` and `chgrp -R` on `/`, on a folder that the system lives in, or on everything in it.

## Why it hurts

Programs that check who owns their files no longer start, `sudo` and `sshd` among them, and nothing remembers what
the rights were.

## Example

````markdown title="runbook_src/shop/rights.md"
# The shop cannot write its uploads

```bash
sudo chown -R shop:shop /var
```
````

## Use instead

````markdown title="runbook_src/shop/rights.md"
# The shop cannot write its uploads

```bash
sudo chown -R shop:shop /var/lib/shop/uploads
```
````

## When to leave it

Inside of an image that is being built.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.safety.system_folders import is_root, is_system_folder
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject

_USUALLY_ONES_OWN = ("/opt", "/srv", "/mnt", "/media", "/home")


def check(subject: Subject) -> Iterator[Finding]:
    """Rights of everything below a system folder."""
    for call in subject.project.calls:
        if call.tool not in {"chmod", "chown", "chgrp"} or not call.has("-R", "--recursive"):
            continue
        for word, text in list(call.operands())[0 if call.has("--reference") else 1 :]:
            if is_root(text) or (is_system_folder(text) and not text.startswith(_USUALLY_ONES_OWN)):
                message = f"'{call.tool}' on all of '{word.text}' breaks the system for good; name the folder below it"
                yield Finding(RULE.name, message, call.word_span(word))


RULE = Rule("recursive-permissions", "safety", Level.ERROR, "0.1.0", check)
