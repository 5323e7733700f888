"""A list of everything is handed to a command that deletes.

## What it does

Reports a list of all there is (`kubectl get … -A`, `docker volume ls`, `aws … list-…`, `helm ls -A`, `zfs list`) that
reaches a command that deletes, through `xargs`, `$(…)` or a loop, with no selector, `grep`, pattern or `select`
between, and `pg_drop_replication_slot` of every slot; unless the command is declared as `destructive` with its
`effect`. A stop of all containers is the business of `broad-kill`.

## Why it hurts

The list holds what others run there, the cluster's own parts among it. Nobody reads it before it is gone.

## Example

````markdown title="runbook_src/shop/pods.md"
# The shop's pods hang

```bash
kubectl get pods -A --no-headers | awk '{print "-n", $1, $2}' | xargs -n 3 kubectl delete pod
```
````

## Use instead

````markdown title="runbook_src/shop/pods.md"
# The shop's pods hang

```bash
kubectl delete pod -n shop -l app=web --field-selector status.phase=Failed
```
````

## When to leave it

Where all of it is to go: say so by `risk: destructive` and `effect`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.safety.listings import handed, listing_of_all
from runbook_site.checks.sql.statements import placed_statements, span_of_word
from runbook_site.snippets.calls import announces, is_announced
from runbook_site.snippets.sql_lexer import lex_sql
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.checks.sql.statements import PlacedStatement
    from runbook_site.snippets.calls import Call

_KUBERNETES = frozenset({"kubectl", "oc", "k"})
_DELETES = {
    **dict.fromkeys(("docker volume", "podman volume", "nerdctl volume"), ("rm", "remove")),
    **dict.fromkeys(_KUBERNETES, ("delete",)),
    **dict.fromkeys(("kafka-topics", "kafka-topics.sh"), ("--delete",)),
    "gcloud": ("delete",),
    "helm": ("uninstall", "delete", "del", "un"),
    "rabbitmqctl": ("delete_queue", "purge_queue"),
    "zfs": ("destroy",),
}
"""Words by which a tool deletes."""
_PLACES = frozenset({"-n", "--namespace", "--context", "--kubeconfig", "--cluster", "--timeout", "--grace-period"})
_NAME = re.compile(r"[a-z0-9][\w.-]*")
_AWS_DELETES = ("delete-", "terminate-", "remove-", "rb", "rm")
_DROP_SLOT = "pg_drop_replication_slot"
_CHOOSING = frozenset({"WHERE", "LIMIT", "CASE", "HAVING", "FETCH"})


def check(subject: Subject) -> Iterator[Finding]:
    """Deletions of all that a list names."""
    for call in subject.project.calls:
        if not _deletes(call) or is_announced(call):
            continue
        for pipeline in handed(call):
            listing = listing_of_all(pipeline)
            if listing is not None:
                told = " ".join((listing.tool, *listing.invocation.subcommand))
                message = f"this deletes all that '{told}' lists; put a selector or a filter between"
                yield Finding(RULE.name, message, call.span)
    for place in subject.once(placed_statements):
        if _drops_every_slot(place) and not announces(place.snippet):
            message = "this drops the slots of everybody who is not connected this moment; add WHERE slot_name = …"
            yield Finding(RULE.name, message, span_of_word(place, _DROP_SLOT))


def _deletes(call: Call) -> bool:
    if any(text.startswith(("--dry-run", "--dryrun")) for text in call.words):
        return False
    names = call.invocation.subcommand
    if call.tool == "aws":
        return names[1:] != () and names[1].startswith(_AWS_DELETES)
    words = _DELETES.get(" ".join((call.tool, *names[:1])), ()) or _DELETES.get(call.tool, ())
    return any(text in words for text in call.words) and not _chooses(call)


def _chooses(call: Call) -> bool:
    """Whether the command itself says which of Kubernetes' objects it means, by a selector, a file or a name."""
    if call.tool not in _KUBERNETES:
        return False
    if call.has("-l", "--selector", "--field-selector", "-f", "--filename"):
        return True
    values = {second for first, second in pairwise(call.words) if first in _PLACES}
    operands = [text for _, text in call.operands()]
    names = operands[operands.index("delete") + 2 :]
    return any(text not in values and _NAME.fullmatch(text) for text in names)


def _drops_every_slot(place: PlacedStatement) -> bool:
    statement = place.statement
    slots = {name.rpartition(".")[2] for name in statement.relations} == {"pg_replication_slots"}
    if not slots or _DROP_SLOT not in {name.rpartition(".")[2] for name in statement.functions}:
        return False
    text = statement.text.text
    words = {text[token.start : token.end].upper() for token in lex_sql(text, "postgresql") if token.kind == "word"}
    return not words & _CHOOSING


RULE = Rule("unfiltered-deletion", "safety", Level.WARNING, "0.1.0", check)
