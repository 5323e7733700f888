"""Command lines whose verb is the last word of the subcommand: gcloud, az and their like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.risk.effect import READ, Effect, has_option, operands
from runbook_site.snippets.vocabulary import word_set

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation

_DELETING = word_set("delete purge destroy remove rm")
_READING = word_set(
    """
    list describe show get get-value read print info ls tail logs versions wait lookup history print-access-token
    get-iam-policy export-settings version status
    """
)
_READING_BEGINS = ("list-", "describe-", "show-")
_CHANGING = word_set(
    """
    create update set add deploy start stop restart reset resize enable disable apply patch import export clone restore
    promote failover rollback scale submit login logout configure activate attach detach move set-iam-policy
    add-iam-policy-binding remove-iam-policy-binding get-credentials revoke rotate publish upgrade suspend resume cancel
    cp rsync mv regenerate renew swap config init up mb deallocate
    """
)


def judge_cloud(invocation: Invocation) -> Effect | None:
    """What a command does by the last word of its subcommand that is a verb; ``None`` where none is."""
    if has_option(invocation, "--what-if", "--dry-run", "--validate-only"):
        return READ
    for word in reversed(invocation.subcommand or operands(invocation)):
        if word in _DELETING:
            return Effect("destructive", "deletes what it names")
        if word in _READING or word.startswith(_READING_BEGINS):
            return READ
        if word in _CHANGING:
            return Effect("change", "changes what it names")
    return None
