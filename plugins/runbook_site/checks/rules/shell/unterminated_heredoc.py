"""A heredoc is not ended.

## What it does

Reports what ShellCheck says of a `<<END` whose end is indented, followed by something, written differently or
missing.

| Code | What is wrong |
| --- | --- |
| [SC1039](https://www.shellcheck.net/wiki/SC1039) | the end is indented |
| [SC1040](https://www.shellcheck.net/wiki/SC1040) | the end is indented by spaces: `<<-` takes away tabs alone |
| [SC1041](https://www.shellcheck.net/wiki/SC1041) | the end does not stand on a line of its own |
| [SC1043](https://www.shellcheck.net/wiki/SC1043) | the end is written in other case |
| [SC1044](https://www.shellcheck.net/wiki/SC1044) | there is no end |
| [SC1118](https://www.shellcheck.net/wiki/SC1118) | blanks behind the end |
| [SC1119](https://www.shellcheck.net/wiki/SC1119) | `)` behind the end |
| [SC1120](https://www.shellcheck.net/wiki/SC1120) | a comment behind the end |
| [SC1122](https://www.shellcheck.net/wiki/SC1122) | something else behind the end |

## Why it hurts

A terminal that such a command is pasted into waits for more, takes the commands that follow as text, and shows
nothing of what is wrong.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
cat > /tmp/shop.conf <<END
port = 8080
  END
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
cat > /tmp/shop.conf <<END
port = 8080
END
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
        1039,
        1040,
        1041,
        1043,
        1044,
        1118,
        1119,
        1120,
        1122,
    }
)


def check(subject: Subject) -> Iterator[Finding]:
    """Heredocs without an end."""
    yield from shellcheck_findings(subject, RULE.name, CODES, about_values=False)


RULE = Rule("unterminated-heredoc", "shell", Level.ERROR, "0.1.0", check)
