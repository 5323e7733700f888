"""``prove --drill``: what it prints, and how it ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from runbook_site.cli.main import main
from runbook_site.proofs.counterparts import git

if TYPE_CHECKING:
    from tests.conftest import WriteFiles

TAG = """\
title: Tag a release
counterparts:
  git: [{path: shop, commits: [{message: First, files: {a.txt: a}}]}]
drill:
  phases: [procedure, rollback]
  state: git -C shop tag --list; git -C shop rev-parse HEAD
procedure:
  - title: Tag
    commands:
      - {id: tag, run: git -C shop tag v1, risk: change, expect: {then: git -C shop rev-parse v1}}
rollback:
  - title: Take it back
    commands:
      - {id: untag, run: git -C shop tag --delete UNDONE, risk: change}
follow_up:
  - title: Tell
    commands:
      - {id: tell, run: ./tell.sh}
"""


@pytest.fixture(autouse=True)
def folder(write_files: WriteFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    """A runbook whose drill passes, one whose drill fails, and one without."""
    folder = write_files(
        {
            "runbook_src/shop/tag.yml": TAG.replace("UNDONE", "v1"),
            "runbook_src/shop/forget.yml": TAG.replace("--delete UNDONE", "--list"),
            "runbook_src/shop/look.yml": "title: L\ndiagnosis: [{title: S, commands: [{run: uptime}]}]\n",
        }
    )
    monkeypatch.chdir(folder)


def test_a_drill_that_passes(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command with what was seen of it, and those that were left out."""
    assert main(["prove", "--drill", "shop/tag"]) == 0
    head, against, *commands, left_out = capsys.readouterr().out.splitlines()
    assert head == "shop/tag: passed (2 commands, 1 left out)"
    assert against.startswith("  with git ")
    assert commands == ["  done    tag; afterwards 'git -C shop rev-parse v1' ended with 0", "  done    untag"]
    assert left_out == "  left out: tell"


def test_all_drills_and_one_that_fails(capsys: pytest.CaptureFixture[str]) -> None:
    """Of those that have one; one that fails is a finding."""
    assert main(["prove", "--drill", "all", "--format", "json"]) == 1
    drills = json.loads(capsys.readouterr().out)["drills"]
    assert [(each["runbook"], each["passed"]) for each in drills] == [("forget", False), ("tag", True)]
    assert "before" in drills[0]["problems"][0]
    assert [each["why_not"] for each in drills[0]["commands"]] == [[], []]


def test_a_machine_without_the_counterpart(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It was not tried, which is neither passed nor failed."""
    monkeypatch.setattr(git, "missing", lambda _: "git is not installed")
    assert main(["prove", "--drill", "shop/tag"]) == 2
    told = capsys.readouterr().out
    assert "shop/tag: was not tried" in told
    assert "git is not installed" in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--drill", "shop/tga"], "there is no runbook 'shop/tga'"),
        (["--drill", "shop/tag", "--record", "proofs.json"], "--drill runs whole runbooks"),
    ],
)
def test_what_cannot_be_meant(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is not there, and options that do not go together."""
    try:
        code = main(["prove", *arguments])
    except SystemExit as end:
        code = int(end.code or 0)
    assert code == 2
    assert words in capsys.readouterr().err
