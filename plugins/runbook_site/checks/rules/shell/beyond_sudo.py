"""A command behind `sudo` is given what only one of the two shells has.

## What it does

Reports a pattern of files in a folder that is closed to all but root (`sudo ls /root/*`), and a job of the shell
(`sudo kill %1`): the pattern is expanded by the shell in front of `sudo`, which may not look into the folder, and the
program behind it knows no jobs.

## Why it hurts

The program gets the pattern as it stands and finds no such file. `rm -f` says nothing at all.

## Example

````markdown title="runbook_src/shop/certificate.md"
# The certificate of the shop has ended

```sh
sudo cp /etc/letsencrypt/live/shop/*.pem /etc/nginx/tls/
```
````

## Use instead

````markdown title="runbook_src/shop/certificate.md"
# The certificate of the shop has ended

```sh
sudo sh -c 'cp /etc/letsencrypt/live/shop/*.pem /etc/nginx/tls/'
```
````

## When to leave it

Where the folder is open to whoever follows the runbook.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.word import Word

_CLOSED = re.compile(
    r"/root/|/etc/ssl/private/|/etc/letsencrypt/(?:live|archive)/|/var/log/audit/|/var/lib/docker/|/var/lib/etcd/|"
    r"/var/lib/postgresql/\d+/main/|/var/lib/pgsql/(?:\d+/)?data/|/lost\+found/"
)
"""Folders that their packages make for root or one user alone."""
_SIGN = re.compile(r"[*?]")
_WANTS_PATTERN = re.compile(r"--[\w-]+|-[a-z]?path|-i?name|-wholename")
"""Options whose value may be a pattern for the program itself."""
_JOB = re.compile(r"%(?:\d+|[%+-]?)")


def check(subject: Subject) -> Iterator[Finding]:
    """What does not get past `sudo`."""
    for call in subject.project.calls:
        if call.invocation.via != ("sudo",):
            continue
        for before, word in pairwise(call.invocation.argv):
            if call.tool == "kill" and _JOB.fullmatch(word.value or ""):
                message = (
                    f"the program behind sudo knows no jobs of this shell; write its number: $! in place of {word.text}"
                )
                yield Finding(RULE.name, message, call.word_span(word))
            elif not _WANTS_PATTERN.fullmatch(before.text) and (folder := _closed_folder(call, word)):
                message = (
                    f"your shell expands the pattern, and may not look into '{folder}'; write sudo sh -c '…' around it"
                )
                yield Finding(RULE.name, message, call.word_span(word))


def _closed_folder(call: Call, word: Word) -> str:
    """The closed folder in which a pattern of a word stands; empty where there is none."""
    if (
        word.value is None
        or any(part.quoting != "bare" for part in word.parts)
        or call.tool in {"find", "rsync", "tar"}
    ):
        return ""
    folder = _CLOSED.match(word.value)
    return folder[0] if folder and _SIGN.search(word.value, folder.end()) else ""


RULE = Rule("beyond-sudo", "shell", Level.WARNING, "0.1.0", check)
