"""A name that the shell does not know is given to what is built into it.

## What it does

Reports signals that no system has, for `trap` and `kill`, and options that `set -o` and `shopt` do not have.

## Why it hurts

The shell says so once, and goes on: the trap does not run, and a pipeline that fails counts as one that did not.

## Example

````markdown title="runbook_src/shop/dump.md"
# Dump the shop

```bash
trap 'rm -f /tmp/shop.lock' EXITT
```
````

## Use instead

````markdown title="runbook_src/shop/dump.md"
# Dump the shop

```bash
trap 'rm -f /tmp/shop.lock' EXIT
```
````

## When to leave it

Where another shell than bash runs it; label the block with its name, such as `zsh`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.nearest import resembling
from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.shell_names import CONDITIONS, OPTIONS, SHELL_OPTIONS, SIGNALS, is_signal
from runbook_site.snippets.calls import HOLE
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.word import Word

_OTHER_SHELLS = frozenset({"zsh", "ksh", "mksh", "fish", "dash", "ash", "csh", "tcsh"})
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{1,40}")
_CLUSTER = re.compile(r"[-+][A-Za-z]{1,12}")
_SIGNAL_OPTION = re.compile(r"-(?P<name>[A-Z][A-Z0-9+-]{2,15})")
_FLAG = re.compile(r"-[pqsuo]+")


def check(subject: Subject) -> Iterator[Finding]:
    """Names that bash refuses."""
    for call in subject.project.calls:
        judge = _JUDGES.get(call.tool)
        if judge is None or call.snippet.block.info.strip().lower() in _OTHER_SHELLS:
            continue
        for word, message in judge(call):
            yield Finding(RULE.name, message, call.word_span(word))


def _trapped(call: Call) -> Iterator[tuple[Word, str]]:
    """The words of ``trap ACTION SIGNAL…`` behind the action."""
    operands = list(call.operands())
    if call.has("-l", "-p", "-P"):
        return
    for word, text in operands[1:]:
        if _NAME.fullmatch(text) and not is_signal(text, condition=True):
            yield word, f"no signal is called '{text}'{_meant(text, (*sorted(CONDITIONS), *sorted(SIGNALS)))}"


def _sent(call: Call) -> Iterator[tuple[Word, str]]:
    """``kill -NAME`` and ``kill -s NAME``."""
    words = call.invocation.argv[1:]
    for index, (word, text) in enumerate(zip(words, call.words, strict=True)):
        found = _SIGNAL_OPTION.fullmatch(text) if index == 0 else None
        behind = index > 0 and call.words[index - 1] == "-s" and _NAME.fullmatch(text)
        name = found["name"] if found is not None else text if behind else ""
        if name and not is_signal(name, condition=False):
            yield word, f"no signal is called '{name}'{_meant(name, sorted(SIGNALS))}"


def _set(call: Call) -> Iterator[tuple[Word, str]]:
    words = call.invocation.argv[1:]
    wanted = 0
    for word, text in zip(words, call.words, strict=True):
        if text in {"--", "-"} or HOLE in text:
            return
        if wanted:
            wanted -= 1
            if _NAME.fullmatch(text) and text not in OPTIONS:
                yield word, f"set has no option '{text}'{_meant(text, sorted(OPTIONS))}"
        elif _CLUSTER.fullmatch(text):
            wanted = text.count("o")
        else:
            return


def _shopt(call: Call) -> Iterator[tuple[Word, str]]:
    names = OPTIONS if call.has("-o") else SHELL_OPTIONS
    flags = [text for text in call.words if text[:1] == "-"]
    if not all(_FLAG.fullmatch(flag) for flag in flags):
        return
    for word, text in call.operands():
        if _NAME.fullmatch(text) and text not in names:
            yield word, f"shopt has no option '{text}'{_meant(text, sorted(names))}"


def _meant(name: str, known: Iterable[str]) -> str:
    plain = name.upper().removeprefix("SIG") if name.upper().startswith("SIG") else name
    found = resembling(plain, known) or resembling(plain.upper(), known)
    return f"; did you mean '{found[0]}'?" if found else "; look for the name in 'help' of the shell"


_JUDGES = {"trap": _trapped, "kill": _sent, "set": _set, "shopt": _shopt}


RULE = Rule("unknown-shell-name", "shell", Level.ERROR, "0.1.0", check)
