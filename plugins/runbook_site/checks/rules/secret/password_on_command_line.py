"""A secret is given on the command line.

## What it does

Reports a secret that a program gets as one of its words, from a variable: `redis-cli -a "$PASSWORD"`,
`docker login -p "$TOKEN"`, `curl --user "shop:$PASSWORD"`, an address with a password in it.

## Why it hurts

The words of a running program are shown by `ps` to every user of the machine, and are written to audit logs.
Most tools take a secret from a file, from their input or from a variable of their own.

## Example

````markdown title="runbook_src/shop/restart.md"
# Count the keys

```bash
redis-cli -a "$SHOP_PASSWORD" DBSIZE
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Count the keys

```bash
REDISCLI_AUTH="$SHOP_PASSWORD" redis-cli DBSIZE
```
````

## When to leave it

On a machine that nobody else uses, or with a tool that has no other way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.secret.credential_arguments import slots
from runbook_site.snippets.calls import HOLE, plain
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.word import Word

_ADDRESS = re.compile(rf"[a-z][a-z0-9+]{{1,20}}://[^:/@\s]{{1,80}}:{HOLE}@")
_PRINTING = frozenset({"echo", "printf", "export", "declare", "local", "readonly", "read", "[", "[[", "test"})
_OTHER_WAY = {
    "redis-cli": "REDISCLI_AUTH",
    "mysql": "--defaults-extra-file or a login path",
    "mysqldump": "--defaults-extra-file or a login path",
    "docker": "--password-stdin",
    "podman": "--password-stdin",
    "helm": "--password-stdin",
    "curl": "--netrc or --config",
    "psql": "~/.pgpass or PGPASSWORD",
    "pg_dump": "~/.pgpass or PGPASSWORD",
    "pg_restore": "~/.pgpass or PGPASSWORD",
    "sshpass": "-e or -f",
    "openssl": "env: or file: in place of pass:",
    "mongosh": "a prompt, or --config",
    "mongodump": "a prompt, or --config",
}


def check(subject: Subject) -> Iterator[Finding]:
    """Words that hold a secret from a variable."""
    for call in subject.project.calls:
        if call.tool in _PRINTING:
            continue
        seen: set[int] = set()
        for word in _secret_words(call):
            if word.start not in seen:
                seen.add(word.start)
                other = _OTHER_WAY.get(call.tool)
                instead = (other,) if other else ()
                way = other or "its input, a file or a variable of the environment"
                message = f"a secret among the words of '{call.tool}' is shown by ps while it runs; give it by {way}"
                yield Finding(RULE.name, message, call.word_span(word), alternatives=instead)


def _secret_words(call: Call) -> Iterator[Word]:
    for slot in slots(call):
        named = slot.value.startswith(("file:", "fileb:", "env:", "@"))
        if HOLE in slot.value and not named and slot.option != "its input" and _is_variable(slot.word):
            yield slot.word
    for word in call.invocation.argv[1:]:
        if _ADDRESS.search(plain(word)) and _is_variable(word):
            yield word


def _is_variable(word: Word) -> bool:
    """Whether a value is taken from a shell variable or a command; a placeholder asks to be typed."""
    return any(part.kind == "command" or (part.kind == "variable" and part.text[:1] == "$") for part in word.parts)


RULE = Rule("password-on-command-line", "secret", Level.INFO, "0.1.0", check)
