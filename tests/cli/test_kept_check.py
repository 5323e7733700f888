"""A second `check` says what the first one said, at once; unless something has changed."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from runbook_site.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SITE = "title: Shop\n"
SERVICE = "name: Shop\nsummary: Sells things.\nowner: shop\n"
RUNBOOK = "# Restart\n\n```sh\n./restart.sh 'x\n```\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an error, and a cache of its own."""
    for name, text in (("site.yml", SITE), ("shop/service.yml", SERVICE), ("shop/restart.md", RUNBOOK)):
        (tmp_path / "runbook_src" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "runbook_src" / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    """Exit code and report."""
    capsys.readouterr()
    code = main(["check", "--today", "2026-11-21", *options])
    return code, capsys.readouterr().out


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on, whoever reads a runbook fails."""

    def fail(*_: object) -> None:
        message = "it was read again"
        raise AssertionError(message)

    return lambda: monkeypatch.setattr("runbook_site.snippets.project.read_project", fail)


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "gitlab", "github"])
def test_the_second_check_does_no_work(
    folder: Path, capsys: pytest.CaptureFixture[str], idle: Callable[[], None], form: str
) -> None:
    """In whatever form, and into whatever file."""
    first = check(capsys, "--format", form)
    assert first[0] == 1
    assert check(capsys, "--format", form, "--output", "report")[0] == 1
    (folder / "report").unlink()
    idle()
    assert check(capsys, "--format", form) == first
    assert check(capsys, "--format", form, "--output", "report") == (1, "")
    assert (folder / "report").read_text() == first[1]


CHANGES: dict[str, Callable[[Path], object]] = {
    "runbook": lambda folder: (folder / "runbook_src/shop/restart.md").write_text("# Restart\n\n```sh\nuptime\n```\n"),
    "new runbook": lambda folder: (folder / "runbook_src/shop/stop.md").write_text("# Stop\n\n```sh\nx 'y\n```\n"),
    "settings": lambda folder: (folder / "runbook_src/site.yml").write_text("check: {levels: {shell: off}}\n"),
    "file that a command names": lambda folder: (folder / "restart.sh").write_text(""),
    "top of a repository": lambda folder: (folder / "runbook_src" / ".git").mkdir(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_checked(folder: Path, capsys: pytest.CaptureFixture[str], change: str) -> None:
    """The next report is the one of a run that knows of no former one."""
    check(capsys)
    CHANGES[change](folder)
    assert check(capsys) == check(capsys, "--no-cache")


def test_another_baseline_is_another_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is accepted can change without any runbook."""
    assert check(capsys, "--write-baseline", "accepted.json")[0] == 0
    assert check(capsys, "--baseline", "accepted.json")[0] == 0
    document = json.loads((folder / "accepted.json").read_text())
    (folder / "accepted.json").write_text(json.dumps(document | {"entries": []}))
    assert check(capsys, "--baseline", "accepted.json")[0] == 1
    (folder / "accepted.json").unlink()
    assert check(capsys, "--baseline", "accepted.json")[0] == 2


def test_what_failed_is_tried_again(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that was missing may be there now."""
    monkeypatch.setattr("runbook_site.checks.shell.shellcheck.find_shellcheck", lambda: folder / "missing")
    assert check(capsys)[0] == 2
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    assert check(capsys)[0] == 1


def test_options_that_change_something_are_carried_out_each_time(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A report of what was mended is no mending."""
    page = folder / "runbook_src/shop/restart.md"
    page.write_text("# Restart\n\n```sh\necho “x”\n```\n")
    for _ in range(2):
        assert check(capsys, "--fix")[0] == 0
        assert 'echo "x"' in page.read_text()
        page.write_text("# Restart\n\n```sh\necho “x”\n```\n")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    for _ in range(2):
        assert check(capsys, "--diff")[0] == 1


def test_a_damaged_cache_costs_nothing_but_time(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever stands in it."""
    first = check(capsys)
    (file,) = (folder / "cache" / "runbook-site").glob("*-runs.json")
    for damage in (b"", b"{}", b'{"format": 1, "entries": {"a": "b"}}', file.read_bytes()[:200], b"\xff" * 50):
        file.write_bytes(damage)
        assert check(capsys) == first
