"""When two commands are one."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.snippets.fingerprint import fingerprint

if TYPE_CHECKING:
    from runbook_site.model.command import CommandLanguage


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aws ecs list-tasks --cluster shop", "aws  ecs list-tasks \\\n  --cluster shop"),
        ("df -h\nfree -m", "df -h  \n\n  free -m\n"),
        ("df -h\r\nfree -m", "df -h\nfree -m"),
    ],
)
def test_blanks_and_line_breaks_make_no_other_shell_command(one: str, other: str) -> None:
    """The same command, wrapped in another way, is joined with its twin."""
    assert fingerprint(one, "shell") == fingerprint(other, "shell")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('echo "a  b"', 'echo "a b"'),
        ("echo 'a  b'", "echo 'a b'"),
        ("a; b", "a b"),
        ("a\nb", "a b"),
        ("cat <<E\na  b\nE", "cat <<E\na b\nE"),
        (r"echo a\ \ b", r"echo a\ b"),
    ],
)
def test_what_the_shell_tells_apart_stays_apart(one: str, other: str) -> None:
    """Two commands that do different things never share a proof."""
    assert fingerprint(one, "shell") != fingerprint(other, "shell")


def test_sql_is_compared_without_layout_comments_and_last_semicolon() -> None:
    """The same query, laid out in another way, is the same."""
    assert fingerprint("SELECT 1;", "sql") == fingerprint("SELECT -- one\n  1", "sql")
    assert fingerprint("SELECT 'a  b'", "sql") != fingerprint("SELECT 'a b'", "sql")
    assert fingerprint("SELECT $$a  b$$", "sql") != fingerprint("SELECT $$a b$$", "sql")


def test_languages_are_told_apart() -> None:
    """A word that is a program and a statement is two things."""
    assert fingerprint("analyze", "shell") != fingerprint("analyze", "sql")


@given(st.text())
def test_any_text_has_a_fingerprint(text: str) -> None:
    """No command of a runbook can stop the catalog."""
    languages: tuple[CommandLanguage, ...] = ("shell", "sql", "psql")
    for language in languages:
        assert len(fingerprint(text, language)) == 16


@pytest.mark.parametrize("piece", [" ", "\\", '"', "'", "$a", "$1$", "\\\n", "--"])
def test_no_text_takes_more_than_linear_time(piece: str) -> None:
    """A megabyte of one character is done in a moment, where backtracking would take hours."""
    started = time.process_time()
    languages: tuple[CommandLanguage, ...] = ("shell", "sql")
    for language in languages:
        fingerprint(piece * (1_000_000 // len(piece)), language)
    assert time.process_time() - started < 20
