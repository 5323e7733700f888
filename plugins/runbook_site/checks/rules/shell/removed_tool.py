"""A program that was taken away is called.

## What it does

Reports programs that their makers have removed or replaced: version 1 of Compose, the shell of MongoDB that version 6
left out, programs of PostgreSQL that have other names since version 10, `apt-key`.

## Why it hurts

On a machine of this year it is not there: `command not found`.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
docker-compose ps
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
docker compose ps
```
````

## When to leave it

Where the machine is so old that it has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.replaced_tool import replaced_tools
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.finding import Finding


_REMOVED: Mapping[str, tuple[str, str]] = {
    "docker-compose": ("docker compose", "was version 1, which ended in 2023"),
    "docker-machine": ("docker context", "is no longer made"),
    "apt-key": ("gpg --dearmor -o /etc/apt/keyrings/NAME.gpg", "is not in Debian 13 and Ubuntu 25.04"),
    "mongo": ("mongosh", "is not in MongoDB 6"),
    "pg_xlogdump": ("pg_waldump", "has this name up to PostgreSQL 9.6"),
    "pg_receivexlog": ("pg_receivewal", "has this name up to PostgreSQL 9.6"),
    "pg_resetxlog": ("pg_resetwal", "has this name up to PostgreSQL 9.6"),
    "createlang": ("psql -c 'CREATE EXTENSION …'", "is not in PostgreSQL 10"),
    "droplang": ("psql -c 'DROP EXTENSION …'", "is not in PostgreSQL 10"),
    "initctl": ("systemctl", "belongs to Upstart, which no supported system uses"),
    "python2": ("python3", "ended in 2020"),
    "pip2": ("pip", "ended in 2020"),
    "easy_install": ("pip install", "is not in setuptools 80"),
}
"""What to write instead, and what has become of it, by program. Sources: the makers' release notes."""


def check(subject: Subject) -> Iterator[Finding]:
    """Programs that are gone."""
    yield from replaced_tools(subject, RULE.name, _REMOVED)


RULE = Rule("removed-tool", "shell", Level.WARNING, "0.1.0", check)
