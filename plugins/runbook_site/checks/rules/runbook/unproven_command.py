"""A command is not proven as far as it has to be.

## What it does

Reports commands whose proof in `proofs.json`, the record beside `site.yml`, does not reach the level that
`check: proven` in `site.yml` demands of them, or is older than `check: prove_every`. Where nothing is demanded, it is
silent.

## Why it hurts

The text of the command has changed since somebody saw it work, or nobody ever did. It is found out at 3 a.m.

## Example

```yaml title="runbook_src/site.yml"
check:
  proven:
    - level: accepted
      risks: [change, destructive]
```

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
systemctl restart shop
```
````

## Use instead

Prove it, and keep the record with the runbooks: `runbook-site prove --record runbook_src/proofs.json`.

```yaml title="runbook_src/site.yml"
check:
  proven:
    - level: accepted
      risks: [change, destructive]
```

````markdown title="runbook_src/shop/restart.md"
# Restart the shop

```bash
systemctl restart shop
```
````

```json title="runbook_src/proofs.json"
{
 "schema_version": 1,
 "proofs": [
  {
   "service": "shop", "runbook": "restart", "command": "restart-the-shop",
   "fingerprint": "7c625005af9f560a", "level": "accepted", "on": "2026-11-01",
   "against": {"systemctl": "252"},
   "evidence": ["its words are accepted by the grammar of systemctl"],
   "short_of": "it has not run"
  }
 ]
}
```

## When to leave it

Where a command cannot be proven so far, and the reason is known: allow the rule there, with the reason. Where it holds
for a whole kind of runbook, demand less of that kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.changes import span_of
from runbook_site.checks.rule import Rule
from runbook_site.model.proof_level import ProofLevel
from runbook_site.snippets.effective_risk import effective_risk
from runbook_site.snippets.fingerprint import fingerprint
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.proof_record import RecordedProof

_COMMAND = "runbook-site prove --record"


def check(subject: Subject) -> Iterator[Finding]:
    """Commands that are proven less than is demanded."""
    library = subject.project.library
    settings = library.site.site.check
    if not settings.proven:
        return
    proofs = library.proofs.by_key() if library.proofs else {}
    for runbook in subject.project.runbooks:
        document = runbook.document
        for snippet, chunk in runbook.chunks:
            wanted = settings.demanded(document.service, document.runbook.kind, effective_risk(snippet, chunk))
            if wanted is ProofLevel.UNPROVEN:
                continue
            key = document.service, document.id, fingerprint(chunk.text.text, chunk.language)
            proof = proofs.get(key)
            if proof is None or proof.rung < wanted:
                yield Finding(RULE.name, _too_low(proof, wanted), span_of(chunk))
            elif proof.is_old(subject.today, settings.prove_every):
                message = (
                    f"this was proven on {proof.on}, and a proof holds for {settings.prove_every}; "
                    f"prove it again: {_COMMAND} proofs.json"
                )
                yield Finding(RULE.name, message, span_of(chunk))


def _too_low(proof: RecordedProof | None, wanted: ProofLevel) -> str:
    if proof is None:
        return f"nothing proves this as it stands, and '{wanted.word}' is demanded; prove it: {_COMMAND} proofs.json"
    why = f" ({proof.short_of})" if proof.short_of else ""
    return f"this is proven as '{proof.level}'{why}, and '{wanted.word}' is demanded"


RULE = Rule("unproven-command", "runbook", Level.ERROR, "0.1.0", check)
