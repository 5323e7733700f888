"""Declared repositories, with real git."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.counterparts import git
from runbook_site.proofs.sandbox.error import SandboxError

if TYPE_CHECKING:
    from pathlib import Path

    from runbook_site.proofs.sandbox.enclosure import Kind
    from tests.proofs.counterparts.conftest import Stand

TWO_RELEASES = {
    "path": "apps/shop",
    "commits": [
        {"message": "Sell 'things' & more", "files": {"main.py": "1\n", 'a "b".txt': "x"}, "tag": "v1"},
        {"message": "Break it", "files": {"main.py": "1/0\n", "go.sh": "#!/bin/sh\necho gone\n"}, "tag": "v2"},
    ],
}


def test_a_rollback(stand: Stand, kind: Kind) -> None:
    """A release is rolled back and pushed, as an engineer does it: history, tags and remote are those of a clone."""
    stood = stand(git, {"git": [TWO_RELEASES]}, kind)
    printed = stood.bash("""
        set -e; cd apps/shop; git status --short --branch; git log --format=%s; git describe --tags; ./go.sh
        git revert --no-edit v2 > out.log; cat main.py 'a "b".txt'; echo; git push --quiet origin main
        git ls-remote origin main | cut -c 1-7; git rev-parse --short=7 HEAD
    """)
    *said, pushed, head = printed.split("\n")[:-1]
    assert said == ["## main...origin/main", "Break it", "Sell 'things' & more", "v2", "gone", "1", "x"]
    assert pushed == head
    assert stood.standing.tools == {"git"}
    assert dict(stood.standing.versions)["git"].count(".") >= 1


@pytest.mark.parametrize("path", [".", "./", "x/.."])
def test_the_home_is_a_checkout(stand: Stand, kind: Kind, path: str) -> None:
    """Commands that begin in a checkout begin in the home: it is clean, and is pushed from, beside another one."""
    stood = stand(git, {"git": [TWO_RELEASES, {**TWO_RELEASES, "path": path}]}, kind)
    printed = stood.bash("""
        set -e; rm -r apps; git status --short --branch; cat main.py; ./go.sh; git remote -v | grep -c home.git
        echo 2 > main.py; git commit --quiet --all --message Mend; git push --quiet; git status --short --branch
    """)
    assert printed.split("\n") == ["## main...origin/main", "1/0", "gone", "2", "## main...origin/main", ""]


def test_same_commits_in_every_run(stand: Stand) -> None:
    """Hashes do not change from run to run, so that a runbook may name them."""
    hashes = {
        stand(git, {"git": [TWO_RELEASES]}).bash("git -C apps/shop log --format='%H %an %ae %ad'") for _ in range(2)
    }
    assert len(hashes) == 1
    assert "Release release@localhost Thu Jan 1 00:00:00 2026 +0000" in hashes.pop()


def test_settings_of_the_machine_are_not_read(stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the settings of whoever runs the proof nor those of the machine's git reach a command."""
    (tmp_path / ".gitconfig").write_text("[user]\n\tname = Caller\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Caller")
    listed = stand(git, {"git": [TWO_RELEASES]}).bash(
        "cd apps/shop && git config --list --show-origin | cut -f 1 | sort -u"
    )
    assert listed.split() == ["file:.git/config", "file:/home/runbook/.gitconfig"]


def test_contents_are_data(stand: Stand) -> None:
    """Texts that look like commands of the stream which makes the history stay texts."""
    text = "x\nM 100755 inline evil\ndata 1\nx\ndone\n"
    commit = {"message": "data 3", "files": {"a\\b": text, "done": ""}, "tag": "done"}
    stood = stand(git, {"git": [{"path": "app", "branch": "release/1.0", "commits": [commit]}]})
    assert stood.session.read("app/a\\b") == text.encode()
    assert stood.bash("cd app; git branch --show-current; git ls-files").split() == ["release/1.0", '"a\\\\b"', "done"]


@pytest.mark.parametrize(
    ("repository", "why"),
    [
        ({"path": "../app"}, "below the home"),
        ({"path": "/home/runbook/app"}, "below the home"),
        ({"branch": "a b"}, "a b"),
        ({"branch": "x..y"}, "x..y"),
        ({"branch": "x\rdone"}, "branch"),
        ({"branch": "a\0b"}, "NUL"),
        ({"commits": [{"message": "m", "tag": "v 1"}]}, "tag"),
        ({"commits": [{"message": "m", "files": {"../x": ""}}]}, "below the home"),
        ({"commits": [{"message": "m", "files": {".git/hooks/post-checkout": "#!/bin/sh"}}]}, ".git/hooks"),
    ],
)
def test_what_git_does_not_take(stand: Stand, repository: dict[str, object], why: str) -> None:
    """A name that git refuses, or that leads elsewhere, is an error that names it."""
    with pytest.raises(SandboxError, match=why.replace(".", r"\.")):
        stand(git, {"git": [{**TWO_RELEASES, **repository}]})


def test_one_path_twice(stand: Stand) -> None:
    """Two repositories in one place are an error."""
    with pytest.raises(SandboxError, match="apps/shop"):
        stand(git, {"git": [TWO_RELEASES, TWO_RELEASES]})
