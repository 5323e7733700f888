"""``check`` with all that makes a team keep it switched on: baseline, fixes, reports, cache."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from datetime import date
from pathlib import Path

import pytest

from runbook_site.checks.runner import Report, RuleCrash, run_checks
from runbook_site.cli import mending
from runbook_site.cli.main import main
from runbook_site.cli.report_form import FORMATS
from runbook_site.snippets.project import read_project
from runbook_site.sources.finding import Edit, Finding, Fix, Level

TODAY = "2026-11-21"
DAY = date.fromisoformat(TODAY)
BAD = "# Restart\n\n[the wiki](wiki.md)\n"
PASTED = b"\xef\xbb\xbf# Restart\r\n\r\n```sh\r\nkubectl\xc2\xa0get pods\r\n```\n\n```sh\n$ uptime\n```"
MENDED = b"\xef\xbb\xbf# Restart\r\n\r\n```sh\r\nkubectl get pods\r\n```\n\n```sh\nuptime\n```"
SECRET = "q7" + "Rw9ZkT2vLx4Nc8Bd"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a cache of its own, as the working directory."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "project/docs").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project/docs"


def check(*arguments: str) -> int:
    """The exit code of a check of the folder, where warnings count."""
    return main(["check", "docs", "--today", TODAY, "--fail-on", "warning", *arguments])


# --- the baseline ---------------------------------------------------------------------------------------------------


def test_what_is_in_the_baseline_does_not_fail(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A team begins with what it has, and every new mistake fails all the same."""
    (folder / "a.md").write_text(BAD)
    assert check() == 1
    assert check("--write-baseline", "baseline.json") == 0
    assert check("--baseline", "baseline.json") == 0
    assert ", 1 in the baseline\n" in capsys.readouterr().out
    (folder / "a.md").write_text(f"{BAD}\n[the shop](shop.md)\n")
    assert check("--baseline", "baseline.json") == 1
    report = capsys.readouterr().out
    assert "shop.md" in report
    assert "wiki.md" not in report


