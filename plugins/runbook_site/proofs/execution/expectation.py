"""Whether a command did what its author expects of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.proofs.sandbox.host import python
from runbook_site.proofs.sandbox.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.model.command import Expectation
    from runbook_site.proofs.sandbox.outcome import Outcome
    from runbook_site.proofs.sandbox.session import Session

_SEARCH = "import re, sys; sys.exit(not re.search(sys.argv[1], sys.stdin.buffer.read().decode('utf-8', 'replace')))"
_LIMITS = Limits(seconds=2)
_MOST = 200


@dataclass(frozen=True, slots=True)
class Met:
    """One thing that was expected.

    Attributes:
        seen: Whether it was so.
        sentence: What was seen, or what was not.
    """

    seen: bool
    sentence: str


def held_against(expect: Expectation, outcome: Outcome, session: Session) -> Iterator[Met]:
    """What is expected of the output of a command, one by one.

    ``contains`` and ``matches`` look at all that a terminal shows, ``json`` at standard output.

    Args:
        expect: What is expected.
        outcome: What became of it.
        session: A sandbox: the pattern is its author's, and may take for ever.

    Raises:
        SandboxError: The sandbox is spent.
    """
    shown = (outcome.output + outcome.errors).decode("utf-8", "replace")
    for text in expect.contains:
        yield _met(text in shown, f"its output holds '{text[:_MOST]}'", f"its output does not hold '{text[:_MOST]}'")
    if expect.matches is not None:
        words = [python(), "-I", "-S", "-c", _SEARCH, expect.matches.replace("\0", "")]
        found = session.run(words, stdin=shown.encode("utf-8", "replace"), limits=_LIMITS).status == 0
        pattern = expect.matches[:_MOST]
        yield _met(found, f"its output matches '{pattern}'", f"its output does not match '{pattern}'")
    if expect.json_ is not None:
        yield from _of_json(expect.json_, outcome.output)


def _of_json(wanted: dict[str, object], output: bytes) -> Iterator[Met]:
    try:
        document = json.loads(output)
    except (ValueError, RecursionError):
        yield Met(seen=False, sentence="its output is no JSON")
        return
    for key, value in wanted.items():
        is_there = isinstance(document, dict) and key in document
        same = is_there and _equal(document[key], value)
        shown = json.dumps(value, ensure_ascii=False)[:_MOST]
        yield _met(same, f"'{key}' of its output is {shown}", f"'{key}' of its output is not {shown}")


def _equal(one: object, other: object) -> bool:
    """Whether two values are the same in JSON, where no number is true or false."""
    try:
        return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    except (TypeError, ValueError, RecursionError):
        return False


def _met(seen: bool, yes: str, no: str) -> Met:  # noqa: FBT001 - what was seen
    return Met(seen, yes if seen else no)
