"""A download is run without being looked at.

## What it does

Reports `curl … | sh`, `bash <(curl …)`, `sh -c "$(curl …)"`, `eval "$(curl …)"` and the same with `wget` and other
interpreters.

## Why it hurts

Whoever holds the address, or breaks the connection at the right line, decides what runs, as root more often than
not. While the world is down, so is the address.

## Example

````markdown title="runbook_src/shop/install.md"
# Install the tool

```bash
curl -fsSL https://tools.example.com/install.sh | sudo bash
```
````

## Use instead

````markdown title="runbook_src/shop/install.md"
# Install the tool

```bash
curl -fsSLo install.sh https://tools.example.com/install.sh
sha256sum --check install.sh.sha256
```
````

## When to leave it

Where the address is your own, and what it serves is checked before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.snippets.calls import Call
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject

_DOWNLOADS = frozenset({"curl", "wget", "fetch", "http", "aria2c"})
_SHELLS = frozenset({"sh", "bash", "zsh", "dash", "ksh", "ash"})
_INTERPRETERS = _SHELLS | {"python", "python3", "perl", "ruby", "node", "php"}
_RUNS_TEXT = _SHELLS | {"eval", "source", "."}
_TAKES_TEXT = _SHELLS | {"python", "python3"}
"""What takes a program behind ``-c``."""
_WRAPPERS = frozenset({"sudo", "doas", "env", "nohup", "time"})
_OWN_SCRIPT = ("-c", "-e", "-m", "-p", "-n", "-r", "-E")


def check(subject: Subject) -> Iterator[Finding]:
    """Downloads that a shell or an interpreter reads."""
    for call in subject.project.calls:
        if call.tool not in _DOWNLOADS:
            continue
        runner = _behind(call) or _around(call)
        if runner is not None:
            message = f"'{runner}' runs whatever '{call.tool}' brings, unseen; store it, look at it, then run it"
            yield Finding(RULE.name, message, call.span)


def _behind(call: Call) -> str | None:
    """The interpreter that reads the output of a pipeline."""
    for each in call.pipeline()[call.invocation.position + 1 :]:
        runner = _unwrapped(each)
        if runner.tool in _INTERPRETERS and _reads_script(runner):
            return runner.tool
    return None


def _unwrapped(call: Call) -> Call:
    """The command that ``sudo`` and the like run."""
    if call.tool not in _WRAPPERS:
        return call
    return next(call.inside(), call)


def _reads_script(call: Call) -> bool:
    """Whether an interpreter takes its script from its input: no script, module or text of its own is named."""
    if any(text in {"-s", "-"} for text in call.words):
        return True
    if any(text.startswith(_OWN_SCRIPT) and text[:2] != "--" for text in call.words):
        return False
    return not list(call.operands())


def _around(call: Call) -> str | None:
    """The shell that gets the output as its script: ``bash <(…)``, ``sh -c "$(…)"``, ``eval "$(…)"``."""
    via = call.invocation.via
    parent = call.invocation.parent
    if parent is None or not via or via[-1] not in {"$()", "<()"}:
        return None
    outer = call.chunk.invocations[parent]
    if outer.tool in _WRAPPERS:
        around = Call(call.runbook, call.snippet, call.chunk, parent)
        outer = next((each.invocation for each in around.inside() if each.tool in _TAKES_TEXT), outer)
    if outer.tool not in _RUNS_TEXT and outer.tool not in _TAKES_TEXT:
        return None
    kind = "command" if via[-1] == "$()" else "process"
    words = outer.argv[1:]
    if outer.tool in _TAKES_TEXT and kind == "command":
        flags = [index for index, word in enumerate(words) if word.value == "-c"]
        words = words[flags[0] + 1 :][:1] if flags else ()
    starts_with_it = any(word.parts and word.parts[0].kind == kind for word in words[:2])
    return outer.tool if starts_with_it else None


RULE = Rule("pipe-to-shell", "safety", Level.WARNING, "0.1.0", check)
