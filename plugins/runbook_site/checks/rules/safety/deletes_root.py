"""A command deletes the system or a home folder.

## What it does

Reports `rm -r` and `find … -delete` on `/`, on a folder that the system lives in (`/etc`, `/usr`, `/var/lib`…), on a
whole home folder, and on `..` or `.*`, which is more than what is hidden; and `rm -r /srv/shop/ *`, where a blank makes
the star a word of its own.

## Why it hurts

Nothing asks, and nothing brings it back. `--no-preserve-root` is never what a runbook means.

## Example

````markdown title="runbook_src/shop/clean.md"
# Clean up

```bash
sudo rm -rf /var/*
```
````

## Use instead

````markdown title="runbook_src/shop/clean.md"
# Clean up

```bash
sudo rm -rf /var/cache/shop/thumbnails
```
````

## When to leave it

Inside of a container or a disk that is thrown away next: allow the rule there, with the reason.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.safety.system_folders import is_home, is_root, is_system_folder
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.word import Word

_UPWARDS = frozenset({"..", "../", "../*", ".*", "./.*"})

_INSTEAD = "name the folder below it that is meant"


def check(subject: Subject) -> Iterator[Finding]:
    """Deletions of folders that nobody means to delete."""
    for call in subject.project.calls:
        if call.tool == "rm" and call.has("-r", "-R", "--recursive"):
            yield from _parted_stars(call)
            for word, text in call.operands():
                if (what := _meant(word, text)) is not None:
                    yield Finding(RULE.name, f"'{word.text}' deletes {what}; {_INSTEAD}", call.word_span(word))
        elif call.tool == "find" and call.words[-1:] == ("-delete",):
            tests = [text for text in call.words if text.startswith("-") and text not in {"-delete", "-xdev", "-mount"}]
            for word, text in list(call.operands())[:1]:
                what = _meant(word, text)
                if what is not None and not tests:
                    yield Finding(RULE.name, f"this deletes {what}; {_INSTEAD}", call.word_span(word))


def _parted_stars(call: Call) -> Iterator[Finding]:
    """Stars that a blank has parted from their folder."""
    for (folder, name), (star, text) in pairwise(call.operands()):
        if text == "*" and star.text == "*" and name.startswith("/") and name.endswith("/"):
            message = f"the blank behind '{folder.text}' makes '*' all of the folder that the shell is in; take it away"
            yield Finding(RULE.name, message, call.word_span(star))


def _meant(word: Word, text: str) -> str | None:
    """What a word means that is not to be deleted; ``None`` for all else."""
    literal = all(part.kind == "literal" and part.quoting == "bare" for part in word.parts)
    written = text if word.value is not None else word.text.replace('"', "")
    if is_root(written):
        return "the whole system"
    if is_system_folder(written):
        return "a folder that the system lives in"
    if is_home(written) and (literal or not written.startswith("~")):
        return "a whole home folder"
    if literal and text in _UPWARDS:
        return "the folder above too" if text.startswith("..") else "everything hidden, more than what is meant"
    return None


RULE = Rule("deletes-root", "safety", Level.ERROR, "0.1.0", check)
