"""Runbooks as tests: what pytest collects, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import WriteFiles

RESTART = """\
title: Restart the shop
kind: incident
procedure:
  - title: Restart
    commands:
      - {title: Ask, run: systemctl is-active shop-web, risk: read}
      - {title: Restart it, run: sudo systemctl restart shop-web, risk: change}
      - {title: Tell the till, run: "tillctl reload \\u001b[31m", risk: change}
"""
BACKUP = """\
# Back up

```bash
# Dump it
pg_dump --file shop.sql shop

# Look at it
wc -l shop.sql

# Restore another
psql --file other.sql shop
```
"""


@pytest.fixture
def folder(write_files: WriteFiles) -> Path:
    """Two runbooks, and tests of somebody's own beside them."""
    return write_files(
        {
            "runbook_src/shop/restart.yml": RESTART,
            "runbook_src/shop/backup.md": BACKUP,
            "test_own.py": "def test_own():\n    pass\n",
            "pytest.ini": "[pytest]\naddopts = --strict-markers -p no:cacheprovider\n",
        }
    )


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Calls pytest there; gives its exit code and its output."""
    monkeypatch.chdir(folder)

    def called(*options: str) -> tuple[int, str]:
        code = pytest.main([*options])
        output = capfd.readouterr()
        return int(code), output.out + output.err

    return called


def items(output: str) -> list[str]:
    """The ids that ``--collect-only -q`` lists."""
    return [line for line in output.splitlines() if "::" in line]


def test_a_command_is_an_item(run: Run) -> None:
    """By file and name, in the file's order, and without the tests that nobody asked for."""
    code, output = run("--runbooks", "runbook_src", "--collect-only", "-q")
    assert code == 0
    assert items(output) == [
        "runbook_src/shop/backup.md::dump-it",
        "runbook_src/shop/backup.md::look-at-it",
        "runbook_src/shop/backup.md::restore-another",
        "runbook_src/shop/restart.yml::ask",
        "runbook_src/shop/restart.yml::restart-it",
        "runbook_src/shop/restart.yml::tell-the-till",
    ]


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        (("-k", "psql or tillctl"), ["restore-another", "tell-the-till"]),
        (("-k", "incident and read"), ["ask"]),
        (("-m", "runbook(risk='change')"), ["dump-it", "restart-it", "tell-the-till"]),
        (("-m", "runbook_tool(name='systemctl')"), ["ask", "restart-it"]),
        (("-m", "runbook(level='rehearsed')", "--runbooks-level", "rehearsed"), None),
    ],
)
def test_items_are_chosen_by_what_they_do(run: Run, chosen: tuple[str, ...], names: list[str] | None) -> None:
    """By words and by marks."""
    _, output = run("--runbooks", "runbook_src", "--collect-only", "-q", *chosen)
    found = [item.partition("::")[2] for item in items(output)]
    assert sorted(found) == sorted(names) if names is not None else len(found) == 6


def test_own_tests_run_beside(run: Run) -> None:
    """Where they are named; without the option nothing of it is there."""
    _, output = run("test_own.py", "--runbooks", "runbook_src/shop/restart.yml", "--collect-only", "-q")
    assert items(output)[0] == "test_own.py::test_own"
    assert len(items(output)) == 4
    _, output = run("--collect-only", "-q")
    assert items(output) == ["test_own.py::test_own"]


def test_what_is_not_proven_fails_with_the_evidence(run: Run) -> None:
    """A restore of a file that no step makes; a program that no grammar knows; control characters do nothing."""
    code, output = run("--runbooks", "runbook_src", "--runbooks-level", "rehearsed", "-rA")
    assert code == 1
    passed = [line for line in output.splitlines() if line.startswith("PASSED")]
    assert [line.partition("::")[2] for line in passed] == ["dump-it", "look-at-it", "ask", "restart-it"]
    assert "shop/backup/restore-another is accepted, and rehearsed is demanded" in output
    assert "other.sql" in output
    assert "no grammar covers 'tillctl'" in output
    assert "\x1b[31m" not in output


def test_settings_demand_a_level(folder: Path, run: Run) -> None:
    """As `check` does; of all others, that no rule speaks against them."""
    (folder / "runbook_src" / "site.yml").write_text(
        "check: {proven: [{level: accepted, kinds: [incident]}]}\n", encoding="utf-8"
    )
    code, output = run("--runbooks", "runbook_src", "-q", "-rA")
    assert code == 1
    failed = [line for line in output.splitlines() if line.startswith("FAILED")]
    assert [line.split()[1].partition("::")[2] for line in failed] == ["tell-the-till"]


def test_side_by_side(run: Run) -> None:
    """Several processes say the same as one."""
    options = ("--runbooks", "runbook_src", "--runbooks-level", "rehearsed", "-q")
    _, alone = run(*options)
    _, beside = run(*options, "-n", "2")
    assert "2 failed, 4 passed" in alone
    assert "2 failed, 4 passed" in beside


def test_a_runbook_with_errors_is_an_error(folder: Path, run: Run) -> None:
    """Its commands are not there to be tested: that must not pass in silence."""
    (folder / "runbook_src" / "shop" / "broken.yml").write_text("title: X\nprocedure: 3\n", encoding="utf-8")
    code, output = run("--runbooks", "runbook_src", "-q")
    assert code == 2
    assert "runbook_src/shop/broken.yml:2: procedure: a list is needed here" in output


def test_a_wrong_path_is_told(run: Run) -> None:
    """As pytest does."""
    code, output = run("--runbooks", "runbooks", "-q")
    assert code == 4
    assert "file or directory not found" in output


TAG = """\
title: Tag a release
counterparts:
  git: [{path: shop, commits: [{message: First, files: {a.txt: a}}]}]
drill: {state: git -C shop for-each-ref}
procedure:
  - title: Tag
    commands: [{id: tag, run: git -C shop tag v1, risk: change}]
rollback:
  - title: Take it back
    commands: [{id: untag, run: git -C shop tag UNDO, risk: change}]
"""


def test_a_drill_is_an_item(folder: Path, run: Run) -> None:
    """It passes where the whole does; else it tells what is wrong with it."""
    for name, undo in {"tag": "--delete v1", "forget": "--list"}.items():
        (folder / "runbook_src" / "shop" / f"{name}.yml").write_text(TAG.replace("UNDO", undo), encoding="utf-8")
    code, output = run("--runbooks", "runbook_src", "-k", "drill", "-q", "-rA")
    assert code == 1
    assert "PASSED runbook_src/shop/tag.yml::drill" in output
    assert "the drill of shop/forget failed" in output
    assert "it does not leave the state as it was" in output
    assert "1 failed, 1 passed" in output
