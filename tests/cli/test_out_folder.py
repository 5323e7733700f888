"""What the tool writes never costs what somebody else wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.cli.out_folder import MARKER, write_folder
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_folder_gets_all_files(tmp_path: Path) -> None:
    """Pages in folders arrive where they belong."""
    write_folder(tmp_path / "out", {"a/b.md": b"x"})
    assert (tmp_path / "out/a/b.md").read_bytes() == b"x"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_our_folder_is_replaced_whole(tmp_path: Path) -> None:
    """Pages of runbooks that are gone do not stay behind."""
    write_folder(tmp_path / "out", {"old.md": b""})
    write_folder(tmp_path / "out", {"new.md": b""})
    assert {path.name for path in (tmp_path / "out").iterdir()} == {MARKER, "new.md"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_foreign_folder_is_never_emptied(tmp_path: Path) -> None:
    """`--out ~` is a mistake that costs nothing."""
    (tmp_path / "photo.jpg").write_bytes(b"dear")
    with pytest.raises(RunbookSiteError, match="did not write"):
        write_folder(tmp_path, {"a.md": b""})
    assert (tmp_path / "photo.jpg").read_bytes() == b"dear"


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    """What a link leads to may be anything."""
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    with pytest.raises(RunbookSiteError):
        write_folder(tmp_path / "out", {"a.md": b""})


def test_a_failure_half_way_leaves_the_former_folder(tmp_path: Path) -> None:
    """A full disk in the middle of a build does not take the site down."""
    write_folder(tmp_path / "out", {"a.md": b"former"})
    with pytest.raises(RunbookSiteError):
        write_folder(tmp_path / "out", {"a.md": b"new", "a.md/b.md": b"cannot be"})
    assert (tmp_path / "out/a.md").read_bytes() == b"former"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
