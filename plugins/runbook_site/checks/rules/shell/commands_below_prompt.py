"""A shell or a client is opened, and what is meant for it is pasted along.

## What it does

Reports a command of a block that opens a shell on another machine, in a container or as another user, or the prompt of
a client, where further commands stand below it in the same block without a prompt in front of them: `ssh`, `su`,
`docker exec -it`, `kubectl exec -it`, `psql`, `redis-cli` and the like, with nothing that they are told to run. A
block whose comment speaks of another terminal is left alone.

## Why it hurts

The block is copied as a whole. A shell of today takes it as a whole too: it opens the other one, and runs the rest
itself as soon as that is left, here and not there. What should have restarted a container restarts the laptop.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
docker exec -it web sh
nginx -s reload
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
docker exec web nginx -s reload
```
````

## When to leave it

Where the lines are alternatives: give each a block of its own all the same.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.opened_prompt import opens_prompt
from runbook_site.checks.shell.pasted_block import is_followed, outermost, shows_prompts
from runbook_site.checks.shell.waiting import is_fed
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.snippet import Chunk, Snippet

_HAND_OVER = {
    "psql": "-c or <<'SQL'",
    "mysql": "-e or <<'SQL'",
    "mariadb": "-e or <<'SQL'",
    "mongosh": "--eval",
    "mongo": "--eval",
    "ssh": "words behind the host, or <<'EOF'",
    "su": "-c",
    "aws": "--command",
}
"""How a tool takes what it shall run."""


def check(subject: Subject) -> Iterator[Finding]:
    """Prompts that are opened in front of other commands."""
    for runbook in subject.project.runbooks:
        for snippet in runbook.snippets:
            opened = next(_opened(snippet), None) if not shows_prompts(snippet) else None
            if opened is not None:
                chunk, invocation, reason = opened
                around = outermost(invocation, chunk)
                span = around.text.span(around.start, around.end)
                yield Finding(RULE.name, f"{reason}; {_advice(invocation, around)}", span)


def _opened(snippet: Snippet) -> Iterator[tuple[Chunk, Invocation, str]]:
    """The commands of a block that open a prompt in front of others, and why."""
    chunks = [chunk for chunk in snippet.chunks if chunk.language == "shell"]
    for chunk, below in zip_longest(chunks, chunks[1:]):
        for invocation in chunk.invocations:
            reason = _opens(invocation, chunk)
            if reason and is_followed(snippet, chunk, invocation):
                if not _is_alternative(invocation, chunk, below):
                    yield chunk, invocation, reason
                break


def _is_alternative(invocation: Invocation, chunk: Chunk, below: Chunk | None) -> bool:
    """Whether a prompt is all that a part of a block opens, and the next, with a comment of its own, opens another."""
    last = [each for each in chunk.invocations if each.parent is None][-1]
    if below is None or not below.title or outermost(invocation, chunk) is not last:
        return False
    return any(outermost(each, below) is below.invocations[0] and _opens(each, below) for each in below.invocations)


def _opens(invocation: Invocation, chunk: Chunk) -> str:
    calls = chunk.invocations
    if invocation.subcommand[-1:] == ("run",):
        return ""  # What an image starts by itself, nobody knows.
    return "" if is_fed(invocation, calls) else opens_prompt(invocation, calls)


def _advice(invocation: Invocation, around: Invocation) -> str:
    how = _HAND_OVER.get(invocation.tool) or _HAND_OVER.get(around.tool)
    hand = f"hand them over ({how})" if how else "name them in its place"
    return f"pasted with it, the lines below run here once it is left: {hand}, or give them a block of their own"


RULE = Rule("commands-below-prompt", "shell", Level.WARNING, "0.1.0", check)
