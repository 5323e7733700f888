"""A new secret is made on the terminal.

## What it does

Reports commands that make a password or a key and print it: `openssl rand`, `pwgen`, `wg genkey`, `rails secret`,
`secrets.token_hex` of Python and `randomBytes` of Node, unless the output goes into a variable, a file or a program.
`secret-printed` is about the secrets that are in use already.

## Why it hurts

The secret is in the scrollback, in the recorded session and on the shared screen before it is in use. It then
travels through the clipboard into the next command, where the shell's history keeps it.

## Example

````markdown title="runbook_src/shop/rotate.md"
# Take a new session key

```bash
openssl rand -base64 32
```
````

## Use instead

````markdown title="runbook_src/shop/rotate.md"
# Take a new session key

```bash
openssl rand -base64 32 | gh secret set SESSION_KEY
```
````

## When to leave it

Where a person has to have it, for a safe or a form.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.terminal import is_seen
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call

_ALWAYS = frozenset({"pwgen", "apg", "makepasswd", "xkcdpass"})
_SUBCOMMANDS = {"openssl": "rand", "wg": "genkey", "rails": "secret", "gpg": "--gen-random"}
_CODE = re.compile(r"secrets\.(?:token_(?:hex|urlsafe|bytes)|choice)|randomBytes\(|SecureRandom\.")
_INTERPRETERS = frozenset({"python", "python3", "node", "ruby"})
_PRINTS = re.compile(r"\b(?:print|puts|console\.log|write)\b|-p\b")


def check(subject: Subject) -> Iterator[Finding]:
    """Secrets that are shown as soon as they are made."""
    for call in subject.project.calls:
        if _makes_secret(call) and is_seen(call):
            message = "this prints a new secret to the terminal; give it straight to where it belongs, or to a variable"
            yield Finding(RULE.name, message, call.span)


def _makes_secret(call: Call) -> bool:
    words = call.words
    if call.tool in _INTERPRETERS:
        return any(_CODE.search(word) for word in words) and _PRINTS.search(" ".join(words)) is not None
    if call.tool in _ALWAYS:
        return not call.has("--help", "-h", "--version")
    wanted = _SUBCOMMANDS.get(call.tool)
    return wanted is not None and wanted in words[:2] and not call.has("-out", "-o", "--output", "-help")


RULE = Rule("new-secret-printed", "secret", Level.INFO, "0.1.0", check)
