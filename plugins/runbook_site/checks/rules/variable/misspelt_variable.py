"""A variable is set under one name and used under another.

## What it does

Reports `$NAME` where nothing sets that name, and the runbook sets one that differs by its case, its `_` or one letter,
which nothing uses.

## Why it hurts

The shell puts nothing in its place and says nothing. A path becomes the folder above it.

## Example

````markdown title="runbook_src/shop/backup.md"
# Look at the backups of the shop

```sh
BACKUP_DIR=/srv/backup/shop
ls -l "$BACKUPDIR"
```
````

## Use instead

````markdown title="runbook_src/shop/backup.md"
# Look at the backups of the shop

```sh
BACKUP_DIR=/srv/backup/shop
ls -l "$BACKUP_DIR"
```
````

## When to leave it

Where both are variables of the machine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.variable.variable_scope import WELL_KNOWN, declared, names_set, sets_unknown_names
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.snippet import VariableUse

_PLAIN_USE = re.compile(r"\$\w+|\$\{\w+\}")
_ASSIGNED = r"(?<![\w$]){}\+?="
_FOR_PROGRAMS = "_proxy"
"""How names end that programs look for in both spellings, and of which a machine has either."""
_LONG_ENOUGH = 6


def check(subject: Subject) -> Iterator[Finding]:
    """Names of variables that are nearly those of others."""
    for runbook in subject.project.runbooks:
        if any(sets_unknown_names(chunk) for _, chunk in runbook.chunks):
            continue
        yield from _misspelt(runbook, frozenset(declared(subject.project.library, runbook.document)))


def _misspelt(runbook: RunbookSnippets, known: frozenset[str]) -> Iterator[Finding]:
    uses: dict[str, list[VariableUse]] = {}
    set_somewhere: set[str] = set()
    kept: set[str] = set()
    for _, chunk in runbook.chunks:
        kept |= set(names_set(chunk))
        set_somewhere |= {each.name for invocation in chunk.invocations for each in invocation.assignments}
        for use in chunk.variables:
            if use.syntax == "shell":
                uses.setdefault(use.name, []).append(use)
            if use.assigned_here:
                set_somewhere.add(use.name)
    text = "\n".join(snippet.block.text.text for snippet in runbook.snippets)
    unused = sorted(name for name in kept - uses.keys() if not _is_used(name, text))
    sure = kept | set_somewhere | known
    for name, places in uses.items() if unused else ():
        if (
            name in sure
            or name.casefold().endswith(_FOR_PROGRAMS)
            or WELL_KNOWN.fullmatch(name)
            or re.search(_ASSIGNED.format(name), text)
        ):
            continue
        meant = next((each for each in unused if _is_near(name, each) and not _made_of(each, name, text)), None)
        if meant is not None and all(_PLAIN_USE.fullmatch(use.text) for use in places):
            message = f"nothing sets '{name}', and nothing uses '{meant}', which is set; write ${meant}"
            yield Finding(RULE.name, message, places[0].span, alternatives=(meant,))


def _is_used(name: str, text: str) -> bool:
    """Whether a name is used in a way that no reader of commands sees: in quotes, by a program."""
    return re.search(rf"\$\{{?[#!]?{name}(?!\w)|\bENV\b[^\n]{{0,200}}{name}|\b{name}(?![\w=+]|\s*=)", text) is not None


def _made_of(name: str, used: str, text: str) -> bool:
    """Whether a variable is given the value of the other one: ``namespace=$NAMESPACE``."""
    return re.search(rf"{_ASSIGNED.format(name)}[^\n]{{0,200}}\$\{{?{used}(?!\w)", text) is not None


def _is_near(used: str, is_set: str) -> bool:
    """Whether two names differ by case and ``_`` alone, or by one letter, or two that have changed places."""
    first, second = (name.replace("_", "").casefold() for name in (used, is_set))
    if first == second:
        return True
    if min(len(first), len(second)) < _LONG_ENOUGH or abs(len(first) - len(second)) > 1:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    ends = {
        (first[start + 1 :], second[start + 1 :]),
        (first[start + 1 :], second[start:]),
        (first[start:], second[start + 1 :]),
        (first[start + 1 : start + 2] + first[start : start + 1] + first[start + 2 :], second[start:]),
    }
    differ = first[start : start + 1] + second[start : start + 1]
    return any(a == b for a, b in ends) and not any(sign.isdigit() for sign in differ)


RULE = Rule("misspelt-variable", "variable", Level.WARNING, "0.1.0", check)
