"""What a database would not accept, or would do to more than is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rules.sql import (
    assumed_relation,
    database_version_not_covered,
    delete_without_where,
    lock_blocks_writes,
    missing_on_error_stop,
    not_in_transaction,
    other_dialect,
    removed_system_name,
    setting_not_settable,
    sql_not_understood,
    sql_syntax,
    terminate_without_filter,
    transaction_not_ended,
    unknown_column,
    unknown_function,
    unknown_meta_command,
    unknown_relation,
    unknown_setting,
    unknown_type,
    update_without_where,
)

if TYPE_CHECKING:
    from runbook_site.checks.rule import Rule

SQL_RULES: tuple[Rule, ...] = (
    sql_syntax.RULE,
    sql_not_understood.RULE,
    other_dialect.RULE,
    unknown_relation.RULE,
    unknown_column.RULE,
    unknown_function.RULE,
    unknown_setting.RULE,
    unknown_type.RULE,
    removed_system_name.RULE,
    setting_not_settable.RULE,
    not_in_transaction.RULE,
    transaction_not_ended.RULE,
    update_without_where.RULE,
    delete_without_where.RULE,
    lock_blocks_writes.RULE,
    terminate_without_filter.RULE,
    unknown_meta_command.RULE,
    missing_on_error_stop.RULE,
    assumed_relation.RULE,
    database_version_not_covered.RULE,
)
