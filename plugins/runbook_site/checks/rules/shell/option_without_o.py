"""The name of an option is given to `set` as a mere word.

## What it does

Reports `set -eu pipefail` and its like: the name of an option of `set` behind letters that have no `o` among them, and
`set pipefail` alone.

## Why it hurts

The name becomes the first positional parameter, `$1`, and the option stays off. The shell says nothing.

## Example

````markdown title="runbook_src/shop/dump.md"
# Dump the shop

```bash
set -eu pipefail
pg_dump shop > shop.sql
```
````

## Use instead

````markdown title="runbook_src/shop/dump.md"
# Dump the shop

```bash
set -euo pipefail
pg_dump shop > shop.sql
```
````

## When to leave it

Never: `set -eu -- pipefail` says that a word is meant.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.shell_names import OPTIONS
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject

_OF_SCRIPTS = frozenset({"pipefail", "errexit", "nounset", "xtrace"})
"""Names that nobody gives to `$1`, and that other shells have no variables of."""
_LETTERS = re.compile(r"[-+][A-Za-np-z]{1,12}")


def check(subject: Subject) -> Iterator[Finding]:
    """Names of options that are words."""
    for call in subject.project.calls:
        if call.tool != "set":
            continue
        letters = len(list(takewhile(_LETTERS.fullmatch, call.words)))
        names = OPTIONS if letters else _OF_SCRIPTS
        if len(call.words) == letters + 1 and call.words[-1] in names:
            word, name = call.invocation.argv[-1], call.words[-1]
            message = f"without 'o' in front, '{name}' becomes $1 and is no option; write 'set -o {name}'"
            yield Finding(RULE.name, message, call.word_span(word))


RULE = Rule("option-without-o", "shell", Level.WARNING, "0.1.0", check)
