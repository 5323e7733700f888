"""A run that would come out the same is not done again; any other is."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from runbook_site.checks import kept_run
from runbook_site.checks.kept_run import MOST_RUNS, KeptRuns, Run
from runbook_site.sources import disk

if TYPE_CHECKING:
    from pathlib import Path

ASKED_FOR = {"paths": ["runbook_src"], "format": "text"}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The file of a run that read one text."""
    file = tmp_path / "cache" / "runs.json"
    (tmp_path / "a.md").write_text("one")
    keep(file, tmp_path)
    return file


def keep(file: Path, folder: Path, text: str = "1 error") -> None:
    """What a run does."""
    runs = KeptRuns(file, ASKED_FOR)
    with disk.noting() as asked:
        disk.contents(folder / "a.md")
        disk.exists(folder / "b.md")
    runs.keep(asked, Run(text, 1))


def test_the_same_run_is_found(kept: Path) -> None:
    """With its text and its exit code."""
    assert KeptRuns(kept, ASKED_FOR).find() == Run("1 error", 1)


def test_a_change_of_what_was_read_is_another_run(kept: Path, tmp_path: Path) -> None:
    """And when it is taken back, the former one is the same again."""
    (tmp_path / "a.md").write_text("two")
    assert KeptRuns(kept, ASKED_FOR).find() is None
    keep(kept, tmp_path, "2 errors")
    assert KeptRuns(kept, ASKED_FOR).find() == Run("2 errors", 1)
    (tmp_path / "a.md").write_text("one")
    assert KeptRuns(kept, ASKED_FOR).find() == Run("1 error", 1)
    (tmp_path / "b.md").write_text("")
    assert KeptRuns(kept, ASKED_FOR).find() is None


def test_who_asks_for_something_else_gets_another_run(kept: Path) -> None:
    """Another form, another day, another option."""
    assert KeptRuns(kept, ASKED_FOR | {"format": "json"}).find() is None
    assert KeptRuns(kept, ASKED_FOR | {"today": "2026-11-21"}).find() is None


def test_another_place_and_other_programs_are_another_run(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths are relative to a folder, and findings come from programs too."""
    with monkeypatch.context() as elsewhere:
        elsewhere.chdir(tmp_path)
        assert KeptRuns(kept, ASKED_FOR).find() is None
    with monkeypatch.context() as other:
        other.setenv("PATH", f"/nowhere{os.pathsep}{os.environ['PATH']}")
        assert KeptRuns(kept, ASKED_FOR).find() is None
    with monkeypatch.context() as other:
        other.setattr(sys, "version", "3.99")
        assert KeptRuns(kept, ASKED_FOR).find() is None
    assert KeptRuns(kept, ASKED_FOR).find() is not None


def test_a_change_of_the_tool_is_another_run(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that was mended speaks, whatever the version says."""
    genuine = kept_run._package()
    assert any("kept_run.py" in each for each in genuine)
    assert any(".json.xz" in each for each in genuine)
    assert not any("__pycache__" in each for each in genuine)
    monkeypatch.setattr(kept_run, "_package", lambda: [*genuine[1:], genuine[0] + "0"])
    assert KeptRuns(kept, ASKED_FOR).find() is None


def test_only_the_last_runs_are_kept(kept: Path, tmp_path: Path) -> None:
    """Reports are long, and the file is read by every run."""
    for number in range(3 * MOST_RUNS):
        (tmp_path / "a.md").write_text(f"text {number}")
        keep(kept, tmp_path, "x" * 5_000)
    assert kept.stat().st_size < MOST_RUNS * 3 * 5_000
    assert KeptRuns(kept, ASKED_FOR).find() is not None


def test_without_a_file_nothing_is_kept(tmp_path: Path) -> None:
    """Where the user wants none, or there is no place for it."""
    (tmp_path / "a.md").write_text("one")
    runs = KeptRuns(None, ASKED_FOR)
    with disk.noting() as asked:
        disk.contents(tmp_path / "a.md")
    runs.keep(asked, Run("1 error", 1))
    assert runs.find() is None


def test_the_report_is_not_in_clear(kept: Path) -> None:
    """Who may read the cache, and not the runbooks, learns nothing of them."""
    assert b"1 error" not in kept.read_bytes()
