"""Harmful commands are found, each by its rule, and sound ones are left in peace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runbook_site.sources.finding import Level
from tests.checks.commands import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Family

HERE = Path(__file__).parent
FAMILIES: tuple[Family, ...] = ("variable", "safety", "secret")
SOUND = (HERE / "sound-commands.txt").read_text("utf-8").splitlines()


def harmful() -> Iterator[tuple[str, str]]:
    """Each command of the list with the rule above it."""
    rule = ""
    for line in (HERE / "harmful-commands.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            rule = line.removeprefix("# ")
        else:
            yield rule, line


def test_each_is_found_by_its_rule(tmp_path: Path) -> None:
    """What harms is found, however it is written, at a place inside of the command."""
    rows = list(harmful())
    found = findings_of([command for _, command in rows], FAMILIES, tmp_path)
    missed = [row for row, of in zip(rows, found, strict=True) if row[0] not in {each.rule for each in of}]
    assert missed == []
    assert {each.span.start.line for of in found for each in of} == {4}


@pytest.mark.parametrize("form", ["yaml", "markdown"])
def test_sound_commands_draw_no_warning(form: Literal["yaml", "markdown"], tmp_path: Path) -> None:
    """What is right is left in peace: placeholders, documented examples, variables, hashes, guarded deletions."""
    found = findings_of(SOUND, FAMILIES, tmp_path, form)
    spoken = [
        (command, each.rule, each.message)
        for command, of in zip(SOUND, found, strict=True)
        for each in of
        if each.level is not Level.INFO and each.rule != "placeholder-left"
    ]
    assert len(SOUND) >= 300
    assert spoken == []


PIECES = st.sampled_from(
    [
        *("rm -rf ", '"$a"', "$b", "/", "*", " | ", " && ", "\n", "$(", ")", "curl ", "-u ", "a:b", "kubectl delete "),
        *("-n ", "--all", "<x>", "'", '"', " > f", "< f", "bash ", "-c ", "<(", "echo ", "--password", "=", "{{y}}"),
        *("find ", "-delete", "set -u", "git push -f", "chmod 777 ", "docker rm -f ", "://u:p@h", "\\", "é", "\u00a0"),
    ]
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=st.lists(st.lists(PIECES, max_size=25).map("".join), min_size=1, max_size=10))
def test_no_text_makes_a_rule_crash(commands: list[str], tmp_path: Path) -> None:
    """Whatever a block holds, the rules come to an end and say something or nothing."""
    findings_of(commands, FAMILIES, tmp_path)
