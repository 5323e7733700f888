"""A variable is set for one command and used by another one.

## What it does

Reports `$NAME` in a command of a block where `NAME=value` stands in front of an earlier command of that block, and
nothing else sets the variable.

## Why it hurts

`NAME=value command` sets the variable for that command alone. The next one finds it empty, or finds what the shell
had before: another database than the one that was meant.

## Example

````markdown title="runbook_src/shop/migrate.md"
# Migrate the database

```bash
SHOP_DB=orders npx prisma migrate deploy
psql -d "$SHOP_DB" -c 'SELECT count(*) FROM migrations'
```
````

## Use instead

````markdown title="runbook_src/shop/migrate.md"
# Migrate the database

```bash
export SHOP_DB=orders
npx prisma migrate deploy
psql -d "$SHOP_DB" -c 'SELECT count(*) FROM migrations'
```
````

## When to leave it

Where the shell has a value of its own, and the second command is meant to take that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from runbook_site.checks.rule import Rule
from runbook_site.checks.variable.variable_scope import declared, names_set, sets_unknown_names
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.snippet import Chunk, VariableUse
    from runbook_site.sources.text import Position, Span

_PLAIN_USE = re.compile(r"\$\w+|\$\{\w+\}")
_ALWAYS_SET = re.compile(r"LANG(?:UAGE)?|LC_\w+|PATH|HOME|USER|LOGNAME|SHELL|PWD|TERM|TZ|EDITOR|PAGER|HOSTNAME|IFS")
"""Variables that a session has without anybody's doing."""
_LEFT_OUT = re.compile(r"\.{3}|…")
"""What stands for a value that the author leaves to the reader, over several words."""
_KEEP = frozenset({"export", "declare", "typeset", "readonly", "local", "eval", "source", ".", ":", "exec", "set"})
"""Commands of the shell itself behind which the variable may stay set."""


class _Set(NamedTuple):
    """Where a name is set, and where the command ends for which it is."""

    span: Span
    end: Position


def check(subject: Subject) -> Iterator[Finding]:
    """Uses of what is gone."""
    for runbook in subject.project.runbooks:
        if any(_set_for_one(chunk) for _, chunk in runbook.chunks):
            yield from _used_later(runbook, frozenset(declared(subject.project.library, runbook.document)))


def _used_later(runbook: RunbookSnippets, kept: frozenset[str]) -> Iterator[Finding]:
    """Uses behind an assignment that held for an earlier command of the block.

    Args:
        runbook: The runbook.
        kept: Names that have a value of their own.
    """
    for snippet in runbook.snippets:
        gone: dict[str, Span] = {}
        for chunk in snippet.chunks:
            if sets_unknown_names(chunk):
                return
            once = _set_for_one(chunk)
            for use in chunk.variables:
                before = [each for each in once.get(use.name, ()) if each.span.start <= use.span.start]
                place = gone.get(use.name) or (before[0].span if before else None)
                if place is None or any(use.span.start < each.span.end for each in before):
                    # A value that is used before, or to make the new one, comes from elsewhere.
                    kept |= {use.name}
                elif use.name not in kept and _is_plain(use) and all(each.end <= use.span.start for each in before):
                    message = (
                        f"'{use.name}' is set in line {place.start.line} for that command alone, not for this one; "
                        f"set it before both, with 'export {use.name}=…'"
                    )
                    yield Finding(RULE.name, message, use.span)
            kept |= frozenset(names_set(chunk))
            gone |= {name: places[0].span for name, places in once.items()}


def _set_for_one(chunk: Chunk) -> dict[str, list[_Set]]:
    """Names that are set in front of commands."""
    found: dict[str, list[_Set]] = {}
    for invocation in chunk.invocations:
        if invocation.argv and not invocation.via and invocation.tool not in _KEEP:
            if _LEFT_OUT.search(invocation.argv[0].text):
                continue
            for assignment in invocation.assignments:
                if _ALWAYS_SET.fullmatch(assignment.name):
                    continue
                span = invocation.text.span(assignment.start, assignment.end)
                end = invocation.text.span(invocation.start, invocation.end).end
                found.setdefault(assignment.name, []).append(_Set(span, end))
    return found


def _is_plain(use: VariableUse) -> bool:
    """Whether it is nothing but the value, and the shell that reads the block puts it there."""
    shell = use.syntax == "shell" and use.outermost != "heredoc" and not use.assigned_here
    return shell and _PLAIN_USE.fullmatch(use.text) is not None


RULE = Rule("assignment-for-one-command", "variable", Level.WARNING, "0.1.0", check)
