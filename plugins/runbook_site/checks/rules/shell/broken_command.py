r"""A word stands where a command should, and is none.

## What it does

Reports lines that begin with an address, a comment between the lines of a command, and what ShellCheck says of those
that begin with an option, a punctuated word, a pattern, a comment of another language, or a keyword in the wrong case.

| Code | What is wrong |
| --- | --- |
| [SC1035](https://www.shellcheck.net/wiki/SC1035) | no space behind `!`: it calls a line of the history |
| [SC1054](https://www.shellcheck.net/wiki/SC1054) | no space behind `{` |
| [SC1081](https://www.shellcheck.net/wiki/SC1081) | a keyword with a capital |
| [SC1086](https://www.shellcheck.net/wiki/SC1086) | `$` in front of the name of a loop |
| [SC1109](https://www.shellcheck.net/wiki/SC1109) | a sign as HTML writes it: `&gt;` |
| [SC1127](https://www.shellcheck.net/wiki/SC1127) | a comment of another language |
| [SC2084](https://www.shellcheck.net/wiki/SC2084) | the result of a calculation is run as a command |
| [SC2211](https://www.shellcheck.net/wiki/SC2211) | a pattern is the name of the command |
| [SC2215](https://www.shellcheck.net/wiki/SC2215) | an option is the name: the line above lacks a backslash |
| [SC2286](https://www.shellcheck.net/wiki/SC2286) | the name is empty |
| [SC2287](https://www.shellcheck.net/wiki/SC2287) | the name ends with `/` |
| [SC2288](https://www.shellcheck.net/wiki/SC2288) | the name ends with a punctuation mark |
| [SC2289](https://www.shellcheck.net/wiki/SC2289) | the name has a tab or a line break in it |

## Why it hurts

The shell answers `command not found`. Where a line is the rest of the one above, that one has run without it: without
the option that limits what it does.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
kubectl get pods --namespace shop
  --selector app=web
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
kubectl get pods --namespace shop \
  --selector app=web
```
````

## When to leave it

Where the block shows what a program prints: label it `text`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.command_intent import command_start, meant_as_command
from runbook_site.checks.shell.comment_intent import lacks_address, line_above
from runbook_site.checks.shell.shellcheck import shellcheck_results
from runbook_site.checks.shell.shellcheck_findings import shellcheck_findings
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.checks.shell.shell_text import ShellChunk
    from runbook_site.snippets.invocation import Invocation

CODES = frozenset(
    {
        1035,
        1054,
        1081,
        1086,
        1109,
        1127,
        2084,
        2211,
        2215,
        2286,
        2287,
        2288,
        2289,
    }
)

_COMMENT_BETWEEN = re.compile(
    r"(?<=[^\\#])\\\n(?P<comment>[ \t]*#(?!\{)[^\n]*)\n(?P<indent>[ \t]+)(?P<rest>[^\s#][^\n]*)"
)
"""A comment behind a backslash, and the rest of the command below it."""
_ADDRESS = re.compile(r"""["']?[a-z][a-z0-9+]{1,15}://""")


def check(subject: Subject) -> Iterator[Finding]:
    """Lines whose first word is no command."""
    yield from shellcheck_findings(subject, RULE.name, CODES)
    for each in shellcheck_results(subject).chunks:
        yield from _cut_off(each) if each.is_small else ()
        for invocation in each.chunk.invocations if each.is_small else ():
            if invocation.argv and _ADDRESS.match(invocation.argv[0].text) and _lacks_its_line(each, invocation):
                word = invocation.argv[0]
                message = "an address is no command; the line above may lack a backslash"
                yield Finding(RULE.name, message, invocation.text.span(word.start, word.end))


def _cut_off(each: ShellChunk) -> Iterator[Finding]:
    """Comments that end a command of several lines."""
    text = each.masked
    for found in _COMMENT_BETWEEN.finditer(text):
        start = found.start("comment")
        line = command_start(each, found.start())
        indent = len(text[line:]) - len(text[line:].lstrip(" \t"))
        goes_on = len(found["indent"]) > indent and not found["rest"].startswith("-")
        outside = text.count("'", line, start) % 2 == 0 and text.count('"', line, start) % 2 == 0
        if goes_on and outside and "<<" not in text[line:start] and meant_as_command(each, found.start()):
            message = "the comment ends the command, and the line below is another; put it above the command"
            span = each.chunk.text.span(
                start + len(found["comment"]) - len(found["comment"].lstrip()), found.end("comment")
            )
            yield Finding(RULE.name, message, span)


def _lacks_its_line(each: ShellChunk, invocation: Invocation) -> bool:
    text = invocation.text
    start = each.chunk.text.text_offset(text.file_offset(invocation.argv[0].start))
    above = line_above(each, start)
    return each.can_be_marked or (above is not None and lacks_address(each, above))


RULE = Rule("broken-command", "shell", Level.ERROR, "0.1.0", check)
