"""Scripts and CI act on exit codes: 0 clean, 1 findings, 2 the work could not be done."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.runner import Report, RuleCrash, run_checks
from runbook_site.cli.main import COMMANDS, main

if TYPE_CHECKING:
    from datetime import date

    from runbook_site.snippets.project import Project
    from tests.conftest import WriteFiles

SHOP = Path(__file__).parent.parent / "shop"
TODAY = ["--today", "2026-11-21"]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shop's project, as the working directory."""
    shutil.copytree(SHOP, tmp_path / "shop")
    monkeypatch.chdir(tmp_path / "shop")
    return tmp_path / "shop"


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """The installed command, as a process."""
    command = [str(Path(sys.executable).parent / "runbook-site"), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, timeout=60)


@pytest.mark.usefixtures("shop")
def test_sound_runbooks_are_clean() -> None:
    """A project without a fault gives 0, even where warnings count."""
    assert main(["check", "--fail-on", "warning", *TODAY]) == 0


def test_an_error_gives_1_and_never_gives_0_then(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Findings fail the run unless the caller says otherwise."""
    runbook = shop / "runbook_src/shop/checkout-down.yml"
    runbook.write_text(runbook.read_text().replace("step: restart", "step: restrat"))
    assert main(["check", *TODAY]) == 1
    assert "restrat" in capsys.readouterr().out
    assert main(["check", "--fail-on", "never", *TODAY]) == 0


def test_a_warning_fails_only_where_it_should(shop: Path) -> None:
    """What fails a run is settable, on the command line and in site.yml."""
    late = ["--today", "2028-01-01"]
    assert main(["check", *late]) == 0
    assert main(["check", "--fail-on", "warning", *late]) == 1
    site = shop / "runbook_src/site.yml"
    site.write_text(f"{site.read_text()}check: {{fail_on: warning}}\n")
    assert main(["check", *late]) == 1


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    "arguments",
    [["check", "nowhere"], ["catalog", "nowhere"], ["show", "nowhere"], ["explain", "nothing"], ["verify", "nowhere"]],
)
def test_what_cannot_be_done_gives_2_and_says_why(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A typing mistake in CI never looks like success, and never like a finding."""
    assert main(arguments) == 2
    assert arguments[1] in capsys.readouterr().err


def test_a_misspelt_word_is_answered_with_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    """A command, a form and an option are known in full; whoever slips is told which was meant."""
    for arguments, meant in (
        (["chek"], "did you mean 'check'?"),
        (["check", "--format", "jsn"], "did you mean 'json'?"),
        (["check", "--fromat=json"], "did you mean '--format'?"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
        assert meant in capsys.readouterr().err


def test_without_runbooks_the_way_to_a_first_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first call of all is often made in a folder that has no `runbook_src`."""
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "write a first one with `runbook-site new`" in capsys.readouterr().err


def test_pages_that_no_generator_has_read_are_no_site(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `build` writes is told from a site that lacks every page."""
    assert main(["build", "--out", str(shop / "pages")]) == 0
    assert main(["verify", str(shop / "pages")]) == 2
    assert "holds the Markdown that `runbook-site build` wrote" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_gives_2(shop: Path) -> None:
    """A file that was not checked is no clean file, whatever level counts."""
    (shop / "runbook_src/shop/odd.md").write_bytes(b"# Odd \xff\xfe\n")
    assert main(["check", "--fail-on", "never", *TODAY]) == 2
    assert main(["catalog", "--output", str(shop / "catalog.json")]) == 2


@pytest.mark.usefixtures("shop")
def test_check_json_has_the_promised_form(capsys: pytest.CaptureFixture[str]) -> None:
    """Scripts rely on these keys."""
    main(["check", "--format", "json", "--today", "2028-01-01"])
    report = json.loads(capsys.readouterr().out)
    assert report["schema_version"] == 1
    assert report["summary"]["runbooks"] == 2
    overdue = next(d for d in report["diagnostics"] if d["rule"] == "review-overdue")
    assert overdue["path"] == "runbook_src/shop/checkout-down.yml"
    assert (overdue["line"], overdue["column"]) == (10, 16)
    assert (overdue["end_line"], overdue["end_column"]) == (10, 26)
    assert overdue["level"] == "warning"
    assert "2026-11-01" in overdue["message"]


def test_output_goes_to_a_file_whole(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report in a file is complete, and nothing is left beside it."""
    target = shop / "catalog.csv"
    assert main(["catalog", "--format", "csv", "--output", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert target.read_text().startswith("id,service,runbook")
    assert not list(shop.glob(".catalog*"))
    assert main(["catalog", "--output", str(shop / "missing" / "catalog.json")]) == 2


def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    """A command can be learned from its own help."""
    for command in COMMANDS:
        name = command.__name__.rpartition(".")[2]
        with pytest.raises(SystemExit) as end:
            main([name, "--help"])
        assert end.value.code == 0
        out = capsys.readouterr().out
        assert f"runbook-site {name}" in out.partition("examples:")[2], name


def test_a_reader_that_stops_early_is_no_crash(shop: Path) -> None:
    """`runbook-site catalog | head -1` ends quietly."""
    tool = Path(sys.executable).parent / "runbook-site"
    shell = f"set -o pipefail; '{tool}' catalog | head -c 10 >/dev/null"
    done = subprocess.run(["bash", "-c", shell], cwd=shop, capture_output=True, check=False, timeout=60)
    assert done.stderr == b""


def test_nothing_but_text_goes_into_a_pipe(shop: Path) -> None:
    """No colour, no progress, where nobody watches."""
    done = run("check", *TODAY, cwd=shop)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert done.stderr == b""


@pytest.mark.usefixtures("shop")
def test_a_defect_of_a_rule_is_told_and_gives_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rule that crashes is never a green run."""

    def with_crash(project: Project, today: date) -> Report:
        return replace(run_checks(project, today), crashes=(RuleCrash("review-overdue", "boom"),))

    monkeypatch.setattr("runbook_site.checks.runner.run_checks", with_crash)
    assert main(["check", "--fail-on", "never", *TODAY]) == 2
    assert "boom" in capsys.readouterr().out


def test_interruption_is_quiet(shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C gives the shell's own status and a word, no traceback."""

    def interrupt(*_: object, **_options: object) -> None:
        raise KeyboardInterrupt

    assert shop.is_dir()
    monkeypatch.setattr("runbook_site.snippets.project.read_project", interrupt)
    assert main(["check"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_an_unforeseen_error_tells_what_to_report(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A defect of the tool gives 2 and lines to paste into a report."""

    def fail(*_: object, **_options: object) -> None:
        message = "unforeseen"
        raise ZeroDivisionError(message)

    assert shop.is_dir()
    monkeypatch.setattr("runbook_site.snippets.project.read_project", fail)
    assert main(["check"]) == 2
    error = capsys.readouterr().err
    assert "unforeseen" in error
    assert "runbook-site 0." in error


def test_an_empty_folder_is_said_to_be_empty(write_files: WriteFiles, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to check is told, not passed over."""
    folder = write_files({"empty/.keep": ""}) / "empty"
    assert main(["check", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "0 runbooks" in said
    assert "no runbook was found: is the path right?" in said
    assert main(["catalog", str(folder)]) == 0
    assert f"no runbook was found in '{folder}': is the path right?" in capsys.readouterr().err


def test_help_starts_without_heavy_imports() -> None:
    """Start-up stays quick because the parsers are loaded when they are needed, and no engine ever."""
    code = (
        "import sys; from runbook_site.cli.main import parser; parser();"
        "heavy = {'pydantic', 'tree_sitter', 'markdown_it', 'yaml', 'jinja2', 'postgast', 'sqlglot', 'mkdocs'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ), timeout=60
    )
    assert done.stdout.strip() == "[]"
