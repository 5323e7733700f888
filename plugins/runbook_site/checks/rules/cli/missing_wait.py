"""A command uses what AWS is still making.

## What it does

Reports a command that uses what a command above it in the same block creates, restores, copies or deletes with the
AWS CLI, where neither an `aws … wait` nor anything else between the two waits: database instances, clusters and
snapshots, DynamoDB tables, ElastiCache, EKS, Redshift, CloudFormation stacks.

## Why it hurts

The AWS CLI returns as soon as the work is begun. The database is there ten minutes later; until then the next command
fails, or finds what shall be deleted.

## Example

````markdown title="runbook_src/shop/restore.md"
# Bring the table back

```bash
aws dynamodb restore-table-from-backup --target-table-name orders-restored --backup-arn "$backup"
aws dynamodb scan --table-name orders-restored --select COUNT
```
````

## Use instead

````markdown title="runbook_src/shop/restore.md"
# Bring the table back

```bash
aws dynamodb restore-table-from-backup --target-table-name orders-restored --backup-arn "$backup"
aws dynamodb wait table-exists --table-name orders-restored
aws dynamodb scan --table-name orders-restored --select COUNT
```
````

## When to leave it

Where the second command waits by itself.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from runbook_site.checks.cli.aws_waiters import ANY_TIME, BEGINS
from runbook_site.checks.cli.aws_words import OptionWord, is_whole, option_words
from runbook_site.checks.rule import Rule
from runbook_site.snippets.calls import SUBSTITUTIONS
from runbook_site.snippets.tool import words_of
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.cli.aws_waiters import Begun
    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call

_WAITS = re.compile(r"wait|\b(?:sleep|until|while|watch|once)\b|\bread +-", re.IGNORECASE)
_LATER = re.compile(
    r"#.*\b(?:or|alternatively|option|otherwise|later|after|afterwards|when|finished|ready)\b", re.IGNORECASE
)
"""A comment by which the rest of the block is for later, or for another case."""
_OTHER_BRANCH = re.compile(r"\|\||\b(?:else|elif|fi|esac)\b|;;|^[ \t]*\}", re.MULTILINE)
_LOOKS = re.compile(r"(?:describe|list)-.*|wait|help|get-(?!item)[\w-]*")
_SAYS = words_of("echo printf : export true false test [ [[ grep set local declare read")
"""Programs that take a name as mere text."""
_FAR = 40
"""How many commands further on a use is looked for."""
_DISTINCT = re.compile(r"(?=.*[-_0-9])[\w-]{8,}")
"""A name that hardly means anything else: `shop` is a cluster, a namespace, and a database."""


def check(subject: Subject) -> Iterator[Finding]:
    """Uses of what is still being made."""
    for runbook in subject.project.runbooks:
        for _, group in groupby(runbook.calls, key=lambda call: id(call.snippet)):
            block = list(group)
            for index, call in enumerate(block):
                begun = BEGINS.get(call.invocation.subcommand[:2]) if call.tool == "aws" else None
                if begun is not None and is_whole(call):
                    yield from _used_early(call, begun, block[index + 1 : index + 1 + _FAR])


def _used_early(call: Call, begun: Begun, behind: list[Call]) -> Iterator[Finding]:
    names = {each.spelled for each in option_words(call, begun.option)}
    if len(names) != 1:
        return
    (name,) = names
    used = next((each for each in behind if _uses(each, call, name)), None)
    if used is None:
        return
    between = _text_between(call, used)
    if not any(excuse.search(between) for excuse in (_WAITS, _LATER, _OTHER_BRANCH)):
        service, operation = call.invocation.subcommand[:2]
        line = call.span.start.line
        state = "gone" if operation.startswith("delete-") else "ready"
        message = (
            f"'aws {service} {operation}' in line {line} returns before '{name}' is {state}; "
            f"put 'aws {service} wait {begun.waiter}' between the two"
        )
        yield Finding(RULE.name, message, used.span)


def _text_between(call: Call, other: Call) -> str:
    """The file's text from behind a command to the end of another one, comments and keywords of the shell included."""
    start = call.invocation.text.file_offset(call.invocation.end - 1) + 1
    end = other.invocation.text.file_offset(other.invocation.end - 1) + 1
    return call.runbook.document.source.text[start:end]


def _uses(each: Call, call: Call, name: str) -> bool:
    """Whether a command needs what another one has begun."""
    if each.tool == "aws":
        service, operation = (*each.invocation.subcommand, "", "")[:2]
        if service != call.invocation.subcommand[0] or (service, operation) in ANY_TIME or _LOOKS.fullmatch(operation):
            return False
        words = [OptionWord(word).spelled for word in each.invocation.argv[1:]]
        return name in words or any(word.startswith("--") and word.endswith(f"={name}") for word in words)
    if each.tool in _SAYS or any(outer in SUBSTITUTIONS for outer in each.invocation.via):
        return False
    hosts = [word for word in each.words if ".amazonaws.com" in word]
    if any(re.search(rf"(?<![\w-]){re.escape(name)}\.", host) for host in hosts):
        return True
    return name in each.words and _DISTINCT.fullmatch(name) is not None


RULE = Rule("missing-wait", "cli", Level.WARNING, "0.1.0", check)
