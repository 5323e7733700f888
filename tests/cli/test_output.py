"""`--output` puts a file in place, and nothing else out of it."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from runbook_site.cli.main import main
from runbook_site.cli.output import replace_file

SHOP = Path(__file__).parent.parent / "shop"
TOOL = Path(sys.executable).parent / "runbook-site"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shop's project, as the working directory."""
    shutil.copytree(SHOP, tmp_path / "shop")
    monkeypatch.chdir(tmp_path / "shop")
    return tmp_path / "shop"


def catalog(output: str) -> int:
    """Write the catalog to a file."""
    return main(["catalog", "--format", "csv", "--output", output])


def test_a_pipe_is_written_to_and_stays(shop: Path) -> None:
    """What is no regular file is never replaced by one."""
    os.mkfifo(shop / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((shop / "pipe").read_bytes()))
    reader.start()
    assert catalog("pipe") == 0
    reader.join(timeout=10)
    assert read[0].startswith(b"id,service")
    assert stat.S_ISFIFO((shop / "pipe").stat().st_mode)


def test_a_terminal_device_is_written_to_and_stays(shop: Path) -> None:
    """A device keeps its place, also behind a link."""
    controller, terminal = os.openpty()
    try:
        (shop / "device").symlink_to(os.ttyname(terminal))
        assert main(["check", "--output", "device", "--today", "2026-11-21"]) == 0
        assert b"2 runbooks" in os.read(controller, 10_000)
        assert (shop / "device").is_char_device()
    finally:
        os.close(terminal)
        os.close(controller)


def test_what_a_link_leads_to_is_replaced(shop: Path) -> None:
    """A link stays a link; its target is replaced in one step."""
    (shop / "reports").mkdir()
    target = shop / "reports" / "latest.csv"
    (shop / "link.csv").symlink_to("reports/latest.csv")
    assert catalog("link.csv") == 0
    first = target.stat().st_ino
    with target.open("rb") as reader:
        assert catalog("link.csv") == 0
        assert reader.read().startswith(b"id,service")
    assert (shop / "link.csv").is_symlink()
    assert target.stat().st_ino != first
    assert [path.name for path in (shop / "reports").iterdir()] == ["latest.csv"]


def test_permissions_of_a_file_are_kept(shop: Path) -> None:
    """A report that only the team may read does not become public."""
    target = shop / "catalog.csv"
    target.touch()
    target.chmod(0o640)
    assert catalog("catalog.csv") == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["runbook_src/shop/notes.md", "runbook_src/site.yml", "link", "hard", "./odd.md"])
def test_a_source_is_never_overwritten(shop: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip of the completion does not cost a runbook, by whatever name it is called."""
    (shop / "link").symlink_to("runbook_src/shop/checkout-down.yml")
    (shop / "hard").hardlink_to(shop / "runbook_src/shop/checkout-down.yml")
    (shop / "odd.md").write_bytes(b"# Odd \xff\n")
    before = (shop / name).read_bytes()
    for command in ("check", "catalog"):
        assert main([command, "runbook_src", "odd.md", "--output", name]) == 2
        assert "one of the files that were read" in capsys.readouterr().err
    assert (shop / name).read_bytes() == before


def test_a_file_that_was_seen_and_not_read_can_be_written(shop: Path) -> None:
    """A report in the folder that it is about can be renewed."""
    for _ in range(2):
        assert main(["catalog", ".", "--output", "runbook_src/catalog.json"]) == 0
    assert (shop / "runbook_src/catalog.json").is_file()


@pytest.mark.parametrize(
    ("output", "word"),
    [
        (".", "'.' is a folder"),
        ("", "is a folder"),
        ("runbook_src", "'runbook_src' is a folder"),
        ("missing/x.csv", "there is no folder 'missing'"),
        ("runbook_src/site.yml/x.csv", "'runbook_src/site.yml' is no folder"),
        ("loop", "symbolic links"),
        ("x" * 300, "too long"),
    ],
)
def test_what_is_wrong_with_a_place_is_said(
    shop: Path, output: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names what to change."""
    (shop / "loop").symlink_to("loop")
    assert main(["check", "--output", output]) == 2
    assert word in capsys.readouterr().err


def test_standard_output_by_its_name_is_appended_to(shop: Path) -> None:
    """`/dev/stdout` that leads to a file is not torn from the others who write to it."""
    script = f"{{ echo before; '{TOOL}' catalog --format csv --output /dev/stdout; echo after; }} > all.txt"
    subprocess.run(["bash", "-c", script], cwd=shop, check=True, timeout=60)
    lines = (shop / "all.txt").read_text().splitlines()
    assert (lines[0], lines[1][:10], lines[-1]) == ("before", "id,service", "after")


def test_a_file_that_cannot_be_renamed_to_is_written_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is mounted into a container can be renewed."""

    def busy(path: Path, _target: Path) -> Path:
        raise OSError(16, "Device or resource busy", str(path))

    (tmp_path / "mounted").write_bytes(b"former")
    monkeypatch.setattr(Path, "replace", busy)
    replace_file(tmp_path / "mounted", b"new")
    assert (tmp_path / "mounted").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["mounted"]
