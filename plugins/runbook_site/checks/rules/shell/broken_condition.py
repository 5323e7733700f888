"""A condition is written so that it fails, or is always true.

## What it does

Reports what ShellCheck says of `[ ]`, `[[ ]]` and `(( ))`: operators that are not known there, signs that want blanks
around them, brackets that do not match, operands that say nothing. Reports `[` without its `]`, and
`$count -gt 5` without brackets.

| Code | What is wrong |
| --- | --- |
| [SC1014](https://www.shellcheck.net/wiki/SC1014) | a command inside of `[ ]`: it is taken for words |
| [SC1019](https://www.shellcheck.net/wiki/SC1019) | nothing behind an operator that wants one operand |
| [SC1020](https://www.shellcheck.net/wiki/SC1020) | no space in front of `]` |
| [SC1026](https://www.shellcheck.net/wiki/SC1026) | `[` to group inside of `[[ ]]` |
| [SC1027](https://www.shellcheck.net/wiki/SC1027) | nothing behind an operator that wants two operands |
| [SC1028](https://www.shellcheck.net/wiki/SC1028) | `(` inside of `[ ]` begins a subshell |
| [SC1033](https://www.shellcheck.net/wiki/SC1033) | `[[` is closed by `]` |
| [SC1034](https://www.shellcheck.net/wiki/SC1034) | `[` is closed by `]]` |
| [SC1069](https://www.shellcheck.net/wiki/SC1069) | no space in front of `[` |
| [SC1080](https://www.shellcheck.net/wiki/SC1080) | a line break inside of `[ ]` |
| [SC1106](https://www.shellcheck.net/wiki/SC1106) | `-lt` inside of `(( ))` |
| [SC1108](https://www.shellcheck.net/wiki/SC1108) | no spaces around `=` |
| [SC2058](https://www.shellcheck.net/wiki/SC2058) | no such operator |
| [SC2070](https://www.shellcheck.net/wiki/SC2070) | `-n` with a variable without quotes: unset, it is true |
| [SC2071](https://www.shellcheck.net/wiki/SC2071) | `>` compares texts, not numbers |
| [SC2072](https://www.shellcheck.net/wiki/SC2072) | numbers with decimals |
| [SC2073](https://www.shellcheck.net/wiki/SC2073) | `<` inside of `[ ]` reads a file |
| [SC2074](https://www.shellcheck.net/wiki/SC2074) | `=~` inside of `[ ]` |
| [SC2077](https://www.shellcheck.net/wiki/SC2077) | no spaces around the operator: one word, always true |
| [SC2078](https://www.shellcheck.net/wiki/SC2078) | a word alone is always true |
| [SC2079](https://www.shellcheck.net/wiki/SC2079) | decimals inside of `(( ))` |
| [SC2081](https://www.shellcheck.net/wiki/SC2081) | a pattern inside of `[ ]` is not matched |
| [SC2107](https://www.shellcheck.net/wiki/SC2107) | `&&` inside of `[ ]` ends it |
| [SC2109](https://www.shellcheck.net/wiki/SC2109) | two pipe signs inside of `[ ]` end it |
| [SC2110](https://www.shellcheck.net/wiki/SC2110) | `-o` inside of `[[ ]]` |
| [SC2157](https://www.shellcheck.net/wiki/SC2157) | a text that is not empty is always true |
| [SC2158](https://www.shellcheck.net/wiki/SC2158) | `[ false ]` is true |
| [SC2170](https://www.shellcheck.net/wiki/SC2170) | `-eq` with a text |
| [SC2171](https://www.shellcheck.net/wiki/SC2171) | `]` without `[` |
| [SC2204](https://www.shellcheck.net/wiki/SC2204) | `( )` is a subshell and no test |
| [SC2205](https://www.shellcheck.net/wiki/SC2205) | likewise |
| [SC2210](https://www.shellcheck.net/wiki/SC2210) | `>` makes a file |
| [SC2265](https://www.shellcheck.net/wiki/SC2265) | a single `&` between tests |

## Why it hurts

The test does not test. What stands in the branch is run whatever is the case, or never.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
if [ "$(hostname)"="db1" ]; then
  echo "this is the primary"
fi
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
if [ "$(hostname)" = "db1" ]; then
  echo "this is the primary"
fi
```
````

## When to leave it

Never.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.comment_intent import is_about_command
from runbook_site.checks.shell.shellcheck import shellcheck_results
from runbook_site.checks.shell.shellcheck_findings import comment_place, shellcheck_findings
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.invocation import Invocation

CODES = frozenset(
    {
        1014,
        1019,
        1020,
        1026,
        1027,
        1028,
        1033,
        1034,
        1069,
        1080,
        1106,
        1108,
        2058,
        2070,
        2071,
        2072,
        2073,
        2074,
        2077,
        2078,
        2079,
        2081,
        2107,
        2109,
        2110,
        2157,
        2158,
        2170,
        2171,
        2204,
        2205,
        2210,
        2265,
    }
)

_SIDES = 3
_OPERATORS = frozenset({"-eq", "-ne", "-lt", "-le", "-gt", "-ge"})
_NOT_READ = 1073
_NOT_CLOSED = re.compile(r"\[[ \t](?:[^\]\[\\;&|\n\"'`()<>#]|\"[^\"\\\n`]*\"|'[^'\n]*')*(?=;|&&|\|\||\n|\Z)")
"""A test whose command ends before its closing bracket."""


def check(subject: Subject) -> Iterator[Finding]:
    """Conditions that test nothing."""
    yield from shellcheck_findings(subject, RULE.name, CODES)
    for each, comments in shellcheck_results(subject).comments:
        for comment in comments:
            if comment.code != _NOT_READ or "test expression" not in comment.message:
                continue
            start, _ = comment_place(each, comment)
            found = _NOT_CLOSED.match(each.masked, start)
            if found is not None and is_about_command(each, comment, start):
                message = "'[' takes words up to ']', which is missing; write it in front of the end of the command"
                yield Finding(RULE.name, message, each.chunk.text.span(start, found.end()))
    for runbook in subject.project.runbooks:
        for _, chunk in runbook.chunks:
            for invocation in chunk.invocations:
                if _compares_as_command(invocation):
                    first, sign, last = invocation.argv
                    message = f"'{sign.text}' compares inside of brackets alone; write '[ … {sign.text} … ]'"
                    yield Finding(RULE.name, message, invocation.text.span(first.start, last.end))


def _compares_as_command(invocation: Invocation) -> bool:
    """Whether a value and an operator stand where a command should."""
    argv = invocation.argv
    if len(argv) != _SIDES or argv[1].text not in _OPERATORS or not argv[2].text.strip('"').lstrip("-").isdigit():
        return False
    return len(argv[0].parts) == 1 and argv[0].parts[0].kind == "variable"


RULE = Rule("broken-condition", "shell", Level.ERROR, "0.1.0", check)
