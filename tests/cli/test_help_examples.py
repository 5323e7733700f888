"""Every example of every `--help` runs as it is shown."""

from __future__ import annotations

import os
import pty
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runbook_site.cli.main import main, parser

if TYPE_CHECKING:
    import argparse

TOOL = Path(sys.executable).parent / "runbook-site"
SITE = "site_name: Runbooks\nplugins: [runbook-site]\n"


def examples() -> list[str]:
    """The examples of the tool and of all its commands: the indented lines of their epilogs."""
    top = parser()
    commands: dict[str, argparse.ArgumentParser] = next(
        action.choices for action in top._actions if isinstance(action.choices, dict)
    )
    found = []
    for each in (*commands.values(), top):
        text = (each.epilog or "").partition("examples:\n")[2].partition("\n\n")[0]
        found += [line.strip() for line in text.splitlines()]
    return found


EXAMPLES = examples()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository as a reader of the help has it after the example of `new`, with Markdown and a built site."""
    folder = tmp_path_factory.mktemp("project")
    first = next(line for line in EXAMPLES if line.startswith("runbook-site new shop/checkout-down"))
    assert run(first, folder) == (0, "")
    (folder / "docs" / "runbooks").mkdir(parents=True)
    (folder / "docs/runbooks/restart.md").write_text("# Restart\n\n```bash\nsystemctl restart shop\n```\n")
    (folder / "mkdocs.yml").write_text(SITE)
    assert run("mkdocs build --quiet", folder)[0] == 0
    who = "-c user.name=A -c user.email=a@example.com -c commit.gpgsign=false"
    assert run(f"git init --quiet && git add runbook_src && git {who} commit --quiet --message first", folder)[0] == 0
    return folder


def run(line: str, folder: Path) -> tuple[int, str]:
    """The exit status of a line at a terminal where return is pressed at each question, and what it complains of."""
    environment = {
        **os.environ,
        "PATH": f"{TOOL.parent}:{os.environ['PATH']}",
        "NO_MKDOCS_2_WARNING": "1",
    }
    controller, terminal = pty.openpty()
    try:
        os.write(controller, b"\n" * 10)
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            cwd=folder,
            env=environment,
            stdin=terminal,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    finally:
        os.close(terminal)
        os.close(controller)
    return done.returncode, done.stderr


def test_there_are_examples() -> None:
    """What is run below is what is shown: each begins with the tool's name."""
    assert len(EXAMPLES) > 15
    assert all(line.startswith("runbook-site ") for line in EXAMPLES)


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_runs_as_shown(
    line: str, project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whoever copies it sees it succeed, comment and all, without a complaint."""
    if "| jq " in line and shutil.which("jq") is None:
        pytest.skip(reason="jq is not installed")
    words = shlex.split(line, comments=True)
    if words[1] == "new":
        shutil.rmtree(project / "runbook_src")
    if words[1:] == ["new"] or {"|", ">"} & set(words):
        assert run(line, project) == (0, "")
    else:
        # To start a process for each takes ten times as long.
        monkeypatch.chdir(project)
        assert main(words[1:]) == 0
        assert capfd.readouterr().err == ""
