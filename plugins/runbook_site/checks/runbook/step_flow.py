"""Which step of a runbook can follow which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.model.page_anchors import step_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.model.document import RunbookDocument
    from runbook_site.model.runbook import Phase, Runbook
    from runbook_site.model.step import Step, Way
    from runbook_site.sources.value_path import ValuePath

_ALWAYS = re.compile(
    r"(?:always|otherwise|or else|else|default|by default|unconditionally|in (?:any|every|either) case|"
    r"in (?:all|all other|every other|any other) cases?|anything else|everything else|"
    r"none of (?:these|the above)|neither(?: of (?:these|them))?)[.,:]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PlacedWay:
    """A way out of a step.

    Attributes:
        path: Where it stands in the document.
        step: Number of the step that it leaves, counted in the order of the phases.
        way: Where it leads.
        when: Under which condition; ``None`` for ``on_failure``.
    """

    path: ValuePath
    step: int
    way: Way
    when: str | None


def ways(runbook: Runbook) -> Iterator[PlacedWay]:
    """Every way that a step gives, decisions first, in the order of the phases."""
    for number, (phase, index, step) in enumerate(runbook.steps()):
        for at, decision in enumerate(step.decide):
            yield PlacedWay((phase, index, "decide", at), number, decision, decision.when)
        if step.on_failure is not None:
            yield PlacedWay((phase, index, "on_failure"), number, step.on_failure, None)


def is_exhaustive(step: Step) -> bool:
    """Whether one of the step's decisions holds whatever is seen, so that the next step does not follow."""
    return any(_ALWAYS.fullmatch(decision.when.strip()) for decision in step.decide)


def following_step(phases: Sequence[Phase], number: int, step: Step) -> int | None:
    """The step that follows where no way out of a step is taken; ``None`` where the runbook ends, or cannot go on.

    Args:
        phases: The phase of every step.
        number: Number of the step, from 0.
        step: The step.
    """
    if is_exhaustive(step):
        return None
    after = number + 1
    # A rollback is undertaken for a reason, and ends the runbook; what stands before it goes on behind it.
    if phases[number] != "rollback":
        while after < len(phases) and phases[after] == "rollback":
            after += 1
    if after == len(phases) or (phases[number] == "rollback" != phases[after]):
        return None
    return after


@dataclass(frozen=True)
class Flow:
    """The steps of a runbook by number, and what can follow each.

    Attributes:
        steps: The steps, in the order of the phases.
        places: Where each stands.
        following: The steps that can come next, by decision, failure or order.
        ends: Whether the runbook can be left from it: by another runbook, by escalation, or at its end.
        entries: Steps at which a reader can begin: the first of every phase.
    """

    steps: tuple[Step, ...]
    places: tuple[ValuePath, ...]
    following: tuple[frozenset[int], ...]
    ends: tuple[bool, ...]
    entries: frozenset[int]


def flow_of(document: RunbookDocument) -> Flow:
    """What can follow what. A step that is not known ends the runbook, so that nothing is held against it."""
    numbered = list(document.runbook.steps())
    ids: dict[str, int] = {}
    for number, (_, _, step) in enumerate(numbered):
        ids.setdefault(step_name(step), number)
    following: list[set[int]] = [set() for _ in numbered]
    ends = [False] * len(numbered)
    for placed in ways(document.runbook):
        target = None if placed.way.step is None else ids.get(placed.way.step)
        if target is None:
            ends[placed.step] = True
        else:
            following[placed.step].add(target)
    phases = [phase for phase, _, _ in numbered]
    for number, (_, _, step) in enumerate(numbered):
        if (after := following_step(phases, number, step)) is not None:
            following[number].add(after)
        elif not is_exhaustive(step):
            ends[number] = True
    entries = {phase: number for number, (phase, _, _) in reversed(list(enumerate(numbered)))}
    return Flow(
        steps=tuple(step for _, _, step in numbered),
        places=tuple((phase, index) for phase, index, _ in numbered),
        following=tuple(frozenset(each) for each in following),
        ends=tuple(ends),
        entries=frozenset(entries.values()),
    )


def reachable(following: tuple[frozenset[int], ...], entries: frozenset[int]) -> frozenset[int]:
    """Everything that can be come to from the entries, themselves included."""
    seen = set(entries)
    waiting = list(entries)
    while waiting:
        for after in following[waiting.pop()]:
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return frozenset(seen)


def trapped(following: tuple[frozenset[int], ...], ends: tuple[bool, ...]) -> frozenset[int]:
    """Those from which no way leads to an end."""
    before: list[list[int]] = [[] for _ in following]
    for number, targets in enumerate(following):
        for target in targets:
            before[target].append(number)
    free = {number for number, end in enumerate(ends) if end}
    waiting = list(free)
    while waiting:
        for number in before[waiting.pop()]:
            if number not in free:
                free.add(number)
                waiting.append(number)
    return frozenset(range(len(following))) - free
