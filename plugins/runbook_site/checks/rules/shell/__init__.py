"""What a shell would not do as it is meant to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rules.shell import (
    broken_assignment,
    broken_command,
    broken_condition,
    broken_expansion,
    dash_in_option,
    expanded_elsewhere,
    interactive_not_marked,
    misdirected_redirect,
    missing_file,
    never_ends,
    no_break_space,
    not_a_command,
    outdated_tool,
    platform_only,
    prompt_in_commands,
    removed_tool,
    shell_advice,
    shell_pitfall,
    shell_syntax,
    smart_quote,
    space_after_backslash,
    tab_in_heredoc,
    unquoted_pattern,
    unterminated_heredoc,
    zero_width_character,
)

if TYPE_CHECKING:
    from runbook_site.checks.rule import Rule

SHELL_RULES: tuple[Rule, ...] = (
    shell_syntax.RULE,
    not_a_command.RULE,
    prompt_in_commands.RULE,
    smart_quote.RULE,
    dash_in_option.RULE,
    no_break_space.RULE,
    zero_width_character.RULE,
    space_after_backslash.RULE,
    tab_in_heredoc.RULE,
    broken_assignment.RULE,
    broken_command.RULE,
    broken_condition.RULE,
    broken_expansion.RULE,
    unterminated_heredoc.RULE,
    misdirected_redirect.RULE,
    unquoted_pattern.RULE,
    shell_pitfall.RULE,
    expanded_elsewhere.RULE,
    shell_advice.RULE,
    interactive_not_marked.RULE,
    never_ends.RULE,
    removed_tool.RULE,
    outdated_tool.RULE,
    platform_only.RULE,
    missing_file.RULE,
)
