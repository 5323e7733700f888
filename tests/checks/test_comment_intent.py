"""What ShellCheck says counts where it is about a command."""

from __future__ import annotations

import pytest

from runbook_site.checks.shell.comment_intent import bracketed


@pytest.mark.parametrize(
    "text",
    ["apply -f <your.yaml>", "--key=</path/to/key.pem>", "-n < namespace >", "db < name | number >", "<a> <b c>"],
)
def test_what_stands_in_brackets_is_a_word_as_long(text: str) -> None:
    """Places in the text stay places in the original, and no sign of a redirection is left."""
    filled = bracketed(text)
    assert len(filled) == len(text)
    assert not set(filled) & set("<>")


@pytest.mark.parametrize("text", ["cmd <(a) >b", "cat <<EOF", "x 2>&1 >log", "a <$in >out"])
def test_redirections_stay(text: str) -> None:
    """What a shell runs as it is meant is not rewritten."""
    assert bracketed(text) == text
