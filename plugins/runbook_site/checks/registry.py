"""Every rule there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rules.runbook import RUNBOOK_RULES
from runbook_site.checks.rules.source import SOURCE_RULES
from runbook_site.checks.rules.suppression import SUPPRESSION_RULES

if TYPE_CHECKING:
    from runbook_site.checks.rule import Rule

RULES: dict[str, Rule] = {rule.name: rule for rule in (*SOURCE_RULES, *RUNBOOK_RULES, *SUPPRESSION_RULES)}
"""By name, in the order of their families."""
