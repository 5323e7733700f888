"""What the disk was asked, and whether it would say the same again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from runbook_site.sources import disk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def ask_all(folder: Path) -> None:
    """Every kind of question, answered and refused."""
    disk.exists(folder / "a.md")
    disk.exists(folder / "missing")
    disk.is_folder(folder)
    disk.real_path(folder / "link")
    disk.entries(folder)
    disk.contents(folder / "a.md")
    disk.stamp(folder / "a.md")
    with pytest.raises(FileNotFoundError):
        disk.contents(folder / "missing")
    with pytest.raises(OSError, match="missing"):
        disk.stamp(folder / "missing")
    with pytest.raises(ValueError, match="null"):
        disk.contents(f"{folder}/a\0b")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file, and a link to it."""
    (tmp_path / "a.md").write_text("one")
    (tmp_path / "link").symlink_to("a.md")
    return tmp_path


def lead_elsewhere(folder: Path) -> None:
    """A link to another file."""
    (folder / "link").unlink()
    (folder / "link").symlink_to("b.md")


def grow(folder: Path) -> None:
    """Another text of the same length, at the same time."""
    status = (folder / "a.md").stat()
    (folder / "a.md").write_text("two")
    os.utime(folder / "a.md", ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES: list[Callable[[Path], object]] = [
    grow,
    lambda folder: (folder / "a.md").unlink(),
    lambda folder: (folder / "missing").write_text(""),
    lambda folder: (folder / "b.md").write_text(""),
    lead_elsewhere,
]


def test_the_same_questions_get_the_same_answers(folder: Path) -> None:
    """Of a disk that has not changed."""
    with disk.noting() as asked:
        ask_all(folder)
    assert len(asked) == 10
    assert disk.answers(asked) == asked


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(folder: Path, change: Callable[[Path], object]) -> None:
    """Whatever has changed, even if its size and time have not."""
    with disk.noting() as asked:
        ask_all(folder)
    change(folder)
    assert disk.answers(asked) != asked


def test_who_is_told_two_things_relies_on_neither(folder: Path) -> None:
    """A file that changes while a run reads it makes a result that is not kept for long."""
    with disk.noting() as asked:
        disk.contents(folder / "a.md")
        grow(folder)
        disk.contents(folder / "a.md")
    assert disk.answers(asked) != asked


def test_nothing_is_noted_for_others(folder: Path) -> None:
    """Who does not ask for notes pays nothing for them."""
    with disk.noting() as asked:
        pass
    disk.exists(folder)
    assert asked == {}


def test_what_is_no_regular_file_is_not_read(tmp_path: Path) -> None:
    """A pipe would keep the reader waiting for ever."""
    os.mkfifo(tmp_path / "pipe")
    assert disk.contents(tmp_path / "pipe") == disk.Contents(b"", 0, is_regular=False)
