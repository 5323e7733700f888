"""Credentials where others can read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rules.secret import (
    environment_printed,
    literal_credential,
    password_on_command_line,
    possible_credential,
    secret_printed,
)

if TYPE_CHECKING:
    from runbook_site.checks.rule import Rule

SECRET_RULES: tuple[Rule, ...] = (
    literal_credential.RULE,
    possible_credential.RULE,
    secret_printed.RULE,
    environment_printed.RULE,
    password_on_command_line.RULE,
)