def test_a_baseline_does_not_grow_by_itself(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To accept more takes a word of its own; until then the file stays as it was."""
    (folder / "a.md").write_text(BAD)
    check("--write-baseline", "baseline.json")
    former = Path("baseline.json").read_bytes()
    (folder / "b.md").write_text(BAD)
    assert check("--write-baseline", "baseline.json") == 2
    assert "docs/b.md:3:1" in capsys.readouterr().err
    assert Path("baseline.json").read_bytes() == former
    assert check("--write-baseline", "baseline.json", "--accept-new") == 0
    assert check("--baseline", "baseline.json") == 0


def test_a_baseline_shrinks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What no longer occurs is named, taken out when the file is written anew, and new when it comes back."""
    (folder / "a.md").write_text(BAD)
    check("--write-baseline", "baseline.json")
    (folder / "a.md").write_text("# Restart\n")
    assert check("--baseline", "baseline.json") == 0
    assert "1 finding of the baseline no longer occurs" in capsys.readouterr().out
    assert check("--write-baseline", "baseline.json") == 0
    assert json.loads(Path("baseline.json").read_text())["entries"] == []
    (folder / "a.md").write_text(BAD)
    assert check("--baseline", "baseline.json") == 1


def test_a_renamed_file_stays_accepted(folder: Path) -> None:
    """Moving a runbook is no reason to look at its old findings again."""
    (folder / "a.md").write_text(BAD)
    check("--write-baseline", "baseline.json")
    (folder / "a.md").rename(folder / "moved.md")
    assert check("--baseline", "baseline.json") == 0


def test_one_file_alone_leaves_the_others_in_the_baseline(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run over a part neither reports nor drops what it did not look at."""
    for name in ("a.md", "b.md"):
        (folder / name).write_text(BAD)
    check("--write-baseline", "baseline.json")
    former = Path("baseline.json").read_bytes()
    (folder / "a.md").write_text(f"{BAD}\nMore.\n")
    assert main(["check", "docs/a.md", "--write-baseline", "baseline.json", "--today", TODAY]) == 0
    assert Path("baseline.json").read_bytes() == former
    assert "no longer" not in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, "{}", '{"format": "runbook-site baseline", "version": 99, "entries": []}'])
def test_a_baseline_that_cannot_be_used_gives_2(
    folder: Path, content: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is missing or strange is never an empty baseline, and never a green run."""
    (folder / "a.md").write_text("# Restart\n")
    if content is not None:
        Path("baseline.json").write_text(content)
    assert check("--baseline", "baseline.json") == 2
    assert "'baseline.json'" in capsys.readouterr().err


def test_no_baseline_is_written_from_half_a_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a file could not be read, its findings would be lost."""
    (folder / "a.md").write_bytes(b"\xff")
    assert check("--write-baseline", "baseline.json") == 2
    assert not Path("baseline.json").exists()
    assert "is not written" in capsys.readouterr().err


def test_a_baseline_never_replaces_a_runbook(folder: Path) -> None:
    """A slip of the hand costs nothing."""
    (folder / "a.md").write_text(BAD)
    assert check("--write-baseline", "docs/a.md") == 2
    assert (folder / "a.md").read_text() == BAD


def test_a_baseline_is_written_to_a_file_alone(folder: Path) -> None:
    """A pipe or a folder holds no baseline that a later run could be held against; none is read from or replaced."""
    (folder / "a.md").write_text(BAD)
    os.mkfifo("pipe")
    assert check("--write-baseline", "pipe") == 2
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)
    assert check("--write-baseline", "docs") == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["--accept-new"],
        ["--baseline", "a.json", "--write-baseline", "b.json"],
        ["--diff", "--write-baseline", "b.json"],
        ["--rule-pages", "example.com"],
        ["--baseline", "a.json", "--output", "./a.json"],
    ],
)
def test_options_that_make_no_sense_are_refused(arguments: list[str]) -> None:
    """Nobody believes to have asked for something that was not done."""
    with pytest.raises(SystemExit) as end:
        check(*arguments)
    assert end.value.code == 2


# --- fixes ----------------------------------------------------------------------------------------------------------


def test_fixes_change_what_is_wrong_and_nothing_else(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Byte order mark, line ends, the last line and the permissions stay; the report is about the mended files."""
    (folder / "a.md").write_bytes(PASTED)
    (folder / "a.md").chmod(0o640)
    assert check() == 1
    assert check("--fix") == 0
    assert (folder / "a.md").read_bytes() == MENDED
    assert stat.S_IMODE((folder / "a.md").stat().st_mode) == 0o640
    assert capsys.readouterr().err == "runbook-site: mended 2 findings in 1 file\n"
    assert check("--fix") == 0
    assert (folder / "a.md").read_bytes() == MENDED


def test_a_diff_changes_nothing_and_can_be_applied(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is shown is exactly what --fix would do."""
    (folder / "a.md").write_bytes(PASTED)
    assert check("--diff", "--output", "mend.patch") == 1
    assert capsys.readouterr().out == ""
    assert (folder / "a.md").read_bytes() == PASTED
    subprocess.run(["git", "apply", "mend.patch"], check=True, capture_output=True)
    assert (folder / "a.md").read_bytes() == MENDED
    assert check("--diff") == 0


def test_what_is_excused_is_not_mended(folder: Path) -> None:
    """A suppression is a decision of the author."""
    text = "# A\n\n<!-- runbook-site: allow prompt-in-commands: the reader is to see it -->\n```sh\n$ uptime\n```\n"
    (folder / "a.md").write_text(text)
    assert check("--fix") == 0
    assert (folder / "a.md").read_text() == text


def test_a_link_leads_to_what_is_mended(folder: Path) -> None:
    """A symbolic link stays one."""
    (folder / "real.md").write_bytes(PASTED)
    (folder / "link.md").symlink_to("real.md")
    assert check("--fix") == 0
    assert (folder / "link.md").is_symlink()
    assert (folder / "real.md").read_bytes() == MENDED


def test_a_fix_that_makes_it_worse_is_taken_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule whose fix breaks a file costs the fix, and not the file."""
    text = "title: Restart\nowner: shop\nprocedure:\n  - title: Restart it\n"
    (folder / "a.yml").write_text(text)

    def again() -> tuple[object, Report]:
        project = read_project([folder], Path.cwd())
        report = run_checks(project, DAY)
        source = next((each for each in project.library.sources if each.path == "docs/a.yml"), None)
        if source is None or source.text != text:
            return project, report
        fix = Fix("break it", (Edit(source.span(0, 5), "title: ["),))
        finding = Finding("unknown-team", "odd", source.span(0, 5), Level.WARNING, fix=fix)
        return project, Report((*report.findings, finding), (), (), (), report.census)

    project, report = again()
    mending.mended(project, report, again)  # type: ignore[arg-type]  # the project is one
    assert (folder / "a.yml").read_text() == text
    assert "has its former text back" in capsys.readouterr().err


def test_a_file_that_changed_meanwhile_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody's editor may have saved it between reading and mending."""
    (folder / "a.md").write_bytes(PASTED)
    project = read_project([folder], Path.cwd())
    report = run_checks(project, DAY)
    (folder / "a.md").write_text("# Mine\n")
    mending.mended(project, report, lambda: (project, report))
    assert (folder / "a.md").read_text() == "# Mine\n"
    assert "it was changed meanwhile" in capsys.readouterr().err


# --- reports --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_shows_a_secret(folder: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A credential in a runbook is reported, and stands in no report, no baseline and no cache."""
    (folder / "a.md").write_text(
        f"# A\n\n```sh\nmysql -u app -p{SECRET} -e 'select 1' —x\nPGPASSWORD={SECRET} psql\n```\n"
    )
    check("--format", form, "--write-baseline", "baseline.json")
    Path("baseline.json").unlink()
    check("--format", form)
    output = capsys.readouterr().out
    assert "credential" in output
    assert SECRET not in output
    check("--write-baseline", "baseline.json")
    written = [path for path in folder.parent.parent.rglob("*") if path.is_file() and path != folder / "a.md"]
    assert Path("baseline.json").resolve() in written
    assert not [path for path in written if SECRET.encode() in path.read_bytes()]


@pytest.mark.parametrize("form", FORMATS)
def test_reports_repeat(folder: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The same files give the same report, with the cache and without it."""
    (folder / "a.md").write_bytes(PASTED)
    (folder / "b.md").write_text(BAD)
    codes, reports = [], []
    for arguments in ((), (), ("--no-cache",)):
        codes.append(check("--format", form, *arguments))
        reports.append(capsys.readouterr().out)
    assert codes == [1, 1, 1]
    assert reports[0] == reports[1] == reports[2]
    assert "no-break-space" in reports[0]


@pytest.mark.parametrize("form", FORMATS)
def test_every_report_tells_of_a_crash(
    folder: Path, form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rule that could not do its work is in the report, whatever its form, and gives 2."""
    (folder / "a.md").write_text("# A\n")

    def with_crash(*arguments: object) -> Report:
        report = run_checks(*arguments)  # type: ignore[arg-type]  # what the command gives
        return Report(report.findings, (), (RuleCrash("review-overdue", "boom"),), (), report.census)

    monkeypatch.setattr("runbook_site.checks.runner.run_checks", with_crash)
    assert check("--format", form) == 2
    assert "boom" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_the_callers_choice(
    folder: Path,
    variables: dict[str, str],
    coloured: bool,  # noqa: FBT001 - a column of the table
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A CI log can be coloured, and NO_COLOR always holds; a file never has colours."""
    (folder / "a.md").write_text(BAD)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    check()
    assert ("\x1b[33m" in capsys.readouterr().out) is coloured
    check("--output", "report.txt")
    assert b"\x1b" not in Path("report.txt").read_bytes()


def test_rule_pages_are_linked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report leads to the page that says what a rule is about."""
    (folder / "a.md").write_text(BAD)
    check("--format", "sarif", "--rule-pages", "https://runbooks.example.com/runbooks/rules/")
    rules = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["helpUri"] for rule in rules] == ["https://runbooks.example.com/runbooks/rules/broken-link/"]


# --- the cache ------------------------------------------------------------------------------------------------------


def test_no_cache_keeps_nothing(folder: Path) -> None:
    """Who does not want a cache has none, and who removes it loses nothing but time."""
    (folder / "a.md").write_bytes(PASTED)
    cache = Path(os.environ["XDG_CACHE_HOME"])
    assert check("--no-cache") == 1
    assert not cache.exists()
    assert check() == 1
    kept = sorted(path.name for path in (cache / "runbook-site").glob("*.json"))
    assert len(kept) == 2
    assert kept[0].endswith("-runs.json")
    shutil.rmtree(cache)
    assert check() == 1
