"""What stands inside of `${}` cannot be expanded.

## What it does

Reports what ShellCheck says of quotes, dollar signs and other expansions inside of `${}`.

| Code | What is wrong |
| --- | --- |
| [SC2082](https://www.shellcheck.net/wiki/SC2082) | a variable inside of `${}`, for its name |
| [SC2296](https://www.shellcheck.net/wiki/SC2296) | a sign that no expansion begins with |
| [SC2297](https://www.shellcheck.net/wiki/SC2297) | double quotes inside of `${}` |
| [SC2301](https://www.shellcheck.net/wiki/SC2301) | other quotes inside of `${}` |

## Why it hurts

The shell answers `bad substitution` and does not run the line.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
namespace=shop
name=namespace
echo "${$name}"
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
namespace=shop
name=namespace
echo "${!name}"
```
````

## When to leave it

Never.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.shellcheck_findings import shellcheck_findings
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.finding import Finding

CODES = frozenset(
    {
        2082,
        2296,
        2297,
        2301,
    }
)


def check(subject: Subject) -> Iterator[Finding]:
    """Expansions that no bash can do."""
    yield from shellcheck_findings(subject, RULE.name, CODES)


RULE = Rule("broken-expansion", "shell", Level.ERROR, "0.1.0", check)
