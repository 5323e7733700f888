"""A redirection goes somewhere else than it seems.

## What it does

Reports what ShellCheck says of redirections that `sudo` does not cover, that stand in the wrong order, that compete,
or that feed a command that reads nothing. Reports an address in angle brackets, as Markdown writes a link, a file
that is nearly named `/dev/null`, and a dump of a database that `2>&1` mixes with what its program says.

| Code | What is wrong |
| --- | --- |
| [SC2024](https://www.shellcheck.net/wiki/SC2024) | the shell in front of `sudo` redirects, without its rights |
| [SC2069](https://www.shellcheck.net/wiki/SC2069) | `2>&1` in front of `>`: errors still go to the terminal |
| [SC2189](https://www.shellcheck.net/wiki/SC2189) | a pipe between a redirection and its command |
| [SC2216](https://www.shellcheck.net/wiki/SC2216) | a pipe into a command that does not read it |
| [SC2217](https://www.shellcheck.net/wiki/SC2217) | a file into a command that does not read it |
| [SC2227](https://www.shellcheck.net/wiki/SC2227) | the redirection belongs to `find`, not to what it runs |
| [SC2238](https://www.shellcheck.net/wiki/SC2238) | the file has the name of a command |
| [SC2259](https://www.shellcheck.net/wiki/SC2259) | the file replaces what comes through the pipe |
| [SC2260](https://www.shellcheck.net/wiki/SC2260) | the file takes what should go through the pipe |
| [SC2261](https://www.shellcheck.net/wiki/SC2261) | two files for one output |

## Why it hurts

The file is not written, is written by the wrong user, or misses the errors that somebody wanted to keep.

## Example

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
sudo echo "vm.swappiness = 1" > /etc/sysctl.d/90-shop.conf
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```sh
echo "vm.swappiness = 1" | sudo tee /etc/sysctl.d/90-shop.conf
```
````

## When to leave it

Where the file can be written without `sudo`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.command_intent import meant_as_command
from runbook_site.checks.shell.shellcheck import shellcheck_results
from runbook_site.checks.shell.shellcheck_findings import shellcheck_findings
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.checks.shell.shell_text import ShellChunk
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.word import Word

CODES = frozenset(
    {
        2024,
        2069,
        2189,
        2216,
        2217,
        2227,
        2238,
        2259,
        2260,
        2261,
    }
)

_ERRORS = 2
_DUMPS = frozenset({"pg_dump", "pg_dumpall", "mysqldump", "mariadb-dump"})
_FILE_OPTIONS = ("-f", "--file", "-r", "--result-file")
_PACKERS = frozenset({"gzip", "pigz", "bzip2", "xz", "zstd", "lz4", "openssl", "gpg", "age", "aws"})
_ADDRESS = re.compile(r"[a-z][a-z0-9+]{1,15}://")
_LINK = re.compile(r"[ \t](?P<link><https?://[^\s<>'\"]{1,400}>)[ \t]*$", re.MULTILINE)
_IN_BRACKETS = "in angle brackets an address is a file to read; take them away, and put it into quotes"
_NEARLY_NULL = re.compile(
    r"/?(?:dev|def|det|devs)/(?:nul|nulll|nill|nulls|mull|bull|nukk|nall|nulk|ull|nnull)|/?def/null|/dev/?null\d|dev/null|/devnull"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Redirections that miss their target."""
    yield from shellcheck_findings(subject, RULE.name, CODES, about_values=False)
    for call in subject.project.calls:
        yield from _misnamed(call)
    for each in shellcheck_results(subject).chunks:
        yield from _links(each) if each.chunk.problems else ()


def _misnamed(call: Call) -> Iterator[Finding]:
    """Targets that are no file, and such as are one by mistake."""
    if call.tool in _DUMPS and (mixed := _mixed(call)) is not None:
        message = f"what {call.tool} says goes into the dump, which is then none; leave the errors on the terminal"
        yield Finding(RULE.name, message, call.word_span(mixed))
    for redirect in call.invocation.redirects:
        target = redirect.target
        if target is None:
            continue
        if redirect.operator == "<" and _ADDRESS.match(target.text):
            yield Finding(RULE.name, _IN_BRACKETS, call.word_span(target))
        elif ">" in redirect.operator and _NEARLY_NULL.fullmatch(target.text):
            message = f"'{target.text}' is a file of its own; write /dev/null"
            yield Finding(RULE.name, message, call.word_span(target), alternatives=("/dev/null",))


def _mixed(call: Call) -> Word | None:
    """What brings the errors of a dump to its output, which is a file or a pipe."""
    redirects = call.invocation.redirects
    joined = [each for each in redirects if each.operator == ">&" and each.descriptor == _ERRORS and each.target]
    files = [each for each in redirects if each.operator in {">", ">>"} and each.descriptor in {None, 1}]
    both = [each.target for each in redirects if each.operator in {"&>", "&>>"}]
    if both:
        return None if call.has(*_FILE_OPTIONS) else both[0]
    if not joined or joined[0].target is None or joined[0].target.text != "1" or call.has(*_FILE_OPTIONS):
        return None
    is_piped = call.invocation.position + 1 < call.invocation.pipeline and _packs(call)
    first = bool(files) and redirects.index(files[0]) < redirects.index(joined[0])
    return joined[0].target if is_piped or first else None


def _packs(call: Call) -> bool:
    """Whether the next command of the pipeline packs what comes, and does not read it as text."""
    behind = call.pipeline()[call.invocation.position + 1 :]
    return bool(behind) and behind[0].tool in _PACKERS


def _links(each: ShellChunk) -> Iterator[Finding]:
    """Addresses in angle brackets at the end of a line, which no reader of shell understands."""
    for found in _LINK.finditer(each.masked):
        line = each.masked[each.masked.rfind("\n", 0, found.start()) + 1 : found.start()]
        outside = line.count("'") % 2 == 0 and line.count('"') % 2 == 0
        if outside and line.strip() and meant_as_command(each, found.start()):
            yield Finding(RULE.name, _IN_BRACKETS, each.chunk.text.span(found.start("link"), found.end("link")))


RULE = Rule("misdirected-redirect", "shell", Level.WARNING, "0.1.0", check)
