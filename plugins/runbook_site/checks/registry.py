"""Every rule there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rules.cli import CLI_RULES
from runbook_site.checks.rules.runbook import RUNBOOK_RULES
from runbook_site.checks.rules.safety import SAFETY_RULES
from runbook_site.checks.rules.secret import SECRET_RULES
from runbook_site.checks.rules.shell import SHELL_RULES
from runbook_site.checks.rules.source import SOURCE_RULES
from runbook_site.checks.rules.sql import SQL_RULES
from runbook_site.checks.rules.suppression import SUPPRESSION_RULES
from runbook_site.checks.rules.variable import VARIABLE_RULES

if TYPE_CHECKING:
    from runbook_site.checks.rule import Rule

_FAMILIES = (
    SOURCE_RULES,
    RUNBOOK_RULES,
    SHELL_RULES,
    CLI_RULES,
    SQL_RULES,
    VARIABLE_RULES,
    SAFETY_RULES,
    SECRET_RULES,
    SUPPRESSION_RULES,
)

RULES: dict[str, Rule] = {rule.name: rule for rules in _FAMILIES for rule in rules}
"""By name, in the order of their families."""
