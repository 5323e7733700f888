"""Suppressions and settings that do harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rules.suppression import (
    suppression_without_reason,
    unknown_rule_in_settings,
    unknown_rule_suppressed,
    unused_suppression,
)

if TYPE_CHECKING:
    from runbook_site.checks.rule import Rule

SUPPRESSION_RULES: tuple[Rule, ...] = (
    suppression_without_reason.RULE,
    unknown_rule_in_settings.RULE,
    unknown_rule_suppressed.RULE,
    unused_suppression.RULE,
)
