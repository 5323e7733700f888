"""More is stopped than the service that is meant.

## What it does

Reports `pkill` and `killall` of an interpreter or a shell (`python`, `node`, `java`, `bash`…) by its bare name,
`docker stop`, `kill` or `rm -f` of all containers, and `kill` of whatever `ps | grep word` finds, unless the command is
declared as `destructive` with its `effect`.

## Why it hurts

The agent that ships the logs is a Python program too. What was not meant is seen to be down only later.

## Example

````markdown title="runbook_src/shop/kill.md"
# The shop hangs

```bash
pkill -9 node
```
````

## Use instead

````markdown title="runbook_src/shop/kill.md"
# The shop hangs

```bash
pkill -f /srv/shop/server.js
```
````

## When to leave it

On a machine or in a container that runs nothing else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.safety.listings import handed, listing_of_all
from runbook_site.snippets.calls import is_announced
from runbook_site.snippets.tool import words_of
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call

_SHARED = words_of("python python2 python3 node nodejs java ruby perl php bash sh zsh ssh sshd dotnet mono")
_NARROWED = ("-u", "-U", "-G", "-P", "-t", "-g", "-s", "--parent", "--euid", "--uid", "--user", "-n", "-o")
_SEARCHES = frozenset({"grep", "egrep", "fgrep"})
_PLAIN_WORD = re.compile(r"\w[\w-]*")
_LISTS_ALL = re.compile(r"-?(?=\w*[aAe])[aAefjluwx]+")
_CHOOSES = re.compile(r"[/~]|==|!=|[<>]|\bNR\b|\bif\b")
"""What in a program of `awk` leaves some lines out."""
_ENGINES = frozenset({"docker", "podman", "nerdctl"})
_STOPS = frozenset({"stop", "kill", "rm", "restart"})


def check(subject: Subject) -> Iterator[Finding]:
    """Signals to whatever has a common name, and to all containers."""
    for call in subject.project.calls:
        if is_announced(call):
            continue
        if call.tool in {"pkill", "killall"} and not any(call.has(option) for option in _NARROWED):
            for word, text in list(call.operands())[-1:]:
                if text in _SHARED:
                    message = f"this stops all that runs by '{text}'; use 'systemctl stop', or the service's process id"
                    yield Finding(RULE.name, message, call.word_span(word))
        elif call.tool == "kill" and (searched := _word_looked_for(call)):
            message = (
                f"this stops all whose line has '{searched}' in it, as the editor of its file, and grep itself; "
                "use 'systemctl stop', or pgrep -x"
            )
            yield Finding(RULE.name, message, call.span)
        elif call.tool in _ENGINES and _stops_all(call):
            message = f"'{call.tool} {_verb(call)}' takes every container of the machine; name those that are meant"
            yield Finding(RULE.name, message, call.span)


def _word_looked_for(call: Call) -> str:
    """The plain word that ``grep`` looks for among all processes to be stopped; empty where more than that chooses."""
    for pipeline in handed(call):
        tools = [each.tool for each in pipeline]
        searches = [each for each in pipeline if each.tool in _SEARCHES]
        if tools[:1] == ["ps"] and len(searches) == 1 and not searches[0].has("-v", "-E", "-w", "-e", "-m"):
            words = [text for _, text in searches[0].operands()]
            if len(words) == 1 and _PLAIN_WORD.fullmatch(words[0]) and not _chooses_further(pipeline):
                return words[0]
    return ""


def _chooses_further(pipeline: Sequence[Call]) -> bool:
    """Whether more than one word decides which processes are meant."""
    head = pipeline[0]
    if head.has("-u", "-U", "-C", "-p", "--ppid", "-t") and not _LISTS_ALL.fullmatch(" ".join(head.words)):
        return True
    behind = [each for each in pipeline[1:] if each.tool not in _SEARCHES]
    return any(each.tool in {"head", "tail"} or _CHOOSES.search(" ".join(each.words)) for each in behind)


def _stops_all(call: Call) -> bool:
    names = call.invocation.subcommand
    verb = _verb(call)
    if names not in {(verb,), ("container", verb)} or verb not in _STOPS:
        return False
    if verb == "rm" and not call.has("-f", "--force"):
        return False
    listings = (listing_of_all(pipeline) for pipeline in handed(call))
    return any(each is not None and each.tool in _ENGINES for each in listings)


def _verb(call: Call) -> str:
    return call.invocation.subcommand[-1] if call.invocation.subcommand else ""


RULE = Rule("broad-kill", "safety", Level.WARNING, "0.1.0", check)
