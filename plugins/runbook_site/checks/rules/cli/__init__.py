"""What a tool, in the version named, does not accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rules.cli import (
    invalid_option_value,
    missing_option,
    missing_option_value,
    operand_count,
    removed_option,
    removed_subcommand,
    tool_not_covered,
    unknown_option,
    unknown_subcommand,
)

if TYPE_CHECKING:
    from runbook_site.checks.rule import Rule

CLI_RULES: tuple[Rule, ...] = (
    unknown_subcommand.RULE,
    unknown_option.RULE,
    missing_option_value.RULE,
    invalid_option_value.RULE,
    missing_option.RULE,
    operand_count.RULE,
    removed_option.RULE,
    removed_subcommand.RULE,
    tool_not_covered.RULE,
)
