"""Options that a tool refuses together.

Held against tar 1.34 and bsdtar's manual, PostgreSQL 15's clients, docker 28.2 and curl 7.88, each called with a pair.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.grammars.reading import Reading

_TABLE = """
tar | -c --create / -x --extract --get / -t --list / -r --append / -u --update / -A --catenate --concatenate / -d --diff
pg_dump | -a --data-only / -s --schema-only
pg_dump | -a --data-only / -c --clean
pg_restore | -a --data-only / -s --schema-only
docker run | --rm / --restart
docker container run | --rm / --restart
curl | -I --head / -d --data --data-raw --data-binary --data-urlencode --json -F --form
curl | -d --data --data-raw --data-binary --data-urlencode --json / -F --form
"""
_LIFTED = {"curl": frozenset({"-G", "--get", "-:", "--next"})}
"""By tool, the options with which those of others go together."""


def check_exclusive(reading: Reading) -> None:
    """Report two options of which a tool takes one."""
    for sets in _sets().get(tuple(reading.path), ()):
        found = [next((each for each in reading.given if each in one), None) for one in sets]
        given = [each for each in found if each is not None]
        if len(given) > 1 and _LIFTED.get(reading.grammar.tool, frozenset()).isdisjoint(reading.given):
            if (policy := reading.given.get("--restart")) and (policy.value in {"", "no"} or not policy.word.whole):
                continue
            first, second = given[:2]
            message = f"'{reading.name}' takes '{first}' or '{second}', and not both"
            reading.report("conflicting-options", message, reading.span)


@cache
def _sets() -> Mapping[tuple[str, ...], tuple[tuple[frozenset[str], ...], ...]]:
    found: dict[tuple[str, ...], tuple[tuple[frozenset[str], ...], ...]] = {}
    for line in _TABLE.strip().splitlines():
        command, _, rest = line.partition(" | ")
        words = tuple(command.split())
        found[words] = (*found.get(words, ()), tuple(frozenset(each.split()) for each in rest.split(" / ")))
    return found
