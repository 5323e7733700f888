"""What stands in the way of reading a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rules.source import (
    duplicate_key,
    file_too_large,
    invalid_suppression,
    invalid_value,
    missing_field,
    nested_too_deep,
    not_utf8,
    nul_byte,
    short_closing_fence,
    unknown_field,
    unknown_file,
    unreadable_file,
    unterminated_comment,
    unterminated_fence,
    unterminated_front_matter,
    wrong_type,
    yaml_limit,
    yaml_syntax,
    yaml_unsupported,
)

if TYPE_CHECKING:
    from runbook_site.checks.rule import Rule

SOURCE_RULES: tuple[Rule, ...] = (
    duplicate_key.RULE,
    file_too_large.RULE,
    invalid_suppression.RULE,
    invalid_value.RULE,
    missing_field.RULE,
    nested_too_deep.RULE,
    not_utf8.RULE,
    nul_byte.RULE,
    short_closing_fence.RULE,
    unknown_field.RULE,
    unknown_file.RULE,
    unreadable_file.RULE,
    unterminated_comment.RULE,
    unterminated_fence.RULE,
    unterminated_front_matter.RULE,
    wrong_type.RULE,
    yaml_limit.RULE,
    yaml_syntax.RULE,
    yaml_unsupported.RULE,
)
