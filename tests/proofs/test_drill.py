"""Whole runbooks, tried for real."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.catalog.build import build_catalog
from runbook_site.proofs.drill import run_drill
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from collections.abc import Callable

    from runbook_site.proofs.drill import Drilled
    from tests.conftest import WriteFiles

    Drill = Callable[..., Drilled]

SERVICE = """\
name: Shop
summary: Sells.
owner: shop
counterparts:
  postgres:
    databases: [shop]
    set_up: |
      CREATE TABLE orders (id int PRIMARY KEY);
      INSERT INTO orders SELECT generate_series(1, 100);
"""
RESTORE = """\
title: Bring orders back
kind: recovery
{drill}
prerequisites:
  - title: Have a backup
    commands:
      - {{id: back-up, run: pg_dump --file shop.sql shop, risk: change}}
diagnosis:
  - title: Lose them
    commands:
      - {{id: lose, sql: DROP TABLE orders;, risk: destructive, effect: all orders are lost}}
procedure:
  - title: Bring them back
    commands:
      - {{id: restore, run: psql -v ON_ERROR_STOP=1 -f {file} shop, risk: change}}
      - {{id: announce, run: ./announce.sh}}
verification:
  - title: Look
    commands:
      - {{id: count, sql: SELECT count(*) FROM orders;, expect: {{contains: ['100']}}, risk: read}}
"""
STATE = "state: psql -Atc 'SELECT count(*), min(id), max(id) FROM orders'"


@pytest.fixture
def drill(write_files: WriteFiles) -> Drill:
    """Runs the drill of a runbook of the shop."""

    def run(text: str, file: str = "shop.sql") -> Drilled:
        runbook = RESTORE.format(drill=text, file=file)
        folder = write_files({"shop/service.yml": SERVICE, "shop/restore.yml": runbook})
        project = read_project([folder], folder)
        (runbook_read,) = project.runbooks
        return run_drill(runbook_read, build_catalog(project).entries, project.library.services[0].service)

    return run


def failed(drilled: Drilled) -> dict[str, str]:
    """Why commands failed, by name."""
    return {entry.name: execution.why_not[0] for entry, execution in drilled.executions if execution.why_not}


def test_what_was_lost_is_back(drill: Drill) -> None:
    """The data is really gone, and really back: the state is as before."""
    done = drill(f"drill:\n  without: [announce]\n  {STATE}\n  then: test -s shop.sql\n")
    assert (failed(done), done.problems, done.untried) == ({}, (), "")
    assert done.passed
    assert [entry.name for entry, _ in done.executions] == ["back-up", "lose", "restore", "count"]
    assert [entry.name for entry in done.left_out] == ["announce"]
    assert dict(done.against)["postgresql"]


def test_what_is_not_undone_fails_the_whole(drill: Drill) -> None:
    """Each command may do what is expected, and the state still be another; so may what is to hold at the end."""
    done = drill(f"drill:\n  phases: [prerequisites]\n  {STATE}; date +%N\n  then: test -e elsewhere\n")
    assert failed(done) == {}
    assert not done.passed
    assert [each.partition(":")[0] for each in done.problems] == [
        "it does not leave the state as it was",
        "'drill",
    ]
    assert done.problems[1] == "'drill: then' ended with 1"


def test_a_restore_of_what_nobody_made_fails(drill: Drill) -> None:
    """With the reason; what comes below fails too."""
    done = drill(f"drill:\n  without: [announce]\n  {STATE}\n", file="other.sql")
    assert "other.sql" in failed(done)["restore"]
    assert "count" in failed(done)
    assert not done.passed
    assert "'drill: state' ended with 1" in done.problems[0]


def test_what_has_no_counterpart_is_not_passed_over_in_silence(drill: Drill) -> None:
    """Who wants it left out says so."""
    done = drill("")
    assert failed(done) == {"announce": "nothing real stands for './announce.sh'"}
    assert not done.passed


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("drill: {without: [anounce]}", "'drill: without' names 'anounce', and no command is called so"),
        ("drill: {phases: [rollback]}", "no command belongs to it"),
        (
            "drill: {phases: [prerequisites], state: 'true'}",
            "'drill: state' prints nothing, so nothing can be compared",
        ),
        ("drill: {phases: [prerequisites], state: nothing-here}", "'drill: state' ended with 127"),
    ],
)
def test_a_drill_that_proves_nothing_does_not_pass(drill: Drill, text: str, problem: str) -> None:
    """A name misspelt, no command, a state that says nothing."""
    done = drill(text)
    assert not done.passed
    assert done.problems[0].startswith(problem)


def test_without_counterparts_there_is_no_drill(write_files: WriteFiles) -> None:
    """Nothing ran, so nothing passed."""
    folder = write_files({"shop/look.yml": "title: L\ndiagnosis: [{title: S, commands: [{run: uptime}]}]\n"})
    project = read_project([folder], folder)
    done = run_drill(project.runbooks[0], build_catalog(project).entries)
    assert (done.passed, done.problems) == (False, ("it has no 'counterparts' to run against",))
