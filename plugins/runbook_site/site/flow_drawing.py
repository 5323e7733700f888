"""A flow as SVG, in the colours of the page that it stands on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from runbook_site.site.flow_layout import BELOW, CONNECTOR, INSET, LINE, SPINE, TEXT, WIDTH, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runbook_site.site.flow import Flow, Node
    from runbook_site.site.flow_layout import Arrow, Box, Label, Layout

_CORNER = 5
_BASELINE = 12
"""How far below the top of a line its letters stand."""
_FOLD = 9
_PILL = 14
_TALL = 1300
"""From this height on, a drawing on one page of paper cannot be read."""


def draw(flow: Flow) -> Markup:
    """The drawing of a flow: every step and every way out is a link to where it leads."""
    layout = lay_out(flow)
    size = f'width="{WIDTH}" height="{layout.height:g}" viewBox="0 0 {WIDTH} {layout.height:g}"'
    tall = ' class="rbs-tall"' if layout.height > _TALL else ""
    about = 'preserveAspectRatio="xMinYMin" role="group" aria-labelledby="rbs-flow-title"'
    head = f'<svg{tall} {size} {about} fill="none" stroke="currentColor">'
    # Lines first, so that nothing is drawn over a text.
    return Markup("".join((head, *_lines(flow, layout), *_texts(flow, layout), "</svg>")))  # noqa: S704 - every text is escaped where it is put in


def _lines(flow: Flow, layout: Layout) -> Iterator[str]:
    """All lines of one look are one path."""
    paths: dict[str, list[str]] = defaultdict(list)
    marks: dict[str, set[tuple[float, float, str]]] = defaultdict(set)
    for arrow in layout.arrows:
        edge = flow.edges[arrow.edge]
        paths[edge.kind].append(_rounded(arrow.points))
        if not arrow.connector:
            marks["head"].add((*arrow.points[-1], _head(arrow.points)))
        turn = arrow.points[1][1]
        if edge.kind == "failure":
            marks["cross"].add((SPINE, turn, "l4 4-8-8 4 4 4-4-8 8z"))
        elif edge.kind == "decision":
            marks["choice"].add((SPINE - 6, turn, "l6-6 6 6-6 6z"))
    for look in ("next", "decision", "failure"):
        if look in paths:
            yield _path(look, "".join(dict.fromkeys(paths[look])))
    for look in ("head", "choice", "cross"):
        if look in marks:
            yield _path(look, _scattered(sorted(marks[look])))


def _path(look: str, drawn: str) -> str:
    return f'<path class="rbs-flow-{look}" d="{drawn}"/>'


def _scattered(marks: list[tuple[float, float, str]]) -> str:
    """Closed shapes, each where it is as seen from the one before: the ways between them are alike, and compress."""
    parts = []
    left, top = 0.0, 0.0
    for x, y, shape in marks:
        parts.append(f"m{x - left:g} {y - top:g}{shape}")
        left, top = x, y
    return "".join(parts)


def _rounded(points: tuple[tuple[float, float], ...]) -> str:
    """A line along points, its corners rounded but the first: that one lies on the spine, where others go on.

    All but its beginning is as seen from the point before: lines that run alike are written alike, and compress.
    """
    at = points[1]
    parts = [f"M{points[0][0]:g} {points[0][1]:g}", _straight(points[0], at)]
    for before, (x, y), after in zip(points[1:], points[2:], points[3:], strict=False):
        room = min(_CORNER, _distance(before, (x, y)) / 2, _distance((x, y), after) / 2)
        start = (x - room * _sign(x - before[0]), y - room * _sign(y - before[1]))
        end = (x + room * _sign(after[0] - x), y + room * _sign(after[1] - y))
        turn = f"q{x - start[0]:g} {y - start[1]:g} {end[0] - start[0]:g} {end[1] - start[1]:g}"
        parts += (_straight(at, start), turn)
        at = end
    return "".join((*parts, _straight(at, points[-1])))


def _straight(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A line that is level or upright."""
    across, down = end[0] - start[0], end[1] - start[1]
    return f"h{across:g}" if across else f"v{down:g}" if down else ""


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Along a line that is level or upright."""
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _head(points: tuple[tuple[float, float], ...]) -> str:
    """The head of an arrow, from its point."""
    (before, _), (x, _) = points[-2:]
    return "l-4-7h8z" if x == before else f"l{'-' if x > before else ''}7-4v8z"


def _texts(flow: Flow, layout: Layout) -> Iterator[str]:
    """Step by step, as they are read."""
    leaving: dict[int, list[Arrow]] = defaultdict(list)
    for arrow in layout.arrows:
        leaving[flow.edges[arrow.edge].source].append(arrow)
    boxes = {box.node: box for box in layout.boxes}
    phases = {label.before: label for label in layout.phases}
    for index, step in enumerate(flow.steps):
        if index in phases:
            yield _label(phases[index], "phase")
        yield _node(boxes[index], step)
        for arrow in leaving[index]:
            edge = flow.edges[arrow.edge]
            if arrow.label is not None:
                yield _label(arrow.label, "label")
                yield _destination(arrow, flow.nodes[edge.target], boxes[edge.target], layout.right)


def _destination(arrow: Arrow, target: Node, box: Box, right: float) -> str:
    """A way out, or the number of the step that is jumped to; in a circle where no line leads there."""
    if target.number is None:
        return _node(box, target)
    if arrow.connector:
        (x, y) = arrow.points[-1]
        middle = x + CONNECTOR
        circle = f'<circle cx="{middle:g}" cy="{y:g}" r="{CONNECTOR}"/>'
        text = f'<text x="{middle:g}" y="{y + 4:g}">{target.number}</text>'
        return _linked(f'<g class="rbs-flow-connector">{circle}{text}</g>', target)
    row = arrow.points[1][1] - BELOW - LINE + _BASELINE
    return _linked(f'<text class="rbs-flow-to" x="{right - 2:g}" y="{row:g}">to {target.number}</text>', target)


def _node(box: Box, node: Node) -> str:
    """All of it as seen from the corner of its box: boxes that are alike are written alike, and compress."""
    left = INSET if node.number is None else TEXT - box.x
    text = _text(left, (box.height - LINE * len(box.lines)) / 2 + _BASELINE, box.lines)
    if node.number is not None:
        number = f'x="{SPINE - box.x:g}" y="{box.height / 2 + 5:g}"'
        text = f'<text class="rbs-flow-number" {number}>{node.number}</text>{text}'
    place = f'class="rbs-flow-{node.kind}" transform="translate({box.x:g} {box.y:g})"'
    return _linked(f"<g {place}>{_shape(box, node)}{text}{_title(box.lines, node.label)}</g>", node)


def _linked(shown: str, node: Node) -> str:
    # Not `href`: Material's instant navigation assigns to those that it finds, and those of SVG cannot be assigned to.
    return f'<a xlink:href="{escape(node.address)}">{shown}</a>' if node.address else shown


def _shape(box: Box, node: Node) -> str:
    """A step is a rectangle, a runbook a sheet with a folded corner, a call for help a pill."""
    if node.kind == "runbook":
        sheet = f"M0 0h{box.width - _FOLD:g}l{_FOLD} {_FOLD}v{box.height - _FOLD:g}h-{box.width:g}z"
        return f'<path d="{sheet}M{box.width - _FOLD:g} 0v{_FOLD}h{_FOLD}"/>'
    corner = min(box.height / 2, _PILL) if node.kind == "escalation" else 4
    return f'<rect width="{box.width:g}" height="{box.height:g}" rx="{corner:g}"/>'


def _label(label: Label, look: str) -> str:
    text = _text(TEXT, label.y + _BASELINE, label.lines)
    return f'<g class="rbs-flow-{look}">{text}{_title(label.lines, label.full)}</g>'


def _text(x: float, y: float, lines: tuple[str, ...]) -> str:
    first, *more = map(escape, lines)
    # The space between keeps words apart for those who hear or copy the text.
    rest = "".join(f' <tspan x="{x:g}" dy="{LINE}">{line}</tspan>' for line in more)
    return f'<text x="{x:g}" y="{y:g}">{first}{rest}</text>'


def _title(lines: Iterable[str], full: str) -> str:
    """All of a text that was cut."""
    return f"<title>{escape(full)}</title>" if " ".join(lines) != full else ""
