"""Commands that do more harm than their author meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rules.safety import (
    broad_kill,
    clobbering_redirect,
    deletes_root,
    disables_protection,
    flushes_everything,
    forced_push,
    kill_everything,
    overwrites_backup,
    pipe_to_shell,
    recursive_permissions,
    world_writable,
)

if TYPE_CHECKING:
    from runbook_site.checks.rule import Rule

SAFETY_RULES: tuple[Rule, ...] = (
    deletes_root.RULE,
    clobbering_redirect.RULE,
    overwrites_backup.RULE,
    forced_push.RULE,
    flushes_everything.RULE,
    recursive_permissions.RULE,
    world_writable.RULE,
    pipe_to_shell.RULE,
    kill_everything.RULE,
    broad_kill.RULE,
    disables_protection.RULE,
)
