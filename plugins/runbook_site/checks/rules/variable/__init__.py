"""Variables and placeholders in commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rules.variable import (
    placeholder_in_markdown,
    placeholder_left,
    unquoted_variable,
    unset_variable_empties_folder,
    unset_variable_widens_deletion,
)

if TYPE_CHECKING:
    from runbook_site.checks.rule import Rule

VARIABLE_RULES: tuple[Rule, ...] = (
    placeholder_left.RULE,
    placeholder_in_markdown.RULE,
    unquoted_variable.RULE,
    unset_variable_widens_deletion.RULE,
    unset_variable_empties_folder.RULE,
)
