"""A command begins with the prompt of a terminal.

## What it does

Reports a prompt (`$`, `root@db1:~#`) in a block that is labelled as commands of a shell, or in the `run` of a YAML
runbook. Blocks with the label of a session (`console`, `shell-session`) show prompts on purpose.

## Why it hurts

Whoever pastes the line elsewhere than from the pages that this tool makes pastes the prompt with it: `$: command not
found`.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
$ kubectl get pods -n shop
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
kubectl get pods -n shop
```
````

## When to leave it

Where the block shows what a command prints: label it `console`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.snippets.info_string import read_info
from runbook_site.snippets.prompt import read_prompt
from runbook_site.sources.finding import Edit, Finding, Fix, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.snippet import Snippet
    from runbook_site.sources.text import Span


def check(subject: Subject) -> Iterator[Finding]:
    """Prompts among commands."""
    for runbook in subject.project.runbooks:
        for snippet in runbook.snippets:
            if not snippet.session or not _is_for_commands(snippet):
                continue
            prompts = _prompts(snippet)
            if prompts:
                with_output = any(chunk.output for chunk in snippet.chunks)
                instead = "label the block 'console'" if with_output else "leave it out"
                fix = None if with_output else Fix("remove it", tuple(Edit(span, "") for span in prompts))
                text = snippet.block.text.source.line(prompts[0].start.line)
                shown = text[prompts[0].start.column - 1 : prompts[0].end.column - 1].strip()
                yield Finding(
                    RULE.name, f"the prompt '{shown}' is no part of the command; {instead}", prompts[0], fix=fix
                )


def _is_for_commands(snippet: Snippet) -> bool:
    info = read_info(snippet.block.info)
    return snippet.block.command is not None or (info.language == "shell" and not info.console)


def _prompts(snippet: Snippet) -> list[Span]:
    """What stands in front of commands and was not taken for a part of them, in order."""
    block = snippet.block.text
    texts = [chunk.text for chunk in snippet.chunks if chunk.text.text]
    starts = [text.file_offset(0) for text in texts]

    def is_typed(offset: int) -> bool:
        """Whether a place of the file belongs to a command."""
        index = bisect_right(starts, offset) - 1
        text = texts[index] if index >= 0 else None
        return text is not None and text.file_offset(text.text_offset(offset)) == offset < text.file_end

    found: list[Span] = []
    at = 0
    for line in block.text.split("\n"):
        prompt = read_prompt(line)
        if prompt is not None and prompt.kind == "shell":
            start = at + len(line) - len(line.lstrip(" \t\u00a0"))
            end = at + prompt.end
            if is_typed(block.file_offset(end)) and not is_typed(block.file_offset(start)):
                found.append(block.span(start, end))
        at += len(line) + 1
    return found


RULE = Rule("prompt-in-commands", "shell", Level.INFO, "0.1.0", check)
