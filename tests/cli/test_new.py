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


def test_an_owner_that_is_no_team_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever gives a team that `site.yml` does not have learns it before the check says so."""
    assert main(["new", "shop/restart", "--title", "One", "--kind", "procedure", "--owner", "pay"]) == 0
    assert "is no team" not in capsys.readouterr().out
    assert main(["new", "shop/other", "--title", "Two", "--kind", "procedure", "--owner", "ops"]) == 0
    said = capsys.readouterr().out
    assert "'ops' is no team of runbook_src/site.yml" in said
    assert "  pay\n" in said


def answer(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Sit at a terminal and give these answers; gives the questions."""
    remaining = iter(answers)
    questions: list[str] = []

    def ask(question: str) -> str:
        questions.append(question)
        return next(remaining)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", ask)
    return questions


def test_it_asks_for_what_it_was_not_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """At a terminal nobody has to know the options; each answer that will not do is asked for again."""
    answer(monkeypatch, "Shop", "shop", "shop/slow", "", "outage", "incident", "Pay!", "pay")
    assert main(["new"]) == 0
    assert 'title: "Slow"\nkind: incident\nowner: pay\n' in (tmp_path / "runbook_src/shop/slow.yml").read_text()
    assert capsys.readouterr().out.count("does not do") == 3


def test_a_name_that_is_taken_is_asked_for_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One hears of it before the other questions, whatever the form of the runbook that is there."""
    assert main(["new", "shop/slow", "--title", "Slow", "--kind", "procedure", "--owner", "pay"]) == 0
    (tmp_path / "runbook_src/shop/down.md").write_text("# Down\n")
    questions = answer(monkeypatch, "shop/slow", "shop/down", "shop/new", "", "", "")
    assert main(["new"]) == 0
    assert [question.partition(" ")[0] for question in questions] == [
        "Where",
        "Where",
        "Where",
        "Title",
        "Kind",
        "Owner",
    ]


def test_the_owner_of_the_service_is_offered_and_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A runbook of another team than the service's is said, not assumed."""
    assert main(["new", "shop/slow", "--title", "Slow", "--kind", "procedure", "--owner", "pay.eu"]) == 0
    questions = answer(monkeypatch, "", "search")
    for name in ("one", "two"):
        assert main(["new", f"shop/{name}", "--title", "x", "--kind", "procedure"]) == 0
    assert questions == ["Owner (a team) [pay.eu]: "] * 2
    assert "owner: pay.eu\n" in (tmp_path / "runbook_src/shop/one.yml").read_text()
    assert "owner: search\n" in (tmp_path / "runbook_src/shop/two.yml").read_text()


def test_the_end_of_input_writes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Ctrl-D is a way out."""

    def end(_question: str) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", end)
    assert main(["new"]) == 2
    assert not list(tmp_path.rglob("*.yml"))


def test_a_draft_does_not_pretend_to_be_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody reviewed it, rated it or found that it needs no rollback; the checks ask once it is no draft."""
    assert main(["new", "shop/down", "--title", "Down", "--kind", "incident", "--owner", "pay"]) == 0
    path = tmp_path / "runbook_src/shop/down.yml"
    main(["show", "down"])
    assert "incident (DRAFT) · owner pay · never reviewed" in capsys.readouterr().out
    main(["show"])
    assert "shop/down  incident  Down (DRAFT)\n" in capsys.readouterr().out
    path.write_text(path.read_text().replace("status: draft\n", ""))
    main(["check"])
    out = capsys.readouterr().out
    assert "[review-missing]" in out
    assert "[incident-without-severity]" in out


def test_without_a_terminal_it_does_not_wait(capsys: pytest.CaptureFixture[str]) -> None:
    """In a script a missing option is an error, not a hang."""
    assert main(["new"]) == 2
    assert "--title" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("shop", "give the service and the runbook, as in shop/checkout-down"),
        ("shop/a/b", "give the service and the runbook"),
        ("Shop/Is Down", "as in shop/is-down"),
    ],
)
def test_a_name_that_will_not_do_says_what_would(name: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder is missing, or there is one too many, or the letters are wrong: each is another mistake."""
    assert main(["new", name, "--title", "x", "--kind", "procedure", "--owner", "pay"]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("name", ["../../etc/passwd", "Shop/Down", "shop", "shop/", "shop/a b", "shop/a/b"])
def test_a_name_that_is_no_address_is_refused(name: str, tmp_path: Path) -> None:
    """Nothing is written outside the source folder."""
    assert main(["new", name, "--title", "x", "--kind", "procedure", "--owner", "pay"]) == 2
    assert not list(tmp_path.rglob("*.yml"))
