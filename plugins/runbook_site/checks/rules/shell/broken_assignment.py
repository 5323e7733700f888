"""An assignment is written so that the shell takes it for a command.

## What it does

Reports what ShellCheck says of assignments with blanks around the sign, or with something on their left side that is
no name of a variable.

| Code | What is wrong |
| --- | --- |
| [SC2270](https://www.shellcheck.net/wiki/SC2270) | a positional parameter cannot be assigned to |
| [SC2271](https://www.shellcheck.net/wiki/SC2271) | a name that is put together needs `declare` |
| [SC2276](https://www.shellcheck.net/wiki/SC2276) | the name of a command has a `=` in it |
| [SC2281](https://www.shellcheck.net/wiki/SC2281) | `$` in front of the name on the left side |
| [SC2282](https://www.shellcheck.net/wiki/SC2282) | the name begins with a digit |
| [SC2283](https://www.shellcheck.net/wiki/SC2283) | blanks around `=` |
| [SC2284](https://www.shellcheck.net/wiki/SC2284) | `==` between words: no command compares so |
| [SC2285](https://www.shellcheck.net/wiki/SC2285) | blanks around `+=` |
| [SC2290](https://www.shellcheck.net/wiki/SC2290) | blanks around `=` behind `export`, `local` and the like |

## Why it hurts

The shell looks for a program with that name and finds none. The variable stays as it was, mostly empty, and the
commands below it use that.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
count = 3
echo "$count"
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
count=3
echo "$count"
```
````

## When to leave it

Never.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.shellcheck import require_all_read, shellcheck_results
from runbook_site.checks.shell.shellcheck_findings import shellcheck_findings
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.finding import Finding

CODES = frozenset(
    {
        2270,
        2271,
        2276,
        2281,
        2282,
        2283,
        2284,
        2285,
        2290,
    }
)


def check(subject: Subject) -> Iterator[Finding]:
    """Assignments that are commands to a shell."""
    yield from shellcheck_findings(subject, RULE.name, CODES)
    require_all_read(shellcheck_results(subject))


RULE = Rule("broken-assignment", "shell", Level.ERROR, "0.1.0", check)
