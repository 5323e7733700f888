"""A database is killed in the middle of its work.

## What it does

Reports a SIGKILL to the processes of a database (PostgreSQL, MySQL, MariaDB, MongoDB, etcd, Redis and their like):
`pkill -9`, `killall -9`, `kill -9` of what `pgrep`, `pidof` or `ps … | grep` gives or of a file with its process id,
and `systemctl kill --signal=KILL`; unless the command is declared as `destructive` with its `effect`, or the page
speaks of a drill.

## Why it hurts

Nothing is written out. The database comes back only behind a recovery whose length nobody knows, a replica may have to
be built anew, and one killed process of PostgreSQL takes every session of the server with it.

## Example

````markdown title="runbook_src/shop/hang.md"
# The database of the shop hangs

```bash
pkill -9 postgres
```
````

## Use instead

````markdown title="runbook_src/shop/hang.md"
# The database of the shop hangs

```bash
pg_ctl stop -D /var/lib/postgresql/data -m fast
```
````

## When to leave it

Where the server does not end in any other way, and the runbook says how long that was waited for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.safety.listings import handed
from runbook_site.snippets.calls import is_announced
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call

_NAMES = (
    r"postgres(?:ql)?(?:@[\w-]+)?|postmaster|mysqld?|mysqld_safe|mariadbd?|mongod|etcd|redis-server|redis|valkey-server|"
    r"clickhouse-server|cockroach|influxd|neo4j"
)
_PATTERN = re.compile(rf"\^?(?:[\w./-]*/)?(?P<name>{_NAMES})(?:\.service)?(?:[ :].*)?\$?", re.DOTALL)
_LOOKED_FOR = re.compile(r"\[(\w)\]")
_PID_FILE = re.compile(r"(?:^|/)(?P<name>postmaster|mysqld|mariadbd?|mongod|etcd|redis(?:-server)?|redis_\d+)\.pid\b")
_SIGNAL = re.compile(r"-(?:n|s)?(?:9|(?:SIG)?KILL)|--signal=(?:9|(?:SIG)?KILL)")
_NAMED = frozenset({"9", "KILL", "SIGKILL"})
_ON_PURPOSE = re.compile(r"\b(?:drills?|chaos|game ?day|simulat\w{1,5})\b", re.IGNORECASE)
_FINDS = frozenset({"pgrep", "pidof", "grep", "egrep", "awk"})
_PATTERN_OF_AWK = re.compile(r"/([^/]{1,60})/")


def check(subject: Subject) -> Iterator[Finding]:
    """A SIGKILL to a database."""
    for call in subject.project.calls:
        name = _killed(call) if _is_forced(call) and not is_announced(call) else ""
        if name and not _ON_PURPOSE.search(call.runbook.document.source.text):
            message = f"this kills '{name}' before it has written anything out; stop it, and wait until it is down"
            yield Finding(RULE.name, message, call.span)


def _is_forced(call: Call) -> bool:
    if call.tool not in {"kill", "pkill", "killall", "systemctl"} or (call.tool == "systemctl" and not _kills(call)):
        return False
    given = zip(call.words, call.words[1:], strict=False)
    return any(_SIGNAL.fullmatch(text) for text in call.words) or any(
        first in {"-s", "-n", "--signal"} and second in _NAMED for first, second in given
    )


def _kills(call: Call) -> bool:
    return call.invocation.subcommand == ("kill",)


def _killed(call: Call) -> str:
    """The database that gets the signal; empty where it is none."""
    if call.tool != "kill":
        return _database([text for _, text in call.operands()][-1:])
    for pipeline in handed(call):
        for each in pipeline:
            operands = [text for _, text in each.operands()]
            if each.tool == "awk":
                operands = _PATTERN_OF_AWK.findall(" ".join(operands))
            if name := _database(operands) if each.tool in _FINDS else _of_file(operands):
                return name
    return _of_file([text for _, text in call.operands()])


def _database(words: list[str]) -> str:
    found = (_PATTERN.fullmatch(_LOOKED_FOR.sub(r"\1", text.strip("/"))) for text in words)
    return next((each["name"] for each in found if each is not None), "")


def _of_file(words: list[str]) -> str:
    return next((found["name"] for text in words if (found := _PID_FILE.search(text)) is not None), "")


RULE = Rule("killed-database", "safety", Level.WARNING, "0.1.0", check)
