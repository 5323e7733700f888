"""A request is made to nobody: `curl` has no address.

## What it does

Reports `curl` with options and no address. Where an argument comes from a variable, from `xargs` or out of a file
(`--config`), and where only help is asked for, nothing is said.

## Why it hurts

`curl` answers `no URL specified`. The address stood on a line that lost its backslash, or is eaten by the option in
front of it: in `curl -o https://shop.example.com/health` it is the name of a file.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
curl -fsS -o /dev/null -w '%{http_code}'
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
curl -fsS -o /dev/null -w '%{http_code}' https://shop.example.com/health
```
````

## When to leave it

Never.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.grammars.pack import SHIPPED, Pack
from runbook_site.snippets.calls import HOLE
from runbook_site.snippets.tool import words_of
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.checks.rule import Subject
    from runbook_site.grammars.grammar import Option
    from runbook_site.snippets.calls import Call

_ELSEWHERE = words_of("--url -K --config -h --help -V --version -M --manual")
"""Options behind which no address is needed, or that hold it."""
_ADDRESS = re.compile(r"""\s*+["']?[a-z][a-z0-9+]{1,15}://""")
_ADDS_WORDS = words_of("xargs parallel find")


def check(subject: Subject) -> Iterator[Finding]:
    """Requests without an address."""
    options: Mapping[str, Option] | None = None
    for call in subject.project.calls:
        if call.tool != "curl" or not call.words or _ADDS_WORDS.intersection(call.invocation.via):
            continue
        if call.chunk.problems or any(HOLE in text for text in call.words) or _stands_below(call):
            continue
        if options is None:
            options = Pack((SHIPPED,)).versions("curl")[-1].read().root.options
        if _is_to_nobody(call, options):
            yield Finding(
                RULE.name, "curl is given no address; it says 'no URL specified', and does nothing", call.span
            )


def _stands_below(call: Call) -> bool:
    """Whether the address stands on the next line, where `broken-command` finds it."""
    return _ADDRESS.match(call.invocation.text.text, call.invocation.end) is not None


def _is_to_nobody(call: Call, options: Mapping[str, Option]) -> bool:
    """Whether each word is an option that is known, or the value of one."""
    words = iter(call.words)
    for text in words:
        if not text.startswith("-") or text == "-":
            return False
        for name, joined in _given(text, options):
            option = options.get(name) or options.get(name.replace("--no-", "--", 1))
            if option is None or name in _ELSEWHERE:
                return False
            if option.value != "none":
                if not joined:
                    next(words, None)
                break
    return True


def _given(text: str, options: Mapping[str, Option]) -> Iterator[tuple[str, str]]:
    """The options in a word, each with what is written behind it: a value, or further letters."""
    if text.startswith("--") or text in options:
        yield text, ""
        return
    for at in range(1, len(text)):
        yield f"-{text[at]}", text[at + 1 :]


RULE = Rule("missing-address", "shell", Level.ERROR, "0.1.0", check)
