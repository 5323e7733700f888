"""The shell does something else here than it says.

## What it does

Reports what ShellCheck says of commands that run and do something else than their author meant.

| Code | What is wrong |
| --- | --- |
| [SC1003](https://www.shellcheck.net/wiki/SC1003) | a backslash does not escape a quote inside of single quotes |
| [SC1007](https://www.shellcheck.net/wiki/SC1007) | a blank behind `=`: the variable is empty |
| [SC1011](https://www.shellcheck.net/wiki/SC1011) | an apostrophe ends the quoted text |
| [SC1078](https://www.shellcheck.net/wiki/SC1078) | a quote that is not closed |
| [SC1087](https://www.shellcheck.net/wiki/SC1087) | an index without braces: `$a[1]` |
| [SC1097](https://www.shellcheck.net/wiki/SC1097) | `==` in an assignment |
| [SC1132](https://www.shellcheck.net/wiki/SC1132) | `&` in an address without quotes ends the command |
| [SC2031](https://www.shellcheck.net/wiki/SC2031) | what a loop behind a pipe counts is lost |
| [SC2033](https://www.shellcheck.net/wiki/SC2033) | a function cannot be run by another program |
| [SC2041](https://www.shellcheck.net/wiki/SC2041) | a loop over a text in quotes |
| [SC2042](https://www.shellcheck.net/wiki/SC2042) | commas between the words of a loop |
| [SC2049](https://www.shellcheck.net/wiki/SC2049) | a pattern where a regular expression stands |
| [SC2050](https://www.shellcheck.net/wiki/SC2050) | two texts are compared that never change |
| [SC2051](https://www.shellcheck.net/wiki/SC2051) | a variable inside of `{1..}` |
| [SC2054](https://www.shellcheck.net/wiki/SC2054) | commas between the elements of an array |
| [SC2063](https://www.shellcheck.net/wiki/SC2063) | a pattern where `grep` wants a regular expression |
| [SC2066](https://www.shellcheck.net/wiki/SC2066) | a loop over one word in quotes |
| [SC2076](https://www.shellcheck.net/wiki/SC2076) | a regular expression in quotes is a text |
| [SC2088](https://www.shellcheck.net/wiki/SC2088) | `~` in quotes |
| [SC2091](https://www.shellcheck.net/wiki/SC2091) | the output is run as a command |
| [SC2092](https://www.shellcheck.net/wiki/SC2092) | likewise |
| [SC2095](https://www.shellcheck.net/wiki/SC2095) | `ssh` reads what the loop was to read |
| [SC2098](https://www.shellcheck.net/wiki/SC2098) | the words do not see the assignment in front of the command |
| [SC2099](https://www.shellcheck.net/wiki/SC2099) | a sum is no number without `$(( ))` |
| [SC2100](https://www.shellcheck.net/wiki/SC2100) | likewise |
| [SC2101](https://www.shellcheck.net/wiki/SC2101) | a class of characters without its outer brackets |
| [SC2121](https://www.shellcheck.net/wiki/SC2121) | `set` does not assign |
| [SC2123](https://www.shellcheck.net/wiki/SC2123) | `PATH` is where programs are looked for |
| [SC2128](https://www.shellcheck.net/wiki/SC2128) | an array without an index is its first value |
| [SC2140](https://www.shellcheck.net/wiki/SC2140) | quotes inside of quotes: they are taken away |
| [SC2144](https://www.shellcheck.net/wiki/SC2144) | a pattern behind `-f`: it fails where two files match |
| [SC2146](https://www.shellcheck.net/wiki/SC2146) | an action of `find` that covers one side of `-o` alone |
| [SC2147](https://www.shellcheck.net/wiki/SC2147) | `~` in `PATH` |
| [SC2152](https://www.shellcheck.net/wiki/SC2152) | a status over 255 |
| [SC2156](https://www.shellcheck.net/wiki/SC2156) | a name of a file in a script: it can be code |
| [SC2163](https://www.shellcheck.net/wiki/SC2163) | `$` in front of the name to export |
| [SC2168](https://www.shellcheck.net/wiki/SC2168) | `local` outside of a function |
| [SC2173](https://www.shellcheck.net/wiki/SC2173) | a signal that cannot be trapped |
| [SC2178](https://www.shellcheck.net/wiki/SC2178) | an array gets a text |
| [SC2179](https://www.shellcheck.net/wiki/SC2179) | likewise |
| [SC2183](https://www.shellcheck.net/wiki/SC2183) | the format wants another number of values |
| [SC2184](https://www.shellcheck.net/wiki/SC2184) | brackets without quotes for `unset` |
| [SC2193](https://www.shellcheck.net/wiki/SC2193) | texts that are never equal |
| [SC2194](https://www.shellcheck.net/wiki/SC2194) | a case on a text that never changes |
| [SC2198](https://www.shellcheck.net/wiki/SC2198) | an array inside of `[ ]` |
| [SC2224](https://www.shellcheck.net/wiki/SC2224) | `mv` without a target |
| [SC2225](https://www.shellcheck.net/wiki/SC2225) | `cp` without a target |
| [SC2229](https://www.shellcheck.net/wiki/SC2229) | `$` in front of the name to read |
| [SC2232](https://www.shellcheck.net/wiki/SC2232) | `sudo` cannot run what is built into the shell |
| [SC2242](https://www.shellcheck.net/wiki/SC2242) | a status that is no number up to 255 |
| [SC2266](https://www.shellcheck.net/wiki/SC2266) | a single pipe sign between tests |

## Why it hurts

Nobody sees an error.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
curl http://localhost:8080/orders?state=open&limit=10
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
curl 'http://localhost:8080/orders?state=open&limit=10'
```
````

## When to leave it

Where it is meant: say so in the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.pitfall_intent import is_meant
from runbook_site.checks.shell.shellcheck_findings import shellcheck_findings
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.sources.finding import Finding

CODES = frozenset(
    {
        1003,
        1007,
        1011,
        1078,
        1087,
        1097,
        1132,
        2031,
        2033,
        2041,
        2042,
        2049,
        2050,
        2051,
        2054,
        2063,
        2066,
        2076,
        2088,
        2091,
        2092,
        2095,
        2098,
        2099,
        2100,
        2101,
        2121,
        2123,
        2128,
        2140,
        2144,
        2146,
        2147,
        2152,
        2156,
        2163,
        2168,
        2173,
        2178,
        2179,
        2183,
        2184,
        2193,
        2194,
        2198,
        2224,
        2225,
        2229,
        2232,
        2242,
        2266,
    }
)


def check(subject: Subject) -> Iterator[Finding]:
    """Commands that do something else."""
    yield from shellcheck_findings(subject, RULE.name, CODES, is_meant=is_meant)


RULE = Rule("shell-pitfall", "shell", Level.WARNING, "0.1.0", check)
