"""Which step can follow which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from runbook_site.checks.runbook.step_flow import flow_of, reachable, trapped

if TYPE_CHECKING:
    from runbook_site.checks.runbook.step_flow import Flow
    from tests.checks.conftest import Examples

GRAPHS = st.integers(1, 8).flatmap(
    lambda size: st.tuples(
        st.lists(st.frozensets(st.integers(0, size - 1)), min_size=size, max_size=size),
        st.lists(st.booleans(), min_size=size, max_size=size),
    )
)

RUNBOOK = """\
title: Restart the shop
diagnosis:
  - id: look
    title: Look at it
    decide:
      - {when: It answers, step: verify}
      - {when: The machine is gone, runbook: rebuild}
procedure:
  - id: restart
    title: Restart it
    on_failure: {step: undo}
  - id: choose
    title: Choose
    decide:
      - {when: Otherwise, step: restart}
verification:
  - {id: verify, title: See that it runs}
rollback:
  - {id: undo, title: Undo it}
  - {id: look-again, title: Look again}
follow_up:
  - {id: tell, title: Tell everybody}
"""


def flow(examples: Examples) -> Flow:
    """The flow of the runbook above."""
    examples.write({"runbook_src/shop/restart.yml": RUNBOOK})
    return flow_of(examples.project().library.runbooks[0])


def test_ways_and_order_lead_on(examples: Examples) -> None:
    """Decisions, failures and the order of steps are ways; a rollback is not walked into, and ends the runbook."""
    steps = flow(examples)
    names = [step.id for step in steps.steps]
    after = {name: {names[number] for number in steps.following[at]} for at, name in enumerate(names)}
    assert after == {
        "look": {"verify", "restart"},
        "restart": {"choose", "undo"},
        "choose": {"restart"},
        "verify": {"tell"},
        "undo": {"look-again"},
        "look-again": set(),
        "tell": set(),
    }


def test_ends_and_entries(examples: Examples) -> None:
    """Another runbook, the last step and the last of the rollback end it; every phase can be entered."""
    steps = flow(examples)
    names = [step.id for step in steps.steps]
    assert {names[at] for at, end in enumerate(steps.ends) if end} == {"look", "look-again", "tell"}
    assert {names[at] for at in steps.entries} == {"look", "restart", "verify", "undo", "tell"}


@given(GRAPHS)
def test_trapped_have_no_way_out(graph: tuple[list[frozenset[int]], list[bool]]) -> None:
    """A step is trapped exactly where no end is among all that can be come to from it."""
    following, ends = tuple(graph[0]), tuple(graph[1])
    inside = trapped(following, ends)
    for number in range(len(following)):
        come_to = reachable(following, frozenset({number}))
        assert (number in inside) == (not any(ends[each] for each in come_to))
