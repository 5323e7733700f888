"""A redirection goes somewhere else than it seems.

## What it does

Reports what ShellCheck says of redirections that `sudo` does not cover, that stand in the wrong order, that compete,
or that feed a command that reads nothing.

| Code | What is wrong |
| --- | --- |
| [SC2024](https://www.shellcheck.net/wiki/SC2024) | the shell in front of `sudo` redirects, without its rights |
| [SC2069](https://www.shellcheck.net/wiki/SC2069) | `2>&1` in front of `>`: errors still go to the terminal |
| [SC2189](https://www.shellcheck.net/wiki/SC2189) | a pipe between a redirection and its command |
| [SC2216](https://www.shellcheck.net/wiki/SC2216) | a pipe into a command that does not read it |
| [SC2217](https://www.shellcheck.net/wiki/SC2217) | a file into a command that does not read it |
| [SC2227](https://www.shellcheck.net/wiki/SC2227) | the redirection belongs to `find`, not to what it runs |
| [SC2238](https://www.shellcheck.net/wiki/SC2238) | the file has the name of a command |
| [SC2259](https://www.shellcheck.net/wiki/SC2259) | the file replaces what comes through the pipe |
| [SC2260](https://www.shellcheck.net/wiki/SC2260) | the file takes what should go through the pipe |
| [SC2261](https://www.shellcheck.net/wiki/SC2261) | two files for one output |

## Why it hurts

The file is not written, is written by the wrong user, or misses the errors that somebody wanted to keep.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
sudo echo "vm.swappiness = 1" > /etc/sysctl.d/90-shop.conf
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
echo "vm.swappiness = 1" | sudo tee /etc/sysctl.d/90-shop.conf
```
````

## When to leave it

Where the file can be written without `sudo`.
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
        2024,
        2069,
        2189,
        2216,
        2217,
        2227,
        2238,
        2259,
        2260,
        2261,
    }
)


def check(subject: Subject) -> Iterator[Finding]:
    """Redirections that miss their target."""
    yield from shellcheck_findings(subject, RULE.name, CODES, about_values=False)


RULE = Rule("misdirected-redirect", "shell", Level.WARNING, "0.1.0", check)
