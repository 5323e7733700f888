"""A variable is expanded on another machine, or at another time, than it seems.

## What it does

Reports what ShellCheck says of variables in what `ssh` runs, in a heredoc for it, in a trap and in an alias.

| Code | What is wrong |
| --- | --- |
| [SC2014](https://www.shellcheck.net/wiki/SC2014) | a substitution is done once, before `find` runs |
| [SC2029](https://www.shellcheck.net/wiki/SC2029) | a variable in the command for `ssh` is expanded here |
| [SC2064](https://www.shellcheck.net/wiki/SC2064) | a variable in a trap is expanded when it is set |
| [SC2087](https://www.shellcheck.net/wiki/SC2087) | a variable in a heredoc for `ssh` is expanded here |
| [SC2139](https://www.shellcheck.net/wiki/SC2139) | a variable in an alias is expanded when it is defined |

## Why it hurts

On the machine of the reader the variable has another value, or none.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
ssh db1 "echo $PATH"
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
ssh db1 'echo $PATH'
```
````

## When to leave it

Where the value of this side is meant: that is often so.
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
        2014,
        2029,
        2064,
        2087,
        2139,
    }
)


def check(subject: Subject) -> Iterator[Finding]:
    """Variables that are expanded elsewhere."""
    yield from shellcheck_findings(subject, RULE.name, CODES)


RULE = Rule("expanded-elsewhere", "shell", Level.INFO, "0.1.0", check)
