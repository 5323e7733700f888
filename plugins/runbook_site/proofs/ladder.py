"""Commands by service and level, and what stops them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeVar

from runbook_site.model.proof_level import ProofLevel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from runbook_site.proofs.proven import Proven

    Counts = Mapping[ProofLevel, int]

Held = TypeVar("Held")
_ALL = "all"
_PERCENT = 100


def by_service(run: Iterable[Proven]) -> Mapping[str, Counts]:
    """How many commands of each service stand on each level."""
    counts: dict[str, Counter[ProofLevel]] = defaultdict(Counter)
    for each in run:
        counts[each.entry.service][each.proof.level] += 1
    return dict(sorted(counts.items()))


def held_back(standing: Iterable[tuple[ProofLevel, str, Held]]) -> list[tuple[ProofLevel, str, list[Held]]]:
    """What keeps commands from the next level, and which; the most frequent first.

    Args:
        standing: The level of each command, what it is short of, empty where that is nothing, and the command.
    """
    held: dict[tuple[ProofLevel, str], list[Held]] = defaultdict(list)
    for level, short_of, command in standing:
        if short_of:
            held[level, short_of].append(command)
    return sorted(((*reason, of) for reason, of in held.items()), key=lambda row: (-len(row[2]), row[:2]))


def reasons(run: Iterable[Proven]) -> list[tuple[int, ProofLevel, str]]:
    """What keeps commands from the next level, and how many; the most frequent first."""
    rows = held_back((each.proof.level, each.proof.short_of, each) for each in run)
    return [(len(of), level, why) for level, why, of in rows]


def table(counts: Mapping[str, Counts]) -> Iterator[str]:
    """The ladder by service, in lines: how many commands stand on each level, and how much of the service that is."""
    total: Counter[ProofLevel] = Counter()
    for each in counts.values():
        total.update(each)
    rows = [("service", "commands", *(level.word for level in ProofLevel))]
    rows += [_row(service, each) for service, each in counts.items()]
    if len(counts) > 1:
        rows.append(_row(_ALL, total))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        numbers = "  ".join(cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        yield f"{name.ljust(widths[0])}  {numbers}"


def _row(name: str, counts: Counts) -> tuple[str, ...]:
    of = sum(counts.values())
    return name, f"{of:,}", *(_cell(counts.get(level, 0), of) for level in ProofLevel)


def _cell(number: int, of: int) -> str:
    """A number with its share, rounded down: only all of them are 100 %."""
    return f"{number:,} {_PERCENT * number // of:3} %" if number else "-"


def shown_reasons(run: Sequence[Proven], most: int) -> Iterator[str]:
    """The reasons in lines.

    Args:
        run: What was proven.
        most: How many to show; the others are counted.
    """
    found = reasons(run)
    width = max((len(level.word) for _, level, _ in found), default=0)
    for number, level, why in found[:most]:
        yield f"{number:6,}  {level.word.ljust(width)}  {why}"
    if len(found) > most:
        rest = sum(number for number, _, _ in found[most:])
        yield f"{rest:6,}  for {len(found) - most:,} other reasons; --format json has them all"
