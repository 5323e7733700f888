"""Variables that are set for one command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.registry import RULES
from tests.checks.commands import findings_of

if TYPE_CHECKING:
    from tests.checks.conftest import Examples

RULE = "assignment-for-one-command"
LOST = (
    'SHOP_DB="postgres://db/shop" npx prisma migrate deploy\npsql "$SHOP_DB"',
    "A=1 B=2 run\nrun $B",
    "A=1 run; run ${A}",
    "A=1 run | grep $A",
    "if A=1 run; then echo $A; fi",
    "A=1 run\n# then\nrun --with=$A",
    "sudo -v\nA=1 sudo -E run\ncat <<< $A",
)
KEPT = (
    "A=1 run $A",
    "A=1\nrun $A",
    "A=1 run\nA=1 run $A",
    "A=1 run\nexport A=2\nrun $A",
    "A=1 run\nrun '$A'",
    "A=1 run\nrun \\$A",
    "A=1 run\nfor A in 1 2; do run $A; done",
    "A=1 run\nread -r A\nrun $A",
    "A=1 run\nrun ${A:-2} ${A:?} ${A+x}",
    "run $A\nA=1 run\nrun $A",
    'A="$A:x" run\nrun $A',
    "A=1 run\nsource settings.sh\nrun $A",
    "A=1 export B\nrun $A",
    "A=1 ssh web 'echo $A'",
    "PATH=/opt/bin:$PATH run\necho $PATH",
    "IFS=, read -r a b <<< $line\necho $a",
    "LC_ALL=C sort names\necho $LC_ALL",
    "REPO=...your repo...\necho $REPO",
    "f() { A=1 run; }\nf",
)


@pytest.mark.parametrize("command", LOST)
def test_use_behind_the_command_is_found(command: str, examples: Examples) -> None:
    """The value is gone, however the two commands are joined."""
    (found,) = findings_of([command], {"variable"}, examples.folder)
    assert [each.rule for each in found if each.rule == RULE] == [RULE]


@pytest.mark.parametrize("command", KEPT)
def test_a_variable_with_a_value_is_left_alone(command: str, examples: Examples) -> None:
    """What is set again, comes from elsewhere, or belongs to another shell, is no mistake."""
    (found,) = findings_of([command], {"variable"}, examples.folder)
    assert [each.message for each in found if each.rule == RULE] == []


def test_a_declared_variable_is_left_alone(examples: Examples) -> None:
    """A variable of the runbook has a value of its own, which the assignment only hides."""
    page = "---\nvariables:\n  tenant: {description: Who}\n---\n# Try\n\n```bash\ntenant=b run\nrun $tenant\n```\n"
    report = examples.check({"runbook_src/shop/try.md": page})
    assert RULE in RULES
    assert [each for each in report.findings if each.rule == RULE] == []
    plain = page.replace("tenant: {", "other: {")
    report = examples.check({"runbook_src/shop/try.md": plain})
    assert [each.rule for each in report.findings if each.rule == RULE] == [RULE]
