"""The kinds of damage. Each kind is a function; each is registered here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.accuracy.mutators.brackets import bracket_lost, bracket_of_program_lost, quote_lost
from bench.accuracy.mutators.fills import dollar_lost, placeholder_left, secret_pasted
from bench.accuracy.mutators.harm import clobbered_input, transaction_around, where_dropped
from bench.accuracy.mutators.options import missing_required, option_letter, option_of_another, subcommand_letter
from bench.accuracy.mutators.sql import column_misspelt, keyword_misspelt, name_misspelt
from bench.accuracy.mutators.typography import dash_for_hyphens, no_break_space, smart_quotes, space_after_backslash
from bench.accuracy.mutators.values import wrong_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.accuracy.mutant import Mutator

MUTATORS: Mapping[str, Mutator] = {
    "subcommand": subcommand_letter,
    "option": option_letter,
    "other-option": option_of_another,
    "required-option": missing_required,
    "value": wrong_value,
    "column": column_misspelt,
    "keyword": keyword_misspelt,
    "sql-name": name_misspelt,
    "quote": quote_lost,
    "bracket": bracket_lost,
    "program-bracket": bracket_of_program_lost,
    "smart-quote": smart_quotes,
    "dash": dash_for_hyphens,
    "no-break-space": no_break_space,
    "backslash-space": space_after_backslash,
    "placeholder": placeholder_left,
    "dollar": dollar_lost,
    "where": where_dropped,
    "secret": secret_pasted,
    "transaction": transaction_around,
    "clobber": clobbered_input,
}
"""By the name of the kind."""

MEANINGS: Mapping[str, str] = {
    "subcommand": "a letter off in a subcommand",
    "option": "a letter off in an option",
    "other-option": "an option of another subcommand",
    "required-option": "a required option left out",
    "value": "a value of the wrong type or of no choice",
    "column": "a column that does not exist",
    "keyword": "a keyword of SQL misspelt",
    "sql-name": "a function or relation misspelt",
    "quote": "a quote lost",
    "bracket": "a bracket lost, of shell or SQL",
    "program-bracket": "a bracket lost, of jq, awk, JSON or a path",
    "smart-quote": "smart quotes",
    "dash": "a dash for the hyphens of an option",
    "no-break-space": "a no-break space",
    "backslash-space": "a space behind a backslash",
    "placeholder": "a placeholder left in",
    "dollar": "a '$' lost from a declared variable",
    "where": "a WHERE dropped",
    "secret": "a secret pasted",
    "transaction": "a transaction around what allows none",
    "clobber": "a redirect into what is read",
}
"""What each kind is, in words."""

IN_YAML = frozenset({"placeholder", "dollar"})
"""Kinds that are wrong by what a runbook declares, which only structured runbooks do."""
