"""A user loses all groups but those that are named.

## What it does

Reports `usermod -G` without `-a`: the groups that are named take the place of all other groups of the user. An empty
list, which is meant to take them away, is not reported.

## Why it hurts

Whoever was to get into the group `docker` is no longer in `sudo`, and sees it after the next login, when nobody is
left to put it back.

## Example

````markdown title="runbook_src/shop/access.md"
# Let somebody see the containers

```bash
sudo usermod -G docker shop
```
````

## Use instead

````markdown title="runbook_src/shop/access.md"
# Let somebody see the containers

```bash
sudo usermod -aG docker shop
```
````

## When to leave it

Where the list is to be the whole of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.word import Word

_ADDS = re.compile(r"-[a-zA-Z]*[ar][a-zA-Z]*|--(?:ap\w*|remove)")
_GROUPS = re.compile(r"-[LUmo]*G(?P<joined>.*)|--groups(?:=(?P<value>.*))?")


def check(subject: Subject) -> Iterator[Finding]:
    """Lists of groups that replace those before."""
    for call in subject.project.calls:
        if call.tool != "usermod":
            continue
        word = _groups(call)
        if word is not None:
            message = "the user loses every group that is not named here; write '-aG' to add to them"
            yield Finding(RULE.name, message, call.word_span(word))


def _groups(call: Call) -> Word | None:
    """The option that names the groups, where it replaces some."""
    if any(_ADDS.fullmatch(text) for text in call.words):
        return None
    for index, (word, text) in enumerate(zip(call.invocation.argv[1:], call.words, strict=True)):
        found = _GROUPS.fullmatch(text)
        if found is not None:
            groups = found["joined"] or found["value"] or (*call.words[index + 1 :], "")[0]
            return word if groups else None
    return None


RULE = Rule("replaces-groups", "safety", Level.WARNING, "0.1.0", check)
