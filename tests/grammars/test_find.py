"""The expressions of find: tests with values, and commands of other programs."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from harvest.by_hand import FACTS
from tests.grammars.judged import messages, problems

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "line",
    [
        "find /srv/shop -type f,d -name '*.log' -mtime +7 -delete",
        "find /srv/shop -name *.log -mtime -0.5 -size +100M -print0",
        r"find . \( -name a -o -iname b \) ! -user root -a -not -empty , -print",
        "find . -perm -u+s,g=x -perm /6000 -perm 0644 -perm +x -perm a-w -perm =640",
        "find . -newermt '2026-11-01 03:00' ! -newerct yesterday -neweraB a",
        "find -L /srv -O3 -maxdepth 2 -xdev -xtype l -links +1 -uid 1000 -inum -5 -used 1",
        r"find . -exec grep -l --colour x {} \; -exec rm -f {} +",
        "find . -execdir mv -t /tmp -- '{}' ';' -o -ok rm {} ';'",
        r"find . -exec sh -c 'echo \"$1\"' _ {} \; -printf '%s %p\n'",
        'find "$folder" -mtime "+$days" -size "$size" -type $kind -exec $command',
        'find "$folder" $tests -exec rm "$@"',
        "find <folder> -type f -mtime +<days> -exec <command>",
        "find . -regextype posix-extended -regex '.*(a|b)' -prune -o -quit",
        "find --help",
    ],
)
def test_what_find_takes_is_left_alone(line: str) -> None:
    """Operators, values in all their forms, and the words of other programs draw nothing."""
    assert problems(line) == []


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("find . -mtime +7d", "+7d"),
        ("find . -mmin five", "five"),
        ("find . -size +100m", "+100m"),
        ("find . -size 1.5G", "1.5G"),
        ("find . -type fd", "fd"),
        ("find . -type file", "file"),
        ("find . -perm +111", "+111"),
        ("find . -perm rwx", "rwx"),
        ("find . -maxdepth -1", "-1"),
        ("find . -links two", "two"),
        ("find . -regextype posix-extendd -regex x", "posix-extendd"),
    ],
)
def test_values_that_find_refuses(line: str, value: str) -> None:
    """Each is found, and find itself refuses it too."""
    assert problems(line) == [("invalid-option-value", value)]
    assert refused(*line.split()[2:])


@pytest.mark.parametrize(
    "words",
    [
        ("-exec", "true", "{}"),
        ("-exec", "true", "{}", ";", "-ok", "true"),
        ("-exec", "true", "+"),
        ("-exec", "true", "{}", "x", "+"),
        ("-name",),
    ],
)
def test_a_command_has_to_end(words: tuple[str, ...]) -> None:
    """Without a semicolon, or a plus behind braces, find does not start, as it does not without a value."""
    assert refused(*words)
    line = " ".join(("find .", *(each.replace(";", r"\;") for each in words)))
    assert [kind for kind, _ in problems(line)] == ["missing-option-value"]


def test_a_bare_semicolon_is_the_shells() -> None:
    """It ends find's own command, so that the one behind ``-exec`` has no end."""
    assert problems("find . -exec rm {} ;") == [("missing-option-value", "-exec")]
    assert "needs '\\;' behind its command" in messages("find . -exec rm {} ;")[0]


def test_a_slip_is_named() -> None:
    """The name that is meant is offered."""
    assert "did you mean '-name'" in messages("find . -nmae x")[0]


def test_find_knows_each_word_that_is_written_down(tmp_path: Path) -> None:
    """No word of the facts is one that find never heard of: in an empty folder it is asked for all but -delete."""
    skip_without_find()
    lines = [line.split() for line in (FACTS / "find.txt").read_text("utf-8").splitlines() if line.startswith("  ")]
    words = {each.strip(",") for line in lines for each in line if each.startswith("-")}
    options = {"-H", "-L", "-P", "-D", "-O0", "-O1", "-O2", "-O3"}
    tests = words - options - {"--help", "--version", "-delete"}
    assert len(tests) > 80
    assert [each for each in sorted(tests) if b"unknown predicate" in ran(str(tmp_path), each).stderr] == []
    assert [each for each in sorted(options - {"-D"}) if ran(each, str(tmp_path)).returncode != 0] == []


def refused(*words: str) -> bool:
    """Whether find ends with an error."""
    skip_without_find()
    return ran("/dev/null", *words).returncode != 0


def skip_without_find() -> None:
    """Other systems have another find."""
    if shutil.which("find") is None or b"GNU" not in ran("--version").stdout:
        pytest.skip(reason="GNU's find is not installed")


def ran(*words: str) -> subprocess.CompletedProcess[bytes]:
    """How find ended."""
    return subprocess.run(("find", *words), stdin=subprocess.DEVNULL, capture_output=True, check=False)
