r"""Quotes inside of quotes of the same kind end them, and the text falls into several words.

## What it does

Reports a text in quotes with a second pair of the same quotes in it, where what stands in that pair has blanks:
`ssh db1 'awk '{print $1}' /etc/passwd'`.

## Why it hurts

The second quote ends the text, and does not open another one. What was one argument becomes several: `ssh` joins them
without their quotes, `psql -c` runs the first and takes the next for the name of a database.

## Example

````markdown title="runbook_src/shop/back.md"
# Say that the shop is back

```sh
ssh web1 'mail -s 'the shop is back' ops@shop.internal < /dev/null'
```
````

## Use instead

````markdown title="runbook_src/shop/back.md"
# Say that the shop is back

```sh
ssh web1 'mail -s "the shop is back" ops@shop.internal < /dev/null'
```
````

## When to leave it

Never: write the other kind of quotes inside, or `'\''` for one.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.word import Word, WordPart

_FAR = 12
"""How many words the text between the inner quotes may have."""


def check(subject: Subject) -> Iterator[Finding]:
    """Texts that their own quotes take apart."""
    for call in subject.project.calls:
        argv = call.invocation.argv
        for at, word in enumerate(argv[1:], start=1):
            kind = _opened_again(word)
            if kind and any(_closed_again(each, kind) for each in islice(argv, at + 1, at + 1 + _FAR)):
                message = f"the second {_SIGNS[kind]} ends the text, and its rest are words of their own; write"
                message = f"{message} {_OTHERS[kind]} inside"
                yield Finding(RULE.name, message, call.word_span(word))


def _opened_again(word: Word) -> str:
    """The kind of quotes that end behind a blank, with letters right behind them; empty where there are none."""
    if len(word.parts) < 2:  # noqa: PLR2004 - what is quoted, and what follows it
        return ""
    quoted, last = word.parts[-2:]
    return quoted.quoting if _is_text(quoted) and quoted.text.endswith(" ") and _is_bare(last) else ""


def _closed_again(word: Word, kind: str) -> bool:
    """Whether quotes of a kind begin before a blank, with letters right in front of them."""
    for before, quoted in zip(word.parts, word.parts[1:], strict=False):
        if _is_bare(before) and quoted.quoting == kind and quoted.text.startswith(" "):
            return True
    return False


def _is_text(part: WordPart) -> bool:
    return part.kind == "literal" and part.quoting in _SIGNS


def _is_bare(part: WordPart) -> bool:
    return part.kind == "literal" and part.quoting == "bare"


_SIGNS = {"single": "'", "double": '"'}
_OTHERS = {"single": "double quotes", "double": "single quotes"}

RULE = Rule("nested-quotes", "shell", Level.WARNING, "0.1.0", check)
