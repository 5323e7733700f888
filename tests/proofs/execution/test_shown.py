"""What ended well and showed nothing of what it is for is told apart from what worked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs.execution.execution import Execution
from tests.proofs.execution.test_proof import OWN, SHELL, SQL, run

if TYPE_CHECKING:
    from tests.proofs.conftest import ProveFiles
    from tests.proofs.execution.conftest import Execute

NO_EFFECT = "it ended well, and nothing shows its effect: 'expect: then' can look for it"
NOTHING_FOUND = "it ended well and found nothing: 'expect' does not say that this is right"
NOTHING_PRINTED = "it ended well and printed nothing: 'expect: exit' can say that the status is its answer"


def test_an_effect(executed: Execute) -> None:
    """What changes something is seen by what is expected of it, or by the files that it leaves; not by its word."""
    commands = {
        "sql: VACUUM orders;": NO_EFFECT,
        "sql: DELETE FROM orders WHERE id = 7000;": NO_EFFECT,
        "run: psql -c 'DELETE FROM orders WHERE id = 1'\nexpect: {exit: 0}": NO_EFFECT,
        "sql: DELETE FROM orders WHERE id = 2;\nexpect: {contains: [DELETE 1]}": "",
        "sql: DELETE FROM orders WHERE id = 3;\nexpect:\n"
        "  then: test $(psql -Atc 'SELECT count(*) FROM orders WHERE id = 3') = 0": "",
        "pg_dump shop > shop.sql": "",
    }
    done = executed(*commands)
    assert [each.why_not for each in done] == [()] * len(commands)
    assert [each.unshown for each in done] == list(commands.values())


def test_an_answer(executed: Execute) -> None:
    """A question that is answered with nothing is answered where its author says so, or that the status tells."""
    commands = {
        "sql: SELECT id FROM orders WHERE id < 3;": "",
        "sql: SELECT id FROM orders WHERE id < 0;": NOTHING_FOUND,
        "sql: SELECT id FROM orders WHERE id < 0;\nexpect: {exit: 0}": NOTHING_FOUND,
        "sql: SELECT id FROM orders WHERE id < 0;\nexpect: {contains: [(0 rows)]}": "",
        "sql: SELECT 1; SELECT id FROM orders WHERE id < 0;": "",
        "psql -Atc 'SELECT 1 WHERE false'": NOTHING_PRINTED,
        "run: psql -Atc 'SELECT 1 WHERE false'\nexpect: {exit: 0}": "",
        """psql -Atc "SELECT '{\\"events\\": [{}], \\"next\\": null}'" """: NOTHING_FOUND,
        """psql -Atc "SELECT '{\\"events\\": [0], \\"next\\": null}'" """: "",
        """psql -Atc "SELECT '[not JSON'" """: "",
        "psql -Atc \"SELECT 'None'\"": NOTHING_FOUND,
        "psql -Atc 'SELECT 0'": "",
    }
    done = executed(*commands)
    assert [each.why_not for each in done] == [()] * len(commands)
    assert [each.unshown for each in done] == list(commands.values())


def test_it_is_no_proof(prove_files: ProveFiles) -> None:
    """It is not executed, and the evidence tells of the run all the same."""
    proven = [each.proof for each in run(prove_files, Execution("", 0, unshown=NO_EFFECT))]
    assert [each.level for each in proven] == [ProofLevel.REHEARSED, ProofLevel.ACCEPTED, ProofLevel.LINTED]
    assert proven[SHELL].short_of == proven[SQL].short_of == f"its execution: {NO_EFFECT}"
    assert all("it ran for real, and ended with 0" in each.evidence for each in proven)
    assert "has no usage of it" in proven[OWN].short_of
