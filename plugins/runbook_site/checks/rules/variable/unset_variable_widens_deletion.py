"""With a variable unset, a command deletes far more than it should.

## What it does

Reports deletions that reach further when a variable in them is empty: `rm -rf "$dir"/*`, `find $dir -delete`,
`cd "$dir" && rm -rf *`, `kubectl delete pods --all -n "$namespace"`, `aws s3 rm --recursive s3://bucket/"$prefix"`,
`DELETE … LIKE '$name%'`. `${dir:?}` cannot be empty, nor can a variable behind `set -u`, behind a test, or one that
the runbook sets itself; these are not reported.

## Why it hurts

A shell puts nothing in the place of a variable that is not set, and says nothing. `rm -rf "$dir"/*` is then
`rm -rf /*`.

## Example

````markdown title="runbook_src/shop/clean.md"
# Clean up

```bash
rm -rf "$upload_dir"/*
```
````

## Use instead

````markdown title="runbook_src/shop/clean.md"
# Clean up

```bash
rm -rf "${upload_dir:?}"/*
```
````

## When to leave it

Never: `:?` costs two characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.fixable import is_verbatim, stands_as_it_reads
from runbook_site.checks.rule import Rule
from runbook_site.checks.safety.system_folders import is_home, is_root, is_system_folder
from runbook_site.checks.variable.guarded_variables import calls_with_guarded, emptied, may_be_empty
from runbook_site.snippets.calls import HOLE, plain
from runbook_site.sources.finding import Edit, Finding, Fix, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.word import Word, WordPart

Guarded = frozenset[str] | None

_ALL_HERE = frozenset({"*", ".*", ".", "./", "./*", "{,.}*", "*/", "./."})
_ADDRESS = re.compile(r"(?:s3|gs)://[^/]+(/.*)?")
_BY_PREFIX = re.compile(rf"LIKE\s+'({HOLE})%'", re.IGNORECASE)
_SIMPLE = re.compile(r"\$(\w+)|\$\{(\w+)\}")


def check(subject: Subject) -> Iterator[Finding]:
    """Deletions that an empty variable widens."""
    for _, call, guarded in subject.once(calls_with_guarded):
        judge = _JUDGES.get(call.tool)
        if judge is None or guarded is None:
            continue
        for word, what in judge(call, guarded):
            yield _finding(call, word, what, guarded)


def _finding(call: Call, word: Word, what: str, guarded: Guarded) -> Finding:
    part = next(part for part in word.parts if may_be_empty(part, guarded))
    instead = f"${{{part.value}:?}}"
    message = f"where '{part.value}' is not set, this {what}; write {instead}"
    fix = _fix(call, word, guarded)
    return Finding(RULE.name, message, call.word_span(word), alternatives=(instead,), fix=fix)


def _fix(call: Call, word: Word, guarded: Guarded) -> Fix | None:
    """Make every variable of the word one that has to be set."""
    edits: list[Edit] = []
    for part in word.parts:
        if not may_be_empty(part, guarded):
            continue
        span = call.invocation.text.span(part.start, part.end)
        block = call.snippet.block
        if not _SIMPLE.fullmatch(part.text) or not stands_as_it_reads(block) or not is_verbatim(block, span, part.text):
            return None
        edits.append(Edit(span, f"${{{part.value}:?}}"))
    return Fix("stop where the variable is not set", tuple(edits))


def _remove(call: Call, guarded: Guarded) -> Iterator[tuple[Word, str]]:
    if not call.has("-r", "-R", "--recursive"):
        return
    for word, text in call.operands():
        first = _open_first(word, guarded)
        left = emptied(word, guarded)
        if first is not None and (wider := _wider(left)):
            yield word, wider
        elif text in _ALL_HERE and (folder := _went_to(call, guarded)) is not None:
            yield folder, "deletes all of the folder that the shell happens to be in"


def _went_to(call: Call, guarded: Guarded) -> Word | None:
    """The word of the ``cd`` before a command, where it may be empty."""
    before = next(call.before(), None)
    if before is None or before.tool not in {"cd", "pushd"}:
        return None
    for word, _ in list(before.operands())[:1]:
        if not emptied(word, guarded) and _open_first(word, guarded) is not None:
            return word
    return None


def _find(call: Call, guarded: Guarded) -> Iterator[tuple[Word, str]]:
    words = call.words
    deletes = "-delete" in words or any(
        text in {"-exec", "-execdir"} and words[index + 1 : index + 2] in (("rm",), ("shred",), ("unlink",))
        for index, text in enumerate(words)
    )
    for word, _ in list(call.operands())[:1] if deletes else ():
        part = _open_first(word, guarded)
        left = emptied(word, guarded)
        if part is not None and (wider := _wider(left)):
            yield word, wider
        elif part is not None and not left and all(each.quoting == "bare" for each in word.parts):
            yield word, "deletes in the folder that the shell happens to be in"


def _kubectl(call: Call, guarded: Guarded) -> Iterator[tuple[Word, str]]:
    operands = [text for _, text in call.operands()]
    if operands[:1] != ["delete"] or not call.has("--all"):
        return
    argv = call.invocation.argv
    for word, after in zip(argv, (*argv[1:], None), strict=True):
        apart = plain(word) in {"-n", "--namespace"}
        value = after if apart else word
        if value is None or not (apart or plain(word).startswith(("--namespace=", "-n="))):
            continue
        if _is_open(value, guarded) and emptied(value, guarded) in {"", "--namespace=", "-n="}:
            yield value, "deletes in whatever namespace is the current one"


def _objects(call: Call, guarded: Guarded) -> Iterator[tuple[Word, str]]:
    """Objects below a prefix: with the prefix empty, all of the bucket."""
    words = call.words
    aws = call.tool == "aws" and call.invocation.subcommand[:1] == ("s3",)
    everything = (aws and ("--recursive" in words or "--delete" in words)) or (
        call.tool == "gsutil" and "rm" in words and call.has("-r", "-R")
    )
    for word, _ in call.operands() if everything and {"rm", "sync"} & set(words) else ():
        match = _ADDRESS.fullmatch(emptied(word, guarded))
        if match is not None and (match[1] or "/").strip("/*") == "" and _is_open(word, guarded):
            yield word, "deletes all of the bucket"


def _mirror(call: Call, guarded: Guarded) -> Iterator[tuple[Word, str]]:
    if not any(text.startswith("--delete") or text == "--del" for text in call.words):
        return
    for word, _ in call.operands():
        if _open_first(word, guarded) is not None and (
            is_root(left := emptied(word, guarded)) or is_system_folder(left)
        ):
            yield word, f"copies '{left}', and deletes what is not there"


def _sql(call: Call, guarded: Guarded) -> Iterator[tuple[Word, str]]:
    for word in call.invocation.argv[1:]:
        text = plain(word)
        if "DELETE" in text.upper() and _BY_PREFIX.search(text) and _is_open(word, guarded):
            yield word, "deletes every row"


def _keys(call: Call, guarded: Guarded) -> Iterator[tuple[Word, str]]:
    words = call.invocation.argv
    behind = call.pipeline()[call.invocation.position + 1 :]
    deletes = any({"DEL", "UNLINK"} & {text.upper() for text in each.words} for each in behind)
    for index, word in enumerate(words[:-1]):
        if deletes and plain(word) in {"--pattern", "KEYS", "keys"}:
            pattern = words[index + 1]
            if emptied(pattern, guarded) == "*" and _is_open(pattern, guarded):
                yield pattern, "deletes every key"


def _wider(left: str) -> str:
    """What is deleted by a path that begins with nothing; empty where that is nothing to fear."""
    if is_root(left):
        return "deletes the whole system"
    if is_system_folder(left) or is_home(left):
        return f"deletes '{left}'"
    return "deletes all of the folder that the shell happens to be in" if left in _ALL_HERE else ""


def _open_first(word: Word, guarded: Guarded) -> WordPart | None:
    """The part that a word begins with, where it may be empty."""
    first = next((part for part in word.parts if part.kind != "literal" or part.value), None)
    return first if first is not None and may_be_empty(first, guarded) else None


def _is_open(word: Word, guarded: Guarded) -> bool:
    return any(may_be_empty(part, guarded) for part in word.parts)


_JUDGES: dict[str, Callable[[Call, Guarded], Iterator[tuple[Word, str]]]] = {
    "rm": _remove,
    "find": _find,
    **dict.fromkeys(("kubectl", "oc"), _kubectl),
    **dict.fromkeys(("aws", "gsutil"), _objects),
    "rsync": _mirror,
    **dict.fromkeys(("psql", "mysql", "mariadb", "sqlite3"), _sql),
    **dict.fromkeys(("redis-cli", "valkey-cli"), _keys),
}

RULE = Rule("unset-variable-widens-deletion", "variable", Level.ERROR, "0.1.0", check)
