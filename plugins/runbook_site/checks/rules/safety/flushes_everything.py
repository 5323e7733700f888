"""A command throws away all data of a store.

## What it does

Reports, unless the command is declared as `destructive` with its `effect`:

- `FLUSHALL` and `FLUSHDB` of Redis, and deleting all that `KEYS *` or `--scan` names;
- `flush_all` of memcached;
- `DELETE` of `_all` or `*` of Elasticsearch and OpenSearch;
- `etcdctl del` from the empty key on, or with the empty prefix;
- `deleteMany({})` of MongoDB;
- `kubectl delete --all` of namespaces, nodes and other things of the whole cluster, or in every namespace.

## Why it hurts

Sessions, queues and locks live beside the cache that was meant. With the cache empty, everybody's request goes to
the database at once.

## Example

````markdown title="runbook_src/shop/cache.md"
# Clear the cache

```bash
redis-cli FLUSHALL
```
````

## Use instead

````markdown title="runbook_src/shop/cache.md"
# Clear the cache

```bash
redis-cli UNLINK cache:thumbnails
```
````

## When to leave it

Where all of it is to go: say so by `risk: destructive` and `effect`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.safety.listings import CLUSTER_WIDE
from runbook_site.snippets.calls import is_announced
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.word import Word

_CLIENTS = frozenset({"redis-cli", "valkey-cli", "keydb-cli"})
_DOES = {
    "FLUSHALL": "deletes every key of every database of the server; name the keys, or use FLUSHDB for one database",
    "FLUSHDB": "deletes every key of the database; name the keys, or a pattern of them",
}
_EVERY_INDEX = re.compile(r"(?:\w+://)?[^/\s]+/(?:\*|_all)/?(?:\?\S*)?")
_EVERY_DOCUMENT = re.compile(r"\.(?:deleteMany|remove)\(\s*(?:\{\s*\})?\s*\)")


def check(subject: Subject) -> Iterator[Finding]:
    """Commands that empty a store."""
    for call in subject.project.calls:
        if is_announced(call):
            continue
        for word, verb in _verbs(call):
            does = _DOES.get(verb, "throws away all that is cached; delete by name")
            shown = word.text.strip("'\"")
            yield Finding(RULE.name, f"'{shown}' {does}{_or_say_so(call)}", call.word_span(word))
        judge = _JUDGES.get(call.tool)
        if judge is not None and (deleted := judge(call)):
            yield Finding(RULE.name, f"this deletes {deleted}; name those to go{_or_say_so(call)}", call.span)


def _or_say_so(call: Call) -> str:
    """The other way out, where the command has a field for it."""
    return ", or say in 'effect' that all is meant" if call.snippet.block.command is not None else ""


def _verbs(call: Call) -> Iterator[tuple[Word, str]]:
    if call.tool in _CLIENTS:
        yield from ((word, text.upper()) for word, text in call.operands() if text.upper() in _DOES)
    elif call.tool in {"echo", "printf"} and call.invocation.position + 1 < call.invocation.pipeline:
        behind = call.pipeline()[call.invocation.position + 1 :][:1]
        feeds = bool(behind) and behind[0].tool in {"nc", "ncat", "netcat", "telnet", *_CLIENTS}
        for word, text in call.operands():
            first = text.split()[0] if text.split() else ""
            if feeds and (first.lower().startswith("flush_all") or first.upper() in _DOES):
                yield word, first.upper()


def _redis(call: Call) -> str:
    """Keys that a client names and hands to another one, which deletes them."""
    words = call.words
    every = [text.upper() for _, text in call.operands()][-2:] == ["KEYS", "*"]
    pattern = words[words.index("--pattern") + 1 :][:1] if "--pattern" in words else ("*",)
    every = every or ("--scan" in words and tuple(pattern) == ("*",))
    behind = call.pipeline()[call.invocation.position + 1 :]
    deletes = any({"DEL", "UNLINK"} & {text.upper() for text in each.words} for each in behind if each.tool == "xargs")
    filters = any(each.tool != "xargs" for each in behind)
    return "every key of the database" if every and deletes and not filters else ""


def _search(call: Call) -> str:
    words = call.words
    method = words[words.index("-X") + 1 :][:1] if "-X" in words else ()
    method = words[words.index("--request") + 1 :][:1] if "--request" in words else method
    deletes = "DELETE" in method or "-XDELETE" in words or "--request=DELETE" in words
    every = any(_EVERY_INDEX.fullmatch(text) for _, text in call.operands())
    return "every index" if deletes and every else ""


def _etcd(call: Call) -> str:
    operands = [text for _, text in call.operands()]
    ranged = call.has("--prefix", "--from-key")
    return "every key" if "del" in operands[:-1] and operands[-1:] == [""] and ranged else ""


def _mongo(call: Call) -> str:
    return "every document of the collection" if any(_EVERY_DOCUMENT.search(text) for text in call.words) else ""


def _kubernetes(call: Call) -> str:
    operands = [text for _, text in call.operands()]
    written = [word.text for word, _ in call.operands()]
    if "delete" not in operands[:-1] or not {"--all", "--all=true"} & set(call.words) or call.has("--dry-run"):
        return ""
    kind = written[operands.index("delete") + 1]
    if kind.lower() in CLUSTER_WIDE:
        return f"every '{kind}' of the cluster"
    return f"every '{kind}' in every namespace" if call.has("--all-namespaces") or "-A" in call.words else ""


_JUDGES = {
    **dict.fromkeys(_CLIENTS, _redis),
    **dict.fromkeys(("kubectl", "oc", "k"), _kubernetes),
    **dict.fromkeys(("mongo", "mongosh"), _mongo),
    "curl": _search,
    "etcdctl": _etcd,
}

RULE = Rule("flushes-everything", "safety", Level.WARNING, "0.1.0", check)
