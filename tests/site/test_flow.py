"""The graph of a runbook, and the drawing of it."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.model.runbook import Runbook
from runbook_site.site.drawn_text import width
from runbook_site.site.flow import Flow, flow_of
from runbook_site.site.flow_drawing import draw
from runbook_site.site.flow_layout import LINE, SIZE, SPINE, TEXT, WIDTH, Box, lay_out

if TYPE_CHECKING:
    from runbook_site.site.flow_layout import Layout

_KNOWN = {"other": ("The other runbook", "../other/")}


def _flow(**phases: list[dict[str, Any]]) -> Flow:
    found = flow_of(Runbook.model_validate({"title": "Test", **phases}), _KNOWN.get)
    assert found is not None
    return found


def _edges(flow: Flow) -> list[tuple[int, str, str]]:
    """Number of the step, kind and condition, and where it leads."""
    return [
        (edge.source + 1, f"{edge.kind} {edge.label}".strip(), str(target.number or target.label))
        for edge in flow.edges
        for target in [flow.nodes[edge.target]]
    ]


def test_steps_and_ways_become_a_graph() -> None:
    """Decisions and failures lead to steps, runbooks and people; what is left goes on."""
    flow = _flow(
        diagnosis=[
            {
                "title": "Look",
                "decide": [{"when": "It is red", "runbook": "other"}, {"when": "It is blue", "step": "mend"}],
            },
        ],
        procedure=[
            {"title": "Wait"},
            {"id": "mend", "title": "Mend it", "on_failure": {"escalate": "Team lead", "text": "by phone"}},
        ],
    )
    assert _edges(flow) == [
        (1, "decision It is red", "The other runbook"),
        (1, "decision It is blue", "3"),
        (1, "next", "2"),
        (2, "next", "3"),
        (3, "failure If this fails", "Escalate to Team lead"),
    ]
    assert [node.address for node in flow.nodes] == ["#step-look", "#step-wait", "#step-mend", "../other/", ""]
    assert [node.phase for node in flow.steps] == ["Find out", "Do", "Do"]
    assert flow.edges[-1].note == "by phone"


def test_without_decisions_there_is_nothing_to_see() -> None:
    """A list of steps is no flow, and neither is a text in Markdown."""
    assert flow_of(Runbook(title="Test"), _KNOWN.get) is None
    steps = {"title": "Test", "procedure": [{"title": "One"}, {"title": "Two"}]}
    assert flow_of(Runbook.model_validate(steps), _KNOWN.get) is None


def test_what_does_not_exist_is_said() -> None:
    """A decision for a step or runbook that nobody wrote ends in a box that says so, and leads nowhere."""
    ways = [{"when": "a", "step": "gone"}, {"when": "b", "runbook": "lost"}]
    flow = _flow(procedure=[{"title": "Look", "decide": ways}])
    assert [(node.kind, node.label, node.address) for node in flow.nodes[1:]] == [
        ("unknown", "gone (there is no such step)", ""),
        ("unknown", "lost (there is no such runbook)", ""),
    ]


def test_rollback_is_passed_by() -> None:
    """Nobody rolls back because the step before has worked."""
    flow = _flow(
        verification=[{"title": "See", "on_failure": {"step": "undo"}}],
        rollback=[{"title": "Undo"}],
        follow_up=[{"title": "Tell"}],
    )
    assert _edges(flow) == [(1, "failure If this fails", "2"), (1, "next", "3")]
    assert [way.kind for _, ways in flow.ways_by_step() for way, _ in ways] == ["failure", "next"]


def test_decision_for_everything_does_not_go_on() -> None:
    """Behind `otherwise`, the next step does not follow."""
    ways = [{"when": "Red", "runbook": "other"}, {"when": "Otherwise", "escalate": "Lead"}]
    flow = _flow(procedure=[{"title": "Look", "decide": ways}, {"title": "Never"}])
    assert "next" not in {edge.kind for edge in flow.edges}


def test_two_steps_of_one_name_have_one_address() -> None:
    """The page gives the anchor to the first; a link to it from the second would lead to the wrong step."""
    flow = _flow(procedure=[{"title": "Look", "on_failure": {"step": "look"}}, {"title": "Look"}])
    assert [node.address for node in flow.nodes] == ["#step-look", ""]
    assert flow.edges[0].target == 0


def test_far_jumps_end_in_a_number() -> None:
    """There are lanes for a few arrows; an arrow more is a circle with the number of its step."""
    steps = [{"title": f"Step {at}", "decide": [{"when": "So", "step": f"step-{39 - at}"}]} for at in range(40)]
    layout = lay_out(flow := _flow(procedure=steps))
    assert any(arrow.connector for arrow in layout.arrows)
    assert any(not arrow.connector and not flow.edges[arrow.edge].goes_on for arrow in layout.arrows)
    _check(flow, layout)


_TEXT = st.text(max_size=80).filter(lambda text: text.strip() and "\n" not in text) | st.sampled_from(
    [
        "x" * 2000,
        "word " * 400,
        "</text><script>alert(1)</script> & \"q\" 'r'",
        "\u202eright to left\u202c \u2067rli",
        "שלום עולם " * 30,
        "漢字" * 60,
        "e\u0301" * 200,
        "W" * 60,
        "\x1b[31mred",
        "👩\u200d🚒 " * 40,
        "\u3164\u200b",
    ]
)


@st.composite
def _runbooks(draw_: st.DrawFn) -> Runbook:
    ids = [f"s{at}" for at in range(draw_(st.integers(1, 60)))]
    target = st.one_of(
        st.fixed_dictionaries({"step": st.sampled_from([*ids, "gone"])}),
        st.fixed_dictionaries({"runbook": st.sampled_from(["other", "lost"])}),
        st.fixed_dictionaries({"escalate": _TEXT}),
    )
    steps: dict[str, list[dict[str, Any]]] = {}
    phases = ("diagnosis", "procedure", "rollback", "follow_up")
    for name in ids:
        step: dict[str, Any] = {"id": name, "title": draw_(_TEXT)}
        if draw_(st.booleans()):
            ways = st.lists(st.tuples(_TEXT | st.just("otherwise"), target), max_size=3)
            step["decide"] = [{"when": when, **way} for when, way in draw_(ways)]
        if draw_(st.booleans()):
            step["on_failure"] = draw_(target)
        steps.setdefault(draw_(st.sampled_from(phases)), []).append(step)
    return Runbook.model_validate({"title": "Test", **steps})


@settings(max_examples=40, deadline=None)
@given(_runbooks())
def test_any_runbook_can_be_drawn(runbook: Runbook) -> None:
    """However many steps, wherever they lead, whatever they say."""
    flow = flow_of(runbook, _KNOWN.get)
    if flow is None:
        return
    _check(flow, lay_out(flow))
    svg = ET.fromstring(str(draw(flow)).replace("xlink:", ""))  # noqa: S314 - made right here, and well-formed
    assert {element.tag for element in svg.iter()} <= {
        "svg",
        "a",
        "g",
        "path",
        "rect",
        "circle",
        "text",
        "tspan",
        "title",
    }
    links = [element.get("href") for element in svg.iter("a")]
    assert set(links) <= {node.address for node in flow.nodes}


def _check(flow: Flow, layout: Layout) -> None:
    """What holds for every drawing."""
    assert sorted(box.node for box in layout.boxes) == list(range(len(flow.nodes)))
    assert sorted(arrow.edge for arrow in layout.arrows) == list(range(len(flow.edges)))
    boxes = {box.node: box for box in layout.boxes}
    texts = [(label.y, label.bottom, label.lines) for label in layout.phases]
    texts += [(arrow.label.y, arrow.label.bottom, arrow.label.lines) for arrow in layout.arrows if arrow.label]
    for box in layout.boxes:
        assert 0 <= box.x < box.right <= layout.right <= WIDTH
        assert 0 <= box.y < box.bottom <= layout.height
        assert LINE * len(box.lines) < box.height
        assert all(box.x + 10 + width(line, SIZE) <= box.right for line in box.lines)
    for one, other in combinations(sorted((box.y, box.bottom) for box in layout.boxes), 2):
        assert one[1] < other[0] or other[1] < one[0]
    for top, bottom, lines in texts:
        assert all(TEXT + width(line, SIZE) <= layout.right for line in lines)
        assert not any(box.y < bottom and top < box.bottom for box in layout.boxes)
    for arrow in layout.arrows:
        edge = flow.edges[arrow.edge]
        assert arrow.points[0][0] == SPINE
        assert arrow.points[0][1] == boxes[edge.source].bottom
        if arrow.connector:
            assert flow.nodes[edge.target].number is not None
        else:
            assert _is_on_side(arrow.points[-1], boxes[edge.target])
        for (ax, ay), (bx, by) in pairwise(arrow.points):
            assert ax == bx or ay == by, "a line is level or upright"
            assert 0 <= min(ax, bx) <= max(ax, bx) <= WIDTH
            for top, bottom, _ in texts:
                crosses = min(ay, by) < bottom and top < max(ay, by) + 1e-9 and max(ax, bx) > TEXT - 1
                assert not crosses or min(ax, bx) >= layout.right
            for node, box in boxes.items():
                if node != edge.target:
                    within = min(ay, by) < box.bottom and box.y < max(ay, by) and min(ax, bx) < box.right
                    assert not within or max(ax, bx) < box.x


def _is_on_side(point: tuple[float, float], box: Box) -> bool:
    x, y = point
    return (x in {box.x, box.right} and box.y < y < box.bottom) or (y == box.y and box.x < x < box.right)


def test_texts_are_data() -> None:
    """Markup stays text, in the drawing as in the titles of what was cut."""
    evil = "<script>alert(1)</script> & {{ 7*7 }} " * 10
    svg = str(draw(_flow(procedure=[{"title": evil, "decide": [{"when": evil, "escalate": evil}]}])))
    assert "<script" not in svg
    assert svg.count("<title>") == 3
    assert re.search(r"\{\{ 7\*7 \}\} &lt;", svg)


@pytest.mark.parametrize("form", ["yaml", "markdown"])
def test_drawing_is_on_the_page(pages: dict[str, str], form: str) -> None:
    """A structured runbook with decisions has one drawing, with its words beside it; one in Markdown has none."""
    page = pages["runbooks/shop/restart" if form == "yaml" else "runbooks/wiki/plain"]
    assert (
        page.count("<svg") == page.count('id="rbs-flow-title"') == page.count("The same in words") == (form == "yaml")
    )
