"""The first five minutes: a new runbook is right from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.cli.main import main
from runbook_site.cli.new import KINDS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_runbook_passes_the_checks(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What the tool writes, the tool accepts, warnings included."""
    assert main(["new", "shop/checkout-down", "--title", "Checkout: is down #1", "--kind", kind, "--owner", "pay"]) == 0
    capsys.readouterr()
    code = main(["check", "--fail-on", "warning"])
    assert code == 0, capsys.readouterr().out


def test_what_is_there_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second `new` with the same name changes nothing."""
    arguments = ["new", "shop/restart", "--title", "One", "--kind", "procedure", "--owner", "pay"]
    assert main(arguments) == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yml")}
    assert main(arguments) == 2
    assert "exists" in capsys.readouterr().err
    assert main(["new", "shop/other", "--title", "Two", "--kind", "procedure"]) == 0
    assert all(path.read_bytes() == content for path, content in before.items())


def test_it_asks_for_what_it_was_not_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """At a terminal nobody has to know the options; a wrong kind is asked for again."""
    answers = iter(["shop/slow", "", "outage", "incident", "pay"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _prompt: next(answers))
    assert main(["new"]) == 0
    assert 'title: "Slow"\nkind: incident' in (tmp_path / "runbook_src/shop/slow.yml").read_text()


def test_without_a_terminal_it_does_not_wait(capsys: pytest.CaptureFixture[str]) -> None:
    """In a script a missing option is an error, not a hang."""
    assert main(["new"]) == 2
    assert "--title" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["../../etc/passwd", "Shop/Down", "shop", "shop/", "shop/a b", "shop/a/b"])
def test_a_name_that_is_no_address_is_refused(name: str, tmp_path: Path) -> None:
    """Nothing is written outside the source folder."""
    assert main(["new", name, "--title", "x", "--kind", "procedure", "--owner", "pay"]) == 2
    assert not list(tmp_path.rglob("*.yml"))
