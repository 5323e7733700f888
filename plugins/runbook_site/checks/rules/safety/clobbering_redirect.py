"""A redirection empties the file that the command reads.

## What it does

Reports `sort orders.txt > orders.txt`, `join x y > y`, `jq … x | sort > x`, `sops -d x | tee x`: the same file is read
and written in one pipeline.

## Why it hurts

The shell empties the file before the command starts. What is read is nothing, and what was in it is lost.

## Example

````markdown title="runbook_src/shop/sort.md"
# Put the list of machines in order

```bash
sort hosts.txt > hosts.txt
```
````

## Use instead

````markdown title="runbook_src/shop/sort.md"
# Put the list of machines in order

```bash
sort --output hosts.txt hosts.txt
```
````

## When to leave it

Never: write to another file, then `mv`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.file_arguments import given_values
from runbook_site.snippets.tool import words_of
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.word import Word

_READERS = words_of(
    "cat sort uniq head tail nl tac rev fold fmt cut paste column join comm diff tr iconv base64 xxd strings awk gawk "
    "mawk sed grep egrep fgrep zgrep jq yq xmllint zcat bzcat xzcat zstdcat gzip gunzip zstd xz bzip2 pg_restore sops "
    "gpg age md5sum sha256sum"
)
_SCRIPT_FIRST = words_of("awk gawk mawk sed grep egrep fgrep zgrep jq yq")
_SCRIPT_GIVEN = ("-f", "-e", "--file", "--from-file", "--expression", "--regexp")
_WRITES_ITSELF = ("-i", "--in-place", "--inplace", "-o", "--output")
_VALUES = {
    **dict.fromkeys(("grep", "egrep", "fgrep", "zgrep"), words_of("-A -B -C -m -e -f --include --exclude")),
    **dict.fromkeys(("awk", "gawk", "mawk"), words_of("-F -v")),
    **dict.fromkeys(("head", "tail"), words_of("-n -c")),
    "column": words_of("-s -o -N"),
    "cut": words_of("-d -f -c -b"),
    "iconv": words_of("-f -t"),
    "join": words_of("-t -o -e -1 -2 -a -v -j"),
    "paste": words_of("-d"),
    "sed": words_of("-e -l"),
    "sort": words_of("-k -t -S -T"),
}
"""Options whose value is the next word and no file that is read."""
_FILE_OPTIONS = {
    "openssl": words_of("-in"),
    "kubeseal": words_of("-f --secret-file"),
    **dict.fromkeys(("kubectl", "oc"), words_of("-f --filename")),
    "psql": words_of("-f --file"),
}
"""Options whose value is a file that is read."""
_TRANSPARENT = words_of("sudo doas env nice ionice nohup time timeout stdbuf")
_OUTPUT = frozenset({">", ">|", "&>"})
_STANDARD_ERROR = 2


def check(subject: Subject) -> Iterator[Finding]:
    """Pipelines that write what they read."""
    for call in subject.project.calls:
        for redirect in call.invocation.redirects:
            if redirect.operator in _OUTPUT and redirect.target is not None and redirect.descriptor != _STANDARD_ERROR:
                own = call.pipeline()[: call.invocation.position + 1]
                yield from _clobbered(call, redirect.target, own, "the shell empties")
        if call.tool == "tee" and not call.has("-a", "--append"):
            for word, _ in call.operands():
                yield from _clobbered(call, word, call.pipeline()[: call.invocation.position], "'tee' may empty")


def _clobbered(call: Call, target: Word, readers: Sequence[Call], who: str) -> Iterator[Finding]:
    written = _name(target)
    if written and not written.startswith("/dev/") and any(written in _files_read(each) for each in readers):
        message = f"{who} '{target.text}' before it is read; write to another file, then mv"
        yield Finding(RULE.name, message, call.word_span(target))


def _files_read(call: Call) -> Iterator[str]:
    for redirect in call.invocation.redirects:
        if redirect.operator == "<" and redirect.target is not None:
            yield _name(redirect.target)
    if call.tool in _TRANSPARENT:
        for inner in call.inside():
            yield from _files_read(inner)
    elif call.tool in _READERS and not any(call.has(option) for option in _WRITES_ITSELF):
        given = call.tool not in _SCRIPT_FIRST or call.has(*_SCRIPT_GIVEN)
        yield from list(_operands(call))[0 if given else 1 :]
    names = _FILE_OPTIONS.get(call.tool, frozenset())
    yield from (_name(word) for _, _, word in given_values(call.invocation.argv, names))


def _operands(call: Call) -> Iterator[str]:
    """The names of the files among its words, with its script where it has one."""
    values = _VALUES.get(call.tool, frozenset())
    skipped = {words[1].start for words in pairwise(call.invocation.argv) if words[0].value in values}
    yield from (_name(word) for word, _ in call.operands() if word.start not in skipped)


def _name(word: Word) -> str:
    """The file that a word names, the same for the same; empty where the output of a command is in it."""
    if any(part.kind not in {"literal", "variable"} for part in word.parts):
        return ""
    name = "".join(part.value if part.kind == "literal" else part.text for part in word.parts)
    return name.removeprefix("./")


RULE = Rule("clobbering-redirect", "safety", Level.ERROR, "0.1.0", check)
