"""The hooks for pre-commit, the GitHub Action and the GitLab template: what they run is what the tool takes."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from runbook_site.checks.shell.shellcheck import find_shellcheck
from runbook_site.cli.main import parser

if TYPE_CHECKING:
    import argparse

ROOT = Path(__file__).resolve().parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
SPEC, JOBS = list(yaml.safe_load_all((ROOT / "templates/runbook-site.yml").read_text(encoding="utf-8")))
JOB: dict[str, Any] = JOBS["runbook-site"]

EVIL = "a b'\"$(touch evil)`touch evil`; touch evil #\\"
"""A value that a script would run if it were written into it, or split if it were not quoted."""


def options_of(line: str) -> argparse.Namespace:
    """A command line as the tool takes it; a mistake in it ends the test."""
    words = shlex.split(line)
    assert words[0] == "runbook-site"
    return parser().parse_args(words[1:])


def run(script: str, shell: list[str], variables: dict[str, str], folder: Path) -> argparse.Namespace:
    """What a script calls the tool with, in a shell that has these variables."""
    programs = folder / "programs"
    programs.mkdir()
    for name in ("runbook-site", "pip"):
        program = programs / name
        program.write_text(f"#!{sys.executable}\nimport sys\nopen({name!r}, 'w').write('\\0'.join(sys.argv[1:]))\n")
        program.chmod(0o755)
    environment = {"PATH": f"{programs}:{os.environ['PATH']}", "RUNNER_TEMP": str(folder / "runner"), **variables}
    done = subprocess.run([*shell, script], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (folder / "evil").exists()
    return parser().parse_args((folder / "runbook-site").read_text().split("\0"))


# --- pre-commit -------------------------------------------------------------------------------------------------------


def test_hooks_run_what_the_tool_takes() -> None:
    """Each hook is a command of the tool, which looks at the whole folder: files break each other."""
    assert [hook["id"] for hook in HOOKS] == ["runbook-site", "runbook-site-fix"]
    for hook in HOOKS:
        options = options_of(hook["entry"])
        assert options.paths == []
        assert options.fix is (hook["id"] == "runbook-site-fix")
        assert hook["pass_filenames"] is False
        assert hook["require_serial"] is True
        assert {"name", "description", "language", "types_or"} < set(hook)


# --- GitHub -----------------------------------------------------------------------------------------------------------

STEP: dict[str, Any] = ACTION["runs"]["steps"][-1]
SHELL = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
"""How GitHub runs steps with ``shell: bash``."""


def given(inputs: dict[str, str]) -> dict[str, str]:
    """The environment of the step, with these inputs and the defaults of the others."""
    values = {name: each["default"] for name, each in ACTION["inputs"].items()} | inputs
    variables = {}
    for name, expression in STEP["env"].items():
        match = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", expression)
        assert match is not None, expression
        variables[name] = values.pop(match[1])
    assert values == {}, "an input that nothing is done with"
    return variables


def test_no_input_is_written_into_a_script() -> None:
    """An expression in a script becomes a part of it: a branch's name could be a command."""
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
    assert "$[[" not in "\n".join(JOB["script"])


def test_the_action_checks_with_its_defaults(tmp_path: Path) -> None:
    """With nothing set, the action does what the guide says that it does."""
    options = run(STEP["run"], SHELL, given({}), tmp_path)
    assert [str(path) for path in options.paths] == ["runbook_src"]
    assert options.format == "github"
    assert (options.fail_on, options.baseline, options.changed_since, options.expect_commands) == (None, None, None, 0)


def test_the_action_hands_over_every_input(tmp_path: Path) -> None:
    """Whatever stands in an input reaches the tool as it is, and is no option and no command."""
    inputs = {
        "paths": f"docs/{EVIL}\n\n-x\nb c\n",
        "format": "sarif",
        "output": "--fix",
        "fail-on": "warning",
        "baseline": f"--fix {EVIL}",
        "changed-since": f"--fix {EVIL}",
        "expect-commands": "7",
    }
    options = run(STEP["run"], SHELL, given(inputs), tmp_path)
    assert [str(path) for path in options.paths] == [f"docs/{EVIL}", "-x", "b c"]
    assert (options.format, options.fail_on, options.expect_commands) == ("sarif", "warning", 7)
    assert (str(options.output), str(options.baseline)) == ("--fix", f"--fix {EVIL}")
    assert options.changed_since == f"--fix {EVIL}"
    assert options.fix is False


