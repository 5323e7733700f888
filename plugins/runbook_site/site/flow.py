"""A runbook as a graph: its steps in order, and the ways that lead out of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from runbook_site.checks.runbook.step_flow import following_step, ways
from runbook_site.model.page_anchors import PHASE_TITLES, step_anchor, step_name
from runbook_site.site.drawn_text import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from runbook_site.model.runbook import Runbook
    from runbook_site.model.step import Way

NodeKind = Literal["step", "runbook", "escalation", "unknown"]
EdgeKind = Literal["next", "decision", "failure"]


@dataclass(frozen=True, slots=True)
class Node:
    """A step, or a way out of the runbook.

    Attributes:
        kind: What it is. `unknown` is a step or a runbook that does not exist.
        label: What it says, without characters that cannot be seen.
        address: Where it leads; empty where nothing is to be seen.
        number: Of a step: its number on the page, from 1.
        phase: Of a step: the heading that it stands under.
    """

    kind: NodeKind
    label: str
    address: str = ""
    number: int | None = None
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from a step.

    Attributes:
        source: Index of the node that it leaves.
        target: Index of the node that it leads to.
        kind: `next` where nothing else holds.
        label: The condition, likewise; empty where there is none.
        note: What to do or say on the way.
    """

    source: int
    target: int
    kind: EdgeKind
    label: str = ""
    note: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether it leads to the step right behind, where nothing else holds."""
        return self.kind == "next" and self.target == self.source + 1


@dataclass(frozen=True, slots=True)
class Flow:
    """A runbook's steps and ways. The steps come first among the nodes, in their order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def steps(self) -> tuple[Node, ...]:
        """The steps."""
        return tuple(node for node in self.nodes if node.number is not None)

    def ways_by_step(self) -> list[tuple[Node, list[tuple[Edge, Node]]]]:
        """Every step that leads elsewhere than to the one behind it, with where each way leads."""
        listed = defaultdict(list)
        for edge in self.edges:
            if not edge.goes_on:
                listed[edge.source].append((edge, self.nodes[edge.target]))
        return [(self.nodes[source], found) for source, found in sorted(listed.items())]


def flow_of(
    runbook: Runbook, find_runbook: Callable[[str], tuple[str, str] | None], plain: Callable[[str], str] = str
) -> Flow | None:
    """The graph of a runbook; ``None`` where no step decides anything.

    Args:
        runbook: The runbook.
        find_runbook: Title and address of the runbook that a reference names.
        plain: Makes plain text of a line of Markdown.
    """
    placed = list(ways(runbook))
    if not placed:
        return None
    numbered = list(runbook.steps())
    nodes: list[Node] = []
    by_name: dict[str, int] = {}
    for index, (phase, _, step) in enumerate(numbered):
        name = step_name(step)
        address = "" if name in by_name else f"#{step_anchor(name)}"
        by_name.setdefault(name, index)
        nodes.append(Node("step", visible(step.title), address, index + 1, PHASE_TITLES[phase]))
    edges = []
    for each in placed:
        target = by_name.get(each.way.step or "")
        if target is None:
            target = len(nodes)
            nodes.append(_way_out(each.way, find_runbook))
        label = "If this fails" if each.when is None else visible(plain(each.when))
        kind: EdgeKind = "failure" if each.when is None else "decision"
        edges.append(Edge(each.step, target, kind, label, visible(plain(each.way.text or ""))))
    phases = [phase for phase, _, _ in numbered]
    for index, (_, _, step) in enumerate(numbered):
        if (after := following_step(phases, index, step)) is not None:
            edges.append(Edge(index, after, "next"))
    return Flow(tuple(nodes), tuple(sorted(edges, key=lambda edge: edge.source)))


def _way_out(way: Way, find_runbook: Callable[[str], tuple[str, str] | None]) -> Node:
    if way.escalate is not None:
        return Node("escalation", visible(f"Escalate to {way.escalate}"))
    if way.runbook is None:
        return Node("unknown", f"{way.step} (there is no such step)")
    if (found := find_runbook(way.runbook)) is None:
        return Node("unknown", f"{visible(way.runbook)} (there is no such runbook)")
    title, address = found
    return Node("runbook", visible(title), address)
