"""What a machine offers is found out by trying, and what it lacks is said with what to do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from runbook_site.cli.main import main
from runbook_site.proofs.sandbox import offer
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.inside import landlock
from runbook_site.proofs.sandbox.sandbox import open_session

COMMAND = [str(Path(sys.executable).with_name("runbook-site")), "sandbox"]


@pytest.fixture(autouse=True)
def _afresh() -> None:
    """What was found out before is of no account."""
    offer.tried.cache_clear()


def pretend(monkeypatch: pytest.MonkeyPatch, folder: Path, complaint: str | None, version: int) -> None:
    """A machine with a bubblewrap that complains, or with none, and with some version of Landlock."""
    if complaint is not None:
        path = folder / "bwrap"
        path.write_text(f'#!/bin/sh\necho "bwrap: {complaint}" >&2\nexit 1\n', encoding="utf-8")
        path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}")
    monkeypatch.setattr(landlock, "version", lambda: version)


@pytest.mark.parametrize(
    ("complaint", "advice"),
    [
        (None, "apt-get install bubblewrap"),
        ("Unknown option --disable-userns", "0.8 or newer"),
        ("Can't mount proc on /newroot/proc: Operation not permitted", "systempaths=unconfined"),
        ("No permissions to create new namespace", "user"),
        ("setting up uid map: Permission denied", "user"),
        ("Creating new namespace failed: Operation not permitted", "user"),
    ],
)
def test_refusal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, complaint: str | None, advice: str) -> None:
    """Where there is neither, nothing is run, and the message says why and what to do about each."""
    pretend(monkeypatch, tmp_path, complaint, 0)
    with pytest.raises(SandboxError) as refused:
        open_session()
    message = str(refused.value)
    assert "nothing is run without one" in message
    assert advice in message
    assert (complaint or "not installed") in message
    assert "Linux 6.2" in message
    for each in offer.offers():
        assert each.why
        assert each.advice


def test_switch_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where a setting of the kernel forbids user namespaces, the setting is named, as on Ubuntu 24.04."""
    switch = tmp_path / "switch"
    switch.write_text("1\n", encoding="ascii")
    monkeypatch.setattr(offer, "_SWITCHES", ((switch, "1", "sudo sysctl -w some.switch=0"),))
    assert "some.switch=0" in offer.advice("bubblewrap", "setting up uid map: Permission denied")
    switch.write_text("0\n", encoding="ascii")
    assert "some.switch" not in offer.advice("bubblewrap", "setting up uid map: Permission denied")


def test_second_choice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Landlock is taken where bubblewrap cannot be had, without being asked for."""
    if not offer.offers()[1].usable:
        pytest.skip(reason=f"landlock is not offered here: {offer.offers()[1].why}")
    offer.tried.cache_clear()
    pretend(monkeypatch, tmp_path, None, landlock.version())
    with open_session() as session:
        assert session.kind == "landlock"


@pytest.mark.parametrize("version", [0, 1, 2])
def test_old_landlock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: int) -> None:
    """A Landlock that lets files be cut short will not do."""
    pretend(monkeypatch, tmp_path, None, version)
    with pytest.raises(SandboxError, match=f"version {version}" if version else "none"), open_session(kind="landlock"):
        pass


def test_command_says_what_there_is() -> None:
    """The command lists each sandbox, and which one is used, for people and for programs."""
    text = subprocess.run(COMMAND, capture_output=True, text=True, check=False)
    answer = json.loads(
        subprocess.run([*COMMAND, "--format", "json"], capture_output=True, text=True, check=False).stdout
    )
    found = [each.kind for each in offer.offers() if each.usable]
    assert text.returncode == (0 if found else 2)
    assert answer["used"] == (found[0] if found else None)
    assert [each["kind"] for each in answer["offers"]] == list(offer.ENCLOSE)
    for each in offer.ENCLOSE:
        assert f"{each}:" in text.stdout
    assert text.stderr == ""


def test_command_without_any(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """On a machine that offers none the command fails, and says what to install."""
    pretend(monkeypatch, tmp_path, "No permissions\x1b[2J to create new namespace", 0)
    assert main(["sandbox"]) == 2
    printed = capsys.readouterr().out
    assert "Nothing is run on this machine" in printed
    assert "\x1b" not in printed
    offer.tried.cache_clear()
