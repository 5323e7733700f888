"""Files that programs did not find, from what the real programs print."""

from __future__ import annotations

import subprocess

import pytest

from runbook_site.proofs.rehearsal.complaints import not_found


@pytest.mark.parametrize(
    "command",
    [
        *(
            "cat a.x",
            "grep y a.x",
            "ls a.x",
            "cp a.x b",
            "mv a.x b",
            "gzip a.x",
            "tar xf a.x",
            "head a.x",
            "tail a.x",
        ),
        *(
            "awk 1 a.x",
            "sed p a.x",
            "sort a.x",
            "wc a.x",
            "cat < a.x",
            "cd a.x",
            ". a.x",
            "./a.x",
            "find a.x",
            "du a.x",
        ),
        *("cut -f1 a.x", "base64 a.x", "sha256sum a.x", "truncate -s 0 none/a.x", "touch none/a.x", "jq . a.x"),
        *(
            "rm a.x",
            "stat a.x",
            "tee none/a.x",
            "xargs -a a.x echo",
            "diff a.x a.x",
            "comm a.x a.x",
            "paste a.x",
            "uniq a.x",
        ),
    ],
)
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_not_found(tmp_path_factory: pytest.TempPathFactory, command: str, locale: str) -> None:
    """The path is told from the message of each filter, and of the shell."""
    folder = tmp_path_factory.mktemp("empty")
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={"LC_ALL": locale, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )
    assert {each.removeprefix("./").removeprefix("none/") for each in not_found(done.stderr)} == {"a.x"}, done.stderr
