"""Where everything of a flow stands: a spine of steps, their ways out beside it, and lanes for those that jump.

One unit is a pixel of a narrow phone. Nothing crosses a text: lines run on the spine, in the row below the text that
they belong to, and in the lanes to the right of everything.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runbook_site.site.drawn_text import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runbook_site.site.flow import Edge, Flow, Node

WIDTH = 352
SIZE = 13
"""Of the letters."""
SPINE = 20
LINE = 16
"""Height of a line of text."""
TEXT = 40
"""Where texts begin."""
INSET = 10
"""How far from its left side the text of a way out begins."""
_EDGE = 2
_PAD = 8
_LANE = 11
_LANES = 4
CONNECTOR = 10
"""Half of what a connector measures."""
BELOW = 4
"""How far below a text its line runs."""
_BOX_LINES = 2
_LABEL_LINES = 3
_BOLD = 1.13
"""How much wider bold letters are: those of steps."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node, where it is drawn.

    Attributes:
        node: Index of the node.
        x: Its left side.
        y: Its upper side.
        width: How wide it is.
        height: How high it is.
        lines: What stands in it.
    """

    node: int
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """Half its height."""
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        """Its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Label:
    """A text without a box.

    Attributes:
        y: Where its first line begins, from above.
        lines: Its lines, which begin at `TEXT`.
        full: All of it, as one line.
        before: Of a heading: index of the step that it stands above.
    """

    y: float
    lines: tuple[str, ...]
    full: str
    before: int | None = None

    @property
    def bottom(self) -> float:
        """Where its last line ends."""
        return self.y + LINE * len(self.lines)


@dataclass(frozen=True, slots=True)
class Arrow:
    """An edge, where it is drawn.

    Attributes:
        edge: Index of the edge.
        points: Its corners; the first is on the side of its source, the last where its head points at.
        label: What stands above it.
        connector: Whether it ends in a circle with the number of its target, which is too far away.
    """

    edge: int
    points: tuple[tuple[float, float], ...]
    label: Label | None = None
    connector: bool = False


@dataclass(frozen=True)
class Layout:
    """A drawing.

    Attributes:
        height: How high it is; it is `WIDTH` wide.
        right: Where texts and boxes end, and the lanes begin.
        boxes: Every node, in the order of reading.
        arrows: Every edge.
        phases: The headings.
    """

    height: float
    right: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    phases: tuple[Label, ...]


def lay_out(flow: Flow) -> Layout:
    """Give every node and every edge its place."""
    lanes = _lanes(flow)
    right = WIDTH - _EDGE - (max(lanes.values()) + 1) * _LANE - 3 if lanes else WIDTH - _EDGE
    return _Pen(flow, lanes, right).draw()


def _lanes(flow: Flow) -> dict[int, int]:
    """The lane of every step that is jumped to, from the inside out; those that find none get connectors.

    All who jump to one step share its lane. The shortest are nearest to the texts, so that few lines cross.
    """
    spans: dict[int, list[int]] = {}
    row = 0
    rows: dict[int, int] = {}
    jumps = []
    for index, edges in _leaving(flow):
        rows[index] = row
        for _, edge in edges:
            row += 1
            if _jumps(flow, edge):
                jumps.append((edge.target, row))
        row += 1
    for target, at in jumps:
        span = spans.setdefault(target, [rows[target], rows[target]])
        span[:] = min(span[0], at), max(span[1], at)
    taken: list[list[list[int]]] = [[] for _ in range(_LANES)]
    lanes = {}
    for target, span in sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item[1])):
        for lane, others in enumerate(taken):
            if all(span[1] < other[0] or other[1] < span[0] for other in others):
                others.append(span)
                lanes[target] = lane
                break
    return lanes


def _leaving(flow: Flow) -> Iterable[tuple[int, list[tuple[int, Edge]]]]:
    """Every step with its edges, the one to what follows last."""
    leaving: Mapping[int, list[tuple[int, Edge]]] = defaultdict(list)
    for index, edge in enumerate(flow.edges):
        leaving[edge.source].append((index, edge))
    return [(step, leaving[step]) for step in range(len(flow.steps))]


def _jumps(flow: Flow, edge: Edge) -> bool:
    """Whether an edge leads to a step, and not just on."""
    return flow.nodes[edge.target].number is not None and not edge.goes_on


@dataclass
class _Pen:
    """Goes down the drawing."""

    flow: Flow
    lanes: Mapping[int, int]
    right: float
    y: float = 3
    boxes: dict[int, Box] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    phases: list[Label] = field(default_factory=list)

    def draw(self) -> Layout:
        several = len({node.phase for node in self.flow.steps}) > 1
        phase = ""
        for index, edges in _leaving(self.flow):
            node = self.flow.nodes[index]
            if several and node.phase != phase:
                self.phases.append(Label(self.y, (node.phase,), node.phase, index))
                self.y = self.phases[-1].bottom + _PAD / 2
            phase = node.phase
            self._box(index, node, _EDGE)
            self.y += _PAD
            for at, edge in edges:
                if not edge.goes_on:
                    self._way(at, edge)
            self.y += _PAD
        arrows = (*(self._arrived(arrow) for arrow in self.arrows), *self._spine())
        return Layout(self.y, self.right, tuple(self.boxes.values()), arrows, tuple(self.phases))

    def _box(self, index: int, node: Node, x: float) -> Box:
        text, size = (x + INSET, SIZE) if node.number is None else (TEXT, SIZE * _BOLD)
        lines = wrap(node.label, self.right - text - _PAD, size, _BOX_LINES)
        box = Box(index, x, self.y, self.right - x, LINE * len(lines) + _PAD * 1.5, lines)
        self.boxes[index] = box
        self.y = box.bottom
        return box

    def _way(self, at: int, edge: Edge) -> None:
        """A row: the condition, and below it the line to where it leads."""
        jumps = _jumps(self.flow, edge)
        text = edge.label or "Otherwise go on"
        # At the end of a row that jumps stands the number of the step.
        label = Label(self.y, wrap(text, self.right - TEXT - (36 if jumps else 0), SIZE, _LABEL_LINES), text)
        start = (SPINE, self.boxes[edge.source].bottom)
        self.y = label.bottom + BELOW
        if not jumps:
            box = self._box(edge.target, self.flow.nodes[edge.target], TEXT + 12)
            self.arrows.append(Arrow(at, (start, (SPINE, box.middle), (box.x, box.middle)), label))
        elif edge.target in self.lanes:
            lane = self.right + 6 + (self.lanes[edge.target] + 0.5) * _LANE
            self.arrows.append(Arrow(at, (start, (SPINE, self.y), (lane, self.y)), label))
        else:
            end = self.right - 2 * CONNECTOR
            self.arrows.append(Arrow(at, (start, (SPINE, self.y), (end, self.y)), label, connector=True))
            self.y += CONNECTOR - BELOW
        self.y += _PAD

    def _arrived(self, arrow: Arrow) -> Arrow:
        """An arrow up to its target, whose place is known by now."""
        edge = self.flow.edges[arrow.edge]
        if arrow.connector or not _jumps(self.flow, edge):
            return arrow
        box = self.boxes[edge.target]
        lane = arrow.points[-1][0]
        return Arrow(arrow.edge, (*arrow.points, (lane, box.middle), (box.right, box.middle)), arrow.label)

    def _spine(self) -> Iterable[Arrow]:
        for at, edge in enumerate(self.flow.edges):
            if edge.goes_on:
                yield Arrow(at, ((SPINE, self.boxes[edge.source].bottom), (SPINE, self.boxes[edge.target].y)))
