"""What should choose comes after the deletion, and has no effect.

## What it does

Reports a test of `find` that stands behind `-delete` or `-exec rm`, and `aws s3 rm --recursive --include` (`mv` too)
without the `--exclude` that it makes exceptions to.

## Why it hurts

`find` goes through its expression from left to right: by the time that it looks at the name, the file is gone. The
AWS CLI takes everything in that no `--exclude` has left out, so that an `--include` alone changes nothing. Either way
everything is deleted.

## Example

````markdown title="runbook_src/shop/logs.md"
# Old logs

```bash
find /srv/shop/log -delete -name '*.gz' -mtime +30
```
````

## Use instead

````markdown title="runbook_src/shop/logs.md"
# Old logs

```bash
find /srv/shop/log -name '*.gz' -mtime +30 -delete
```
````

## When to leave it

Never: leave out the filter where everything is to go.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.checks.rule import Subject

_TESTS = frozenset(
    str.split(
        "-name -iname -path -ipath -wholename -iwholename -regex -iregex -mtime -mmin -atime -amin -ctime -cmin -newer "
        "-newermt -type -xtype -size -empty -user -group -perm -links -nouser -nogroup"
    )
)
_ENDS = frozenset({"-o", "-or", ",", ")", "\\)"})


def check(subject: Subject) -> Iterator[Finding]:
    """Deletions whose filter does nothing."""
    for call in subject.project.calls:
        if call.tool == "find":
            test = _too_late(call.words)
            if test:
                message = f"'{test}' stands behind the deletion, which by then has taken everything; put it in front"
                yield Finding(RULE.name, message, call.span)
        elif call.tool == "aws" and _includes_alone(call.words):
            message = (
                "'--include' chooses nothing without an '--exclude' before it: everything is deleted; "
                "put --exclude '*' in front"
            )
            yield Finding(RULE.name, message, call.span)


def _too_late(words: Sequence[str]) -> str:
    """The test of ``find`` that comes after the file is gone; empty where there is none."""
    behind = _behind_deletion(words)
    return next((each for each in takewhile(lambda word: word not in _ENDS, behind) if each in _TESTS), "")


def _behind_deletion(words: Sequence[str]) -> Sequence[str]:
    if "-delete" in words:
        return words[words.index("-delete") + 1 :]
    for at, word in enumerate(words):
        if word in {"-exec", "-execdir"} and words[at + 1 : at + 2] == ("rm",):
            end = next((i for i in range(at, len(words)) if words[i] in {";", "\\;", "+"}), len(words))
            return words[end + 1 :]
    return ()


def _includes_alone(words: Sequence[str]) -> bool:
    if "s3" not in words or not {"rm", "mv"} & set(words) or "--recursive" not in words or "--dryrun" in words:
        return False
    given = {word.partition("=")[0] for word in words}
    return "--include" in given and "--exclude" not in given


RULE = Rule("ineffective-filter", "safety", Level.ERROR, "0.1.0", check)
