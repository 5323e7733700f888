"""``check --changed-since``: what a change is about, in a repository that nobody has to trust."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from runbook_site.cli.main import main
from runbook_site.sources.disk import SIZE_LIMIT

TODAY = "2026-11-21"
BAD = "# Restart\n\n[the wiki](wiki.md)\n"
GOOD = "# Restart\n\nRestart it.\n"
PASTED = "# Restart\n\n```sh\n$ uptime\n```\n"


def git(*arguments: str, folder: Path | None = None) -> str:
    """Git as somebody uses it who has no settings of their own."""
    names = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com"}
    names |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in names.items()}
    environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    environment.pop("GIT_DIR", None)
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(files: dict[str, str | None], message: str = "change") -> None:
    """Write files, or remove them, and commit all of it."""
    write(files)
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "--message", message)


def write(files: dict[str, str | None]) -> None:
    """Write files; remove those that have no text."""
    for name, text in files.items():
        path = Path(name)
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository as the working directory."""
    for name in ("XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    folder = tmp_path / "repository"
    folder.mkdir()
    monkeypatch.chdir(folder)
    git("init", "--quiet", "--initial-branch", "main")
    return folder


def check(*arguments: str, paths: tuple[str, ...] = ("docs",)) -> int:
    """The exit code of a check where warnings count."""
    return main(["check", *paths, "--today", TODAY, "--fail-on", "warning", *arguments])


def found(capsys: pytest.CaptureFixture[str], since: str, *paths: str) -> list[str]:
    """The places of what counts, as ``path:line``."""
    capsys.readouterr()
    code = check("--format", "json", "--changed-since", since, paths=paths or ("docs",))
    output = capsys.readouterr()
    diagnostics = json.loads(output.out)["diagnostics"]
    assert code == any(each["level"] != "info" for each in diagnostics)
    assert output.err == ""
    return [f"{each['path']}:{each['line']}" for each in diagnostics]


# --- which findings count -------------------------------------------------------------------------------------------


def test_only_files_that_have_changed_count(capsys: pytest.CaptureFixture[str]) -> None:
    """Old findings of other files fail no change; those of a touched file are there, and the rest is counted."""
    commit({"docs/old.md": BAD, "docs/touched.md": BAD, "docs/gone.md": BAD})
    assert found(capsys, "HEAD") == []
    check("--changed-since", "HEAD")
    assert "\n3 findings left out: in files that have not changed since HEAD (" in capsys.readouterr().out
    check("--changed-since", "HEAD", "--format", "json")
    assert json.loads(capsys.readouterr().out)["summary"]["left_out"] == 3
    check("--changed-since", "HEAD", "--format", "sarif")
    notes = json.loads(capsys.readouterr().out)["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert [note["message"]["text"][:28] for note in notes] == ["3 findings are left out: in "]
    write({"docs/touched.md": f"{BAD}\nMore.\n", "docs/gone.md": None, "docs/new.md": BAD})
    assert found(capsys, "HEAD") == ["docs/new.md:3", "docs/touched.md:3"]
    git("add", "--all")
    assert found(capsys, "HEAD") == ["docs/new.md:3", "docs/touched.md:3"]
    commit({})
    assert found(capsys, "HEAD~1") == ["docs/new.md:3", "docs/touched.md:3"]
    assert found(capsys, "HEAD") == []


@pytest.mark.parametrize("name", ["docs/a b.md", "docs/a\nb.md", 'docs/"a".md', "docs/-a.md", "docs/\u00e4/b\u00df.md"])
def test_any_name_of_a_file_will_do(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Git quotes such names in what it prints for people, and we are no people."""
    commit({name: BAD})
    assert found(capsys, "HEAD") == []
    write({name: f"{BAD}\n"})
    assert found(capsys, "HEAD") == [f"{name}:3"]


def test_a_renamed_file_has_changed(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever moves a runbook looks at what is wrong with it."""
    commit({"docs/a.md": BAD})
    git("mv", "docs/a.md", "docs/b.md")
    assert found(capsys, "HEAD") == ["docs/b.md:3"]


def test_what_a_change_breaks_elsewhere_counts(capsys: pytest.CaptureFixture[str]) -> None:
    """A link to a runbook that was removed is the change's fault, though its file is as it was."""
    commit({"docs/a.md": "# A\n\n[b](b.md)\n[nowhere](nowhere.md)\n", "docs/b.md": GOOD})
    write({"docs/b.md": None})
    assert found(capsys, "HEAD") == ["docs/a.md:3"]


def test_a_second_one_like_an_old_one_counts(capsys: pytest.CaptureFixture[str]) -> None:
    """Findings are counted: what was there once does not excuse another one in the same file."""
    text = "# A\n\n[b](b.md) and [b](b.md#down)\n"
    commit({"docs/a.md": text, "docs/b.md": "# B\n\n## Down\n"})
    commit({"docs/b.md": "# B\n"})
    assert found(capsys, "HEAD") == []
    assert found(capsys, "HEAD~1") == ["docs/a.md:3"]
    write({"docs/b.md": None})
    assert found(capsys, "HEAD") == ["docs/a.md:3", "docs/a.md:3"]


def test_stricter_settings_count_everywhere(capsys: pytest.CaptureFixture[str]) -> None:
    """A rule that the change switches on speaks about files that it did not touch."""
    site = "teams:\n  shop: {name: Shop}\ncheck:\n  levels: {broken-link: %s}\n"
    commit({"docs/site.yml": site % "off", "docs/a.md": BAD})
    write({"docs/site.yml": site % "warning"})
    assert found(capsys, "HEAD") == ["docs/a.md:3"]


def test_a_script_that_is_gone_counts(capsys: pytest.CaptureFixture[str]) -> None:
    """What a runbook needs may lie anywhere in the repository, and is missed from where the tool was called."""
    text = "# A\n\n```sh\nbash tools/restart.sh\n```\n"
    commit({"docs/a.md": text, "tools/restart.sh": "exit 0\n"})
    everything = check("--format", "json")
    before = len(json.loads(capsys.readouterr().out)["diagnostics"])
    write({"tools/restart.sh": None})
    check("--format", "json")
    after = len(json.loads(capsys.readouterr().out)["diagnostics"])
    assert len(found(capsys, "HEAD")) == after - before
    assert everything in (0, 1)


def test_a_branch_is_compared_with_where_it_left(capsys: pytest.CaptureFixture[str]) -> None:
    """What others did on the main branch meanwhile is not this branch's change."""
    commit({"docs/a.md": BAD, "docs/b.md": BAD})
    git("switch", "--quiet", "--create", "work")
    commit({"docs/b.md": f"{BAD}\nMore.\n"})
    git("switch", "--quiet", "main")
    commit({"docs/a.md": GOOD})
    git("switch", "--quiet", "work")
    assert found(capsys, "main") == ["docs/b.md:3"]


def test_line_ends_of_a_checkout_are_no_change(capsys: pytest.CaptureFixture[str]) -> None:
    """With `core.autocrlf` every file has other line ends than what was committed."""
    commit({"docs/a.md": BAD})
    write({"docs/a.md": BAD.replace("\n", "\r\n")})
    assert found(capsys, "HEAD") == []


def test_links_and_ignored_files(capsys: pytest.CaptureFixture[str]) -> None:
    """A link is as changed as what it leads to, and what git was told to ignore is known to nobody."""
    commit({"texts/a.md": BAD, ".gitignore": "ignored.md\n", "docs/b.md": GOOD})
    Path("docs/link.md").symlink_to("b.md")
    commit({})
    write({"docs/ignored.md": BAD})
    assert found(capsys, "HEAD", ".") == ["docs/ignored.md:3"]
    write({"docs/b.md": BAD})
    assert "docs/b.md:3" in found(capsys, "HEAD", ".")


@pytest.mark.parametrize(
    ("folder", "paths", "expected"),
    [
        ("docs", (".",), ["a.md:4"]),
        ("other", ("../docs",), ["../docs/a.md:4"]),
        # With a file alone nobody knows what else there is.
        ("docs", ("a.md", "b.md"), []),
    ],
)
def test_it_works_below_the_top(
    folder: str,
    paths: tuple[str, ...],
    expected: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also where the tool is called in a folder of the repository, with paths from there."""
    commit(
        {"docs/a.md": "# A\n\n[wiki](wiki.md)\n[c](c.md)\n", "docs/b.md": BAD, "docs/c.md": GOOD, "other/x.txt": "x"}
    )
    write({"docs/c.md": None, "docs/b.md": GOOD})
    monkeypatch.chdir(folder)
    assert found(capsys, "HEAD", *paths) == expected


def test_paths_from_the_root_of_the_disk(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An editor gives whole paths."""
    commit({"docs/a.md": "# A\n\n[b](b.md)\n[c](c.md)\n", "docs/c.md": GOOD})
    write({"docs/c.md": None})
    assert found(capsys, "HEAD", str(repository / "docs")) == ["docs/a.md:4"]


@pytest.mark.parametrize("former", ["a.txt", "docs"])
def test_a_folder_that_is_new(former: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there was nothing, or something else, all of it is new."""
    commit({former: "a"})
    write({former: None})
    write({"docs/a.md": BAD})
    assert found(capsys, "HEAD") == ["docs/a.md:3"]


def test_large_files_are_told_of_as_ever(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is too large to be read is so in both, and keeps nothing else from being compared."""
    large = "x" * (SIZE_LIMIT + 1)
    commit({"docs/a.md": "# A\n\n[wiki](wiki.md)\n[b](b.md)\n", "docs/b.md": GOOD, "docs/large.md": large})
    write({"docs/b.md": None})
    assert check("--changed-since", "HEAD", "--format", "json") == 2
    diagnostics = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [(each["path"], each["line"]) for each in diagnostics] == [("docs/a.md", 4), ("docs/large.md", 1)]


# --- together with other options ------------------------------------------------------------------------------------


def test_the_baseline_holds_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    """What is accepted stays accepted in a changed file, and nothing is said to be gone that was left out."""
    commit({"docs/a.md": BAD, "docs/b.md": BAD})
    assert check("--write-baseline", "baseline.json") == 0
    write({"docs/a.md": f"{BAD}\n[new](new.md)\n"})
    capsys.readouterr()
    assert check("--baseline", "baseline.json", "--changed-since", "HEAD") == 1
    report = capsys.readouterr().out
    assert "new.md" in report
    assert "wiki.md" not in report
    assert "no longer" not in report


def test_no_baseline_is_made_of_a_part() -> None:
    """It would lack what was left out, and the next run would call that new."""
    commit({"docs/a.md": BAD})
    with pytest.raises(SystemExit) as end:
        check("--changed-since", "HEAD", "--write-baseline", "baseline.json")
    assert end.value.code == 2
    assert not Path("baseline.json").exists()


def test_fixes_are_for_files_that_have_changed(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody's review is filled with files that the change is not about."""
    commit({"docs/a.md": PASTED, "docs/b.md": PASTED})
    write({"docs/b.md": f"{PASTED}\nMore.\n"})
    assert check("--diff", "--changed-since", "HEAD") == 1
    diff = capsys.readouterr().out
    assert "docs/b.md" in diff
    assert "docs/a.md" not in diff
    assert check("--fix", "--changed-since", "HEAD") == 0
    assert Path("docs/a.md").read_text() == PASTED
    assert Path("docs/b.md").read_text() == f"{PASTED}\nMore.\n".replace("$ ", "")
    assert check("--diff", "--changed-since", "HEAD") == 0


def test_a_file_that_cannot_be_read_is_never_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """That the work could not be done is told, whoever has changed the file."""
    Path("docs").mkdir()
    Path("docs/a.md").write_bytes(b"\xff")
    commit({})
    assert check("--changed-since", "HEAD") == 2
    assert "docs/a.md" in capsys.readouterr().out


# --- what cannot be done ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["-x", "--upload-pack=touch x", "", " ", "nowhere", "HEAD:docs", "a..b", "$(touch x)"])
def test_what_is_no_revision_gives_2(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A revision that is misspelt checks nothing, and is no option of git's."""
    commit({"docs/a.md": BAD})
    assert check(f"--changed-since={name}") == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert name in output.err
    assert "revision" in output.err
    assert not Path("x").exists()


def test_no_repository_gives_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Outside of a repository, in an empty one, and with no git at all, the message says what is missing."""
    write({"docs/a.md": BAD})
    assert check("--changed-since", "HEAD") == 2
    assert "there is no revision 'HEAD'" in capsys.readouterr().err
    shutil.rmtree(".git")
    assert check("--changed-since", "HEAD") == 2
    assert "needs a git repository" in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.git"))


def test_a_repository_with_its_files_elsewhere_gives_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is checked has to be what the repository is about."""
    commit({"docs/a.md": BAD})
    (tmp_path / "elsewhere").mkdir()
    git("config", "core.worktree", str(tmp_path / "elsewhere"))
    assert check("--changed-since", "HEAD") == 2
    assert "core.worktree" in capsys.readouterr().err


def test_no_git_gives_2(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A slim image has no git."""
    commit({"docs/a.md": BAD})
    monkeypatch.setenv("PATH", "/nonexistent")
    assert check("--changed-since", "HEAD") == 2
    assert "git is not installed" in capsys.readouterr().err


def test_a_shallow_clone_gives_2(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the server fetched one commit only, the message says how to get more."""
    commit({"docs/a.md": BAD})
    commit({"docs/a.md": GOOD})
    git("clone", "--quiet", "--depth", "1", f"file://{repository}", str(repository.parent / "shallow"))
    monkeypatch.chdir(repository.parent / "shallow")
    assert check("--changed-since", "HEAD~1") == 2
    assert "fetch-depth: 0" in capsys.readouterr().err
    assert check("--changed-since", "HEAD") == 0


def test_branches_with_nothing_in_common_give_2(capsys: pytest.CaptureFixture[str]) -> None:
    """There is no change from one to the other."""
    commit({"docs/a.md": BAD})
    git("switch", "--quiet", "--orphan", "other")
    commit({"docs/a.md": GOOD})
    assert check("--changed-since", "main") == 2
    assert "no commit in common" in capsys.readouterr().err


# --- repositories of others -------------------------------------------------------------------------------------------


HOSTILE = """\
[core]
    fsmonitor = {run}
    hooksPath = {folder}/hooks
    pager = {run}
    editor = {run}
    sshCommand = {run}
    gitProxy = {run}
    askPass = {run}
    attributesFile = {folder}/attributes
[pager]
    ls-tree = {run}
    rev-parse = {run}
    merge-base = {run}
    cat-file = {run}
[alias]
    ls-tree = !{run}
    rev-parse = !{run}
[diff]
    external = {run}
[diff "evil"]
    textconv = {run}
    command = {run}
[filter "evil"]
    clean = {run}
    smudge = {run}
    process = {run}
    required = true
[merge "evil"]
    driver = {run}
[gpg]
    program = {run}
[credential]
    helper = !{run}
[extensions]
    partialClone = origin
[remote "origin"]
    url = ext::{run}
    promisor = true
    partialclonefilter = blob:none
    uploadpack = {run}
    vcs = evil
[trace2]
    normalTarget = {folder}/ran
    eventTarget = {folder}/ran
    perfTarget = {folder}/ran
[protocol]
    allow = always
[protocol "ext"]
    allow = always
"""


def test_nothing_of_a_hostile_repository_runs(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings that come with a working copy name programs for nearly everything that git does; none is started."""
    commit({"docs/a.md": "# A\n\n[b](b.md)\n[c](c.md)\n", "docs/b.md": GOOD})
    mark = repository.parent / "ran"
    run = repository.parent / "run"
    run.write_text(f'#!/bin/sh\necho "$0 $@" >> {mark}\n')
    run.chmod(0o755)
    shutil.copy(run, repository.parent / "git-remote-evil")
    monkeypatch.setenv("PATH", f"{repository.parent}:{os.environ['PATH']}")
    hooks = repository.parent / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "reference-transaction", "pre-commit", "post-checkout", "fsmonitor-watchman"):
        for folder in (hooks, repository / ".git/hooks"):
            folder.mkdir(exist_ok=True)
            shutil.copy(run, folder / name)
    attributes = "* filter=evil diff=evil merge=evil\n"
    (repository.parent / "attributes").write_text(attributes)
    write({".gitattributes": attributes, "docs/b.md": None, "docs/c2.md": BAD})
    with Path(".git/config").open("a") as config:
        config.write(HOSTILE.format(run=run, folder=repository.parent))

    assert found(capsys, "HEAD") == ["docs/a.md:3", "docs/c2.md:3"]
    assert not mark.exists()
    # What a partial clone lacks is not fetched either.
    blob = git("-c", "core.fsmonitor=false", "rev-parse", "HEAD:docs/a.md")
    (repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
    assert check("--changed-since", "HEAD") == 2
    assert "are not all in this clone" in capsys.readouterr().err
    assert not mark.exists()
    # And the trap is one: git as everybody calls it walks into it.
    subprocess.run(["git", "status"], capture_output=True, check=False)
    assert mark.exists()


def test_a_hook_of_another_repository_does_not_confuse_it(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a hook git sets variables that lead to its own repository and index; what is checked is where we stand."""
    commit({"docs/a.md": BAD})
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_EXTERNAL_DIFF"):
        monkeypatch.setenv(name, str(repository.parent / "elsewhere"))
    assert found(capsys, "HEAD") == []


def test_a_tree_that_leads_out_of_it_is_not_followed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A repository can hold a link to anywhere, and nothing is written through it or read from there."""
    outside = repository.parent / "outside"
    outside.mkdir()
    (outside / "a.md").write_text(BAD)
    Path("docs").mkdir()
    Path("docs/out").symlink_to(outside)
    Path("docs/loop").symlink_to(".")
    commit({"docs/a.md": "# A\n\n[b](b.md)\n[c](c.md)\n", "docs/b.md": GOOD})
    write({"docs/b.md": None})
    assert found(capsys, "HEAD") == ["docs/a.md:3"]
    assert sorted(path.name for path in outside.iterdir()) == ["a.md"]


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy of the former files is gone when the run is over, the repository is as it was, and so is the folder."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    commit({"docs/a.md": BAD})
    before = sorted(path.relative_to(tmp_path) for path in Path(".git").resolve().rglob("*"))
    here = Path.cwd()
    assert check("--changed-since", "HEAD", "--no-cache") == 0
    assert not list((tmp_path / "temporary").iterdir())
    assert sorted(path.relative_to(tmp_path) for path in Path(".git").resolve().rglob("*")) == before
    assert Path.cwd() == here


# --- how many commands there have to be -------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "code"), [("1", 0), ("2", 0), ("3", 2), ("1000", 2)])
@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_too_few_commands_give_2(number: str, code: int, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that was moved, or a fence that is no longer seen, is no clean run."""
    write({"docs/a.md": "# A\n\n```sh\nuptime\n```\n\n```sh\ndate\n```\n"})
    assert check("--expect-commands", number, "--format", form) == code
    output = capsys.readouterr()
    assert ("2 commands found in 'docs' (1 runbook)" in output.err) is (code == 2)
    assert output.out
    if form == "sarif":
        assert json.loads(output.out)["runs"][0]["invocations"][0]["exitCode"] == code


@pytest.mark.parametrize("number", ["0", "-1", "many", "1.5", "\u0663"])
def test_a_number_that_expects_nothing_is_refused(number: str) -> None:
    """Whoever writes 0 believes to have asked for something."""
    with pytest.raises(SystemExit) as end:
        check(f"--expect-commands={number}")
    assert end.value.code == 2
