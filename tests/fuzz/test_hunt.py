"""The hunt keeps what does harm, and says what it could not do."""

from __future__ import annotations

import time
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from tests.fuzz import __main__ as command
from tests.fuzz import hunt
from tests.fuzz.hunt import Hunt

if TYPE_CHECKING:
    from pathlib import Path


def refuse(data: bytes) -> None:
    """An entry with two defects, and texts that take their time."""
    if b"a" in data:
        message = f"cannot read {data!r}"
        raise ValueError(message)
    if b"b" in data:
        raise RecursionError
    if b"slow" in data:
        begun = time.process_time()
        while time.process_time() - begun <= hunt._SECONDS:
            pass


def found(folder: Path, *texts: bytes) -> list[bytes]:
    """What is kept of some texts."""
    looking = Hunt("shell", refuse, folder)
    looking.found.mkdir(parents=True)
    for text in texts:
        looking.try_text(text)
    return sorted(path.read_bytes() for path in looking.found.iterdir())


def test_the_shortest_text_of_each_defect_is_kept(tmp_path: Path) -> None:
    """One file a defect, whatever else the texts hold; what does no harm is not kept."""
    assert found(tmp_path, b"xxa", b"c", b"ya", b"zzza", b"b", b"bbb") == [b"b", b"ya"]


def test_what_takes_too_long_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Endless work is harm too."""
    monkeypatch.setattr(hunt, "_SECONDS", 0.01)
    assert found(tmp_path, b"slow", b"c") == [b"slow"]


def test_a_file_is_read_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the entry that its folder is named after; one that belongs to none is told."""
    (tmp_path / "shell").mkdir()
    (tmp_path / "shell" / "a").write_bytes(b"ls\n")
    assert command.main(["--replay", str(tmp_path / "shell" / "a")]) == 0
    assert "shell reads 3 bytes" in capsys.readouterr().out
    (tmp_path / "b").write_bytes(b"ls\n")
    assert command.main(["--replay", str(tmp_path / "b")]) == 2
    assert "no file in a folder that is named like an entry" in capsys.readouterr().out


@pytest.mark.skipif(find_spec("atheris") is not None, reason="atheris is installed")
def test_a_hunt_that_cannot_begin_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing that was looked at is no clean bill."""
    assert command.main(["--seconds", "1"]) == 2
    assert "nothing was looked at" in capsys.readouterr().out