# --- GitLab -----------------------------------------------------------------------------------------------------------


def job_variables(inputs: dict[str, str]) -> dict[str, str]:
    """The variables of the job, with these inputs and the defaults of the others."""
    values = {name: each["default"] for name, each in SPEC["spec"]["inputs"].items()} | inputs
    text = {name: JOB[name] for name in ("stage", "image")} | JOB["variables"]
    used = {match for each in text.values() for match in re.findall(r"\$\[\[ inputs\.([\w-]+) \]\]", each)}
    assert used == set(values), "an input that nothing is done with, or that does not exist"
    fill = re.compile(r"\$\[\[ inputs\.([\w-]+) \]\]")
    return {name: fill.sub(lambda match: values[match[1]], each) for name, each in JOB["variables"].items()}


@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_the_template_checks_with_its_defaults(shell: str, tmp_path: Path) -> None:
    """The report is where the job collects it, and nothing is left out."""
    script = "\n".join(JOB["script"])
    options = run(script, [shell, "-euc"], job_variables({}), tmp_path)
    assert [str(path) for path in options.paths] == ["runbook_src"]
    assert options.format == "gitlab"
    assert str(options.output) == JOB["artifacts"]["reports"]["codequality"]
    assert JOB["artifacts"]["when"] == "always"
    assert options.changed_since is None
    assert (tmp_path / "pip").read_text() == "install\0./tools/runbook-site"


@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_the_template_hands_over_every_input(shell: str, tmp_path: Path) -> None:
    """Whatever stands in an input reaches the tool as it is."""
    inputs = {
        "paths": f"docs/{EVIL}\n-x",
        "fail-on": "never",
        "baseline": f"--fix {EVIL}",
        "only-changes": "true",
        "expect-commands": "7",
    }
    variables = job_variables(inputs) | {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "0123abc"}
    options = run("\n".join(JOB["script"]), [shell, "-euc"], variables, tmp_path)
    assert [str(path) for path in options.paths] == [f"docs/{EVIL}", "-x"]
    assert (options.fail_on, str(options.baseline), options.expect_commands) == ("never", f"--fix {EVIL}", 7)
    assert options.changed_since == "0123abc"


def test_outside_of_merge_requests_everything_counts(tmp_path: Path) -> None:
    """On the main branch there is no base to compare with."""
    options = run("\n".join(JOB["script"]), ["sh", "-euc"], job_variables({"only-changes": "true"}), tmp_path)
    assert options.changed_since is None


# --- both -------------------------------------------------------------------------------------------------------------

SCRIPTS = {
    **{f"action-{number}": ("bash", step["run"]) for number, step in enumerate(ACTION["runs"]["steps"])},
    "gitlab": ("sh", "\n".join(JOB["script"])),
}


@pytest.mark.parametrize(("shell", "script"), SCRIPTS.values(), ids=SCRIPTS)
def test_shellcheck_has_nothing_to_say(shell: str, script: str) -> None:
    """What runs on other people's servers is held to what the tool asks of runbooks."""
    command = [
        str(find_shellcheck()),
        "--norc",
        "--shell",
        shell,
        "--enable",
        "all",
        "--exclude",
        "SC2154,SC2250,SC2292",
        "-",
    ]
    done = subprocess.run(command, input=f"set -eu\n{script}", capture_output=True, text=True, check=False)
    assert done.stdout == ""


def test_no_registry_and_no_branch_that_moves() -> None:
    """They install the checkout that they come with; the guide says where that is."""
    for name in (".pre-commit-hooks.yaml", "action.yml", "templates/runbook-site.yml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        addresses = set(re.findall(r"https?://[^\s>]+", text))
        assert addresses <= {"https://pre-commit.com."}
    assert "uses" not in {key for step in ACTION["runs"]["steps"] for key in step}
