"""What a refusal means that nothing can be done about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.proofs.preparation.mending import NAME, RELATION
from runbook_site.proofs.preparation.names import (
    is_known_function,
    is_own_function,
    is_own_relation,
    is_own_setting,
)

if TYPE_CHECKING:
    from runbook_site.proofs.preparation.question import How, Refusal
    from runbook_site.proofs.preparation.sentence import Sentence

_SETTING = re.compile(rf"^unrecognized configuration parameter {NAME}$")
_OPTION = re.compile(
    rf"^unrecognized [^\"]{{1,60}}: {NAME}$|^option {NAME} not recognized$"
    rf"|^unrecognized (?:[^\"]{{1,60}} option|parameter) {NAME}$"
)
_ALWAYS = re.compile(
    r"^(?:aggregate|window|grouping|set-returning) (?:functions|operations) are not allowed in "
    r"|^INSERT has more target columns than expressions$|^each UNION query must have the same number of columns$"
)
"""What is wrong whatever the tables are like, where no ``*`` keeps open how many columns they have."""
_OF_THE_DATABASE = frozenset(
    {"42501", "42704", "42939", "42P04", "42P06", "42P07", "42710", "42701", "42723", "42P05", "42P02", "42P18"}
)
"""What the rights and things of a database decide, or values that are still to come."""
_FIRM: dict[How, tuple[str, ...]] = {
    "prepare": ("42", "22", "0A"),
    "run": ("42", "55P02"),
    "alone": ("42", "55P02"),
    "value": (),
}
"""How the codes begin that speak against a statement for which nothing was made up."""


def is_for_good(refusal: Refusal, sentence: Sentence) -> bool:
    """Whether a statement is refused whatever the application's database has, and whatever is filled in."""
    by_code = {"42P01": _is_own_relation, "42703": _is_no_column}
    if refusal.code in by_code:
        return by_code[refusal.code](refusal, sentence)
    if refusal.code == "42883" and refusal.message.startswith(("function ", "procedure ")):
        return _is_own_function(refusal, sentence)
    if found := _SETTING.match(refusal.message):
        return is_own_setting(found[1]) and not sentence.is_open(found[1])
    if found := _OPTION.match(refusal.message):
        return not sentence.is_open(found[found.lastindex or 0])
    return _is_wrong_anyhow(refusal, sentence) or _is_firm(refusal, sentence)


def _is_wrong_anyhow(refusal: Refusal, sentence: Sentence) -> bool:
    """Whether it is wrong whatever its tables are like."""
    if refusal.code == "42803" and not any(
        getattr(each.node, "group_clause", ()) for each in sentence.references.nodes
    ):
        return True
    return _ALWAYS.match(refusal.message) is not None and not sentence.has_any("A_Star")


def _is_firm(refusal: Refusal, sentence: Sentence) -> bool:
    """Whether nothing was made up for it and nothing left open, so that what is wrong is its own."""
    if refusal.code in _OF_THE_DATABASE or sentence.stubs or sentence.written:
        return False
    return refusal.code.startswith(_FIRM[sentence.how])


def _is_own_relation(refusal: Refusal, sentence: Sentence) -> bool:
    key = sentence.relation_at(refusal)
    if key is None and (found := RELATION.search(refusal.message)):
        schema, _, name = found[1].rpartition(".")
        key = schema, name
    if key is not None:
        return is_own_relation(key) and not sentence.is_open(key[1])
    # an alias that FROM does not have
    return refusal.position - 1 in sentence.references.columns and not sentence.written


def _is_no_column(refusal: Refusal, sentence: Sentence) -> bool:
    """Whether there is nothing made up that a column could be of."""
    reference = sentence.references.columns.get(refusal.position - 1)
    if reference is None or sentence.is_open(reference.name) or (sentence.stubs and sentence.how != "prepare"):
        return False
    return not any(key in sentence.stubs.relations for key in reference.keys)


def _is_own_function(refusal: Refusal, sentence: Sentence) -> bool:
    """Whether it is PostgreSQL's, and given what is known for certain."""
    schema, name = sentence.function_at(refusal)
    call = sentence.call_at(refusal)
    if call is None or not is_own_function(schema, name) or sentence.is_open(name):
        return False
    if not is_known_function(name):
        return True
    return not sentence.written and (not sentence.stubs or not sentence.references.below(call))
