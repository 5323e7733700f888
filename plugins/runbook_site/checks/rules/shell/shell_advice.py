r"""A command can be written so that it works in more places.

## What it does

Reports what ShellCheck says of commands that work mostly.

| Code | What is wrong |
| --- | --- |
| [SC1012](https://www.shellcheck.net/wiki/SC1012) | `\t` outside of quotes is a `t` |
| [SC2021](https://www.shellcheck.net/wiki/SC2021) | brackets around a class for `tr` |
| [SC2022](https://www.shellcheck.net/wiki/SC2022) | `*` means something else in a regular expression |
| [SC2028](https://www.shellcheck.net/wiki/SC2028) | `echo` may print `\n` as it stands |
| [SC2043](https://www.shellcheck.net/wiki/SC2043) | a loop that runs once |
| [SC2089](https://www.shellcheck.net/wiki/SC2089) | quotes inside of a value are part of it |
| [SC2090](https://www.shellcheck.net/wiki/SC2090) | likewise |
| [SC2145](https://www.shellcheck.net/wiki/SC2145) | a text and a list in one word |
| [SC2199](https://www.shellcheck.net/wiki/SC2199) | an array inside of `[[ ]]` |
| [SC2267](https://www.shellcheck.net/wiki/SC2267) | `xargs -i`, which is going to be removed |

## Why it hurts

It works here, and not in another shell, or not with another value.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
echo "orders:\n$(redis-cli LLEN orders)"
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
printf 'orders:\n%s\n' "$(redis-cli LLEN orders)"
```
````

## When to leave it

Always, if it works where it is used.
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
        1012,
        2021,
        2022,
        2028,
        2043,
        2089,
        2090,
        2145,
        2199,
        2267,
    }
)


def check(subject: Subject) -> Iterator[Finding]:
    """Commands that depend on the place."""
    yield from shellcheck_findings(subject, RULE.name, CODES)


RULE = Rule("shell-advice", "shell", Level.INFO, "0.1.0", check)
