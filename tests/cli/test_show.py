"""A runbook can be read where no browser is."""

from __future__ import annotations

import csv
import fcntl
import io
import json
import os
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from runbook_site.cli.main import main

TOOL = Path(sys.executable).parent / "runbook-site"

SOURCE = [str(Path(__file__).parent.parent / "shop" / "runbook_src")]


def test_without_a_name_the_runbooks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """One sees what there is."""
    assert main(["show", "", *SOURCE]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["shop/checkout-down", "shop/notes"]


def test_a_runbook_is_shown_with_everything_needed_to_follow_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Steps, commands, risks, decisions and whom to call are there."""
    assert main(["show", "checkout-down", *SOURCE]) == 0
    out = capsys.readouterr().out
    for text in (
        "Checkout is down",
        "1. See what runs",
        "      aws ecs describe-services \\\n        --cluster shop \\\n        --services checkout\n",
        "(CHANGES)",
        'If: No task runs -> step "Restart it"',
        "ESCALATE to Engineering manager",
        'expect: "status": "ok"',
        "after 30m: Engineering manager",
    ):
        assert text in out
    assert "\x1b" not in out


def test_a_command_is_shown_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """The text of one command, and nothing else, so that it can be piped."""
    assert main(["show", "shop/checkout-down/force-deployment", *SOURCE]) == 0
    expected = "aws ecs update-service --cluster shop --service checkout --force-new-deployment\n"
    assert capsys.readouterr().out == expected


def test_a_name_that_fits_several_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    """The reader is told what to choose from."""
    assert main(["show", "shop", *SOURCE]) == 2
    error = capsys.readouterr().err
    assert "shop/checkout-down" in error
    assert "shop/notes" in error


def test_escape_sequences_of_a_runbook_do_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A title cannot clear the screen."""
    (tmp_path / "evil.md").write_text("# Evil \x1b[2J title\n\n```bash\necho \x1b[31mred\n```\n")
    assert main(["show", "evil", str(tmp_path)]) == 0
    assert "\x1b" not in capsys.readouterr().out


def at_terminal(*arguments: str | Path, columns: int = 80) -> str:
    """What a command prints at a terminal of this width."""
    controller, terminal = os.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"} | {"NO_COLOR": "1"}
    with subprocess.Popen([TOOL, *arguments], stdout=terminal, stderr=subprocess.PIPE, env=environment):
        os.close(terminal)
        shown = b""
        while True:
            try:
                part = os.read(controller, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
        os.close(controller)
    return shown.decode().replace("\r\n", "\n")


LONG = """\
title: A long story about a shop that does not answer, and about what was done then
summary: >-
  Some prose that goes on and on, with `kubectl  get pods --namespace shop --output wide` in the midst of it,
  until it is over.
symptoms: [Something that takes many words to say because nobody knows it well enough to be short]
procedure:
  - title: Look
    text: "- An item of a list that is longer than a narrow terminal\\n- short"
    checklist: [A line of a checklist that is longer than a narrow terminal is]
    commands:
      - {title: Look, run: "kubectl get pods --namespace shop --output wide --show-labels --watch=false", risk: read}
"""


@pytest.mark.parametrize("columns", [30, 44, 80, 200])
def test_prose_fits_the_terminal_and_commands_are_left_alone(tmp_path: Path, columns: int) -> None:
    """Nothing has to be put together from torn words, and a command is copied as it is written."""
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/story.yml").write_text(LONG)
    shown = at_terminal("show", "story", tmp_path, columns=columns)
    command = "      kubectl get pods --namespace shop --output wide --show-labels --watch=false"
    inline = "`kubectl  get pods --namespace shop --output wide`"
    assert command in shown.splitlines()
    assert inline in shown
    others = [line for line in shown.splitlines() if line != command and inline not in line]
    assert max(map(len, others)) <= min(columns, 96)
    assert sum(len(line) > 18 for line in others) > 5


def test_the_width_of_a_pipe_is_fixed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What goes into a file does not depend on the window that it was made in."""
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/story.yml").write_text(LONG)
    main(["show", "story", str(tmp_path)])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 96


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("chekout-down", "shop/checkout-down?"),
        ("shop/checkoutdown", "shop/checkout-down?"),
        ("shop/checkout-down/force-deploymnet", "shop/checkout-down/force-deployment?"),
        ("Notse", "shop/notes?"),
        ("zzz", "`runbook-site show` lists"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(name: str, near: str, capsys: pytest.CaptureFixture[str]) -> None:
    """At 3 a.m. one types badly."""
    assert main(["show", name, *SOURCE]) == 2
    assert near in capsys.readouterr().err


def test_a_folder_alone_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who names a folder wants to see what is in it; where there is a `runbook_src`, a word alone is a name."""
    (tmp_path / "docs" / "shop").mkdir(parents=True)
    (tmp_path / "docs" / "shop" / "restart.md").write_text("# Restart the shop\n")
    monkeypatch.chdir(tmp_path)
    assert main(["show", "docs"]) == 0
    assert "shop/restart  procedure  Restart the shop" in capsys.readouterr().out
    (tmp_path / "runbook_src").mkdir()
    assert main(["show", "docs/shop"]) == 0
    assert "shop/restart  procedure" in capsys.readouterr().out
    assert main(["show", "docs"]) == 2
    assert "as in `runbook-site show restart docs`" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["shop/slow-db", "slow-db"])
def test_a_runbook_that_could_not_be_read_is_named(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is there, and has an error: that is another thing than a name that was mistyped."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "service.yml").write_text("name: Shop\nsummary: Sells.\nowner: shop\n")
    (folder / "slow-dbs.yml").write_text("title: Another\nprocedure: [{title: Look}]\n")
    (folder / "Slow DB.yml").write_bytes(b"title: Slow \xff\n")
    assert main(["show", name, str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert "shop/Slow DB.yml' could not be read" in error
    assert "Slow DB.yml'` says what is wrong" in error


def test_a_runbook_with_errors_is_shown_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in a field does not keep its text from whoever needs it now, and nobody takes it for checked."""
    text = "title: Slow\nseverty: P1\nprocedure:\n  - {title: Look, commands: [{title: Look, run: uptime}]}\n"
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "slow.yml").write_text(text)
    assert main(["show", "slow", str(tmp_path)]) == 1
    shown = capsys.readouterr()
    assert shown.out == text
    assert "slow.yml' has errors" in shown.err


def test_control_characters_of_the_catalog_do_nothing_to_a_terminal(tmp_path: Path) -> None:
    """A terminal shows them spelled out; a pipe gets the exact text."""
    command = "printf '\x9b2J\x1b[31m\u202ered\x07'"
    (tmp_path / "evil.md").write_text(f"# Evil\n\n```bash\n{command}\n```\n")
    for form in ("csv", "json"):
        arguments = ["catalog", "--format", form, str(tmp_path)]
        shown = at_terminal(*arguments)
        assert not set("\x9b\x1b\u202e\x07") & set(shown)
        piped = subprocess.run([TOOL, *arguments], capture_output=True, check=True, timeout=60).stdout.decode()
        if form == "csv":
            assert "\\x9b2J\\x1b[31m\\u202ered\\x07" in shown
            assert next(csv.DictReader(io.StringIO(piped)))["source"] == command
        else:
            assert json.loads(shown) == json.loads(piped)
            assert json.loads(piped)["entries"][0]["source"] == command


VALUES = """\
title: Restart
variables:
  pod: {description: The pod.}
  count: {type: integer, description: How many.}
  level: {type: choice, choices: [low, high], description: How much., default: low}
  token: {type: secret, description: The token.}
procedure:
  - title: Restart
    commands:
      - id: restart
        title: Restart
        run: kubectl delete pod $pod --token "$token" -l "level=$level"
        risk: change
      - {id: far, title: Far, run: 'ssh host rm "/run/$pod" $HOME_OF', risk: change}
      - {id: here, title: Here, run: "cat <<EOF\\n${pod}\\nEOF", risk: read}
      - {id: some, title: Some, psql: "SELECT * FROM t WHERE pod = :'pod' LIMIT :count;", risk: read}
"""


@pytest.fixture
def pods(tmp_path: Path) -> str:
    """A folder with a runbook that takes values."""
    (tmp_path / "ops").mkdir()
    (tmp_path / "ops/restart.yml").write_text(VALUES)
    (tmp_path / "ops/service.yml").write_text(
        "name: Ops\nsummary: Runs.\nowner: ops\nenvironment_variables: [{name: HOME_OF, purpose: Where.}]\n"
    )
    return str(tmp_path)


@pytest.mark.parametrize(
    ("name", "values", "shown"),
    [
        ("restart/restart", ["pod=a b"], ('kubectl delete pod \'a b\' --token "$token" -l "level=low"\n', "")),
        (
            "restart/restart",
            ["level=high"],
            (
                'kubectl delete pod "${pod:?set pod}" --token "$token" -l "level=high"\n',
                "runbook-site: still open: pod\n",
            ),
        ),
        ("restart/far", ["pod=it's"], ("ssh host rm \"/run/'it'\\\\''s'\" $HOME_OF\n", "")),
        ("restart/here", ["pod=$x"], ("cat <<EOF\n\\$x\nEOF\n", "")),
        ("restart/some", ["pod=it's", "count=5"], ("SELECT * FROM t WHERE pod = 'it''s' LIMIT 5;\n", "")),
        (
            "restart/some",
            ["count=5"],
            (
                "SELECT * FROM t WHERE pod = :'pod' LIMIT 5;\n",
                (
                    "runbook-site: still open: pod\n"
                    "runbook-site: not ready to run: nothing in the text stops it while these are open: pod\n"
                ),
            ),
        ),
    ],
)
def test_values_are_filled_in_where_they_stand(
    name: str, values: list[str], shown: tuple[str, str], pods: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is quoted for its place; a secret and what the environment sets stay names; what is open is said."""
    assert main(["show", f"ops/{name}", pods, *(f"--set={value}" for value in values)]) == 0
    assert capsys.readouterr() == shown


def test_a_whole_runbook_is_filled_in(pods: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is open there is said once, and stays as it is written."""
    assert main(["show", "ops/restart", pods, "--set", "pod=web-1"]) == 0
    shown = capsys.readouterr()
    assert "kubectl delete pod web-1 --token" in shown.out
    assert "pod = 'web-1' LIMIT :count;" in shown.out
    assert shown.err == "runbook-site: still open: count\n"


@pytest.mark.parametrize(
    ("values", "why"),
    [
        (["pod"], "write it as --set pod=VALUE"),
        (["=x"], "there is no value ''; there is count, level, pod"),
        (["pid=1"], "there is no value 'pid'; there is count, level, pod"),
        (["token=hunter2"], "'token' is a secret: it is not typed here, and stays $token"),
        (["HOME_OF=/x"], "'HOME_OF' is set where the command runs"),
        (["pod="], "is empty"),
        (["count=many"], "the value 'many' of 'count' is not a whole number"),
        (["level=middle"], "is not one of low, high"),
        (["pod=a\nb"], "of 'pod' has several lines; a value has one"),
        (["pod=EOF"], "it would be the line that ends the text"),
        (["pod=\udc80"], "has a character that cannot be typed, U+DC80"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused(
    values: list[str], why: str, pods: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is shown that means something else than what was typed."""
    assert main(["show", "ops/restart", pods, *(f"--set={value}" for value in values)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert why in shown.err


def test_values_need_something_to_be_filled_into(pods: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A list of runbooks takes none."""
    assert main(["show", "", pods, "--set", "pod=x"]) == 2
    assert "--set needs a runbook or a command" in capsys.readouterr().err
