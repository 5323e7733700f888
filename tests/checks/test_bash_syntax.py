"""What bash says of a text's syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.checks.program import ProgramError
from runbook_site.checks.shell.bash_syntax import rejections

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("echo ok\necho (a)", 2, "'a' cannot stand here"),
        ("echo 'a", 1, "a ' is opened and not closed"),
        ('echo "a', 1, 'a " is opened and not closed'),
        ("cat >", 1, "something has to follow at the end of the line"),
        ("a | | b", 1, "'|' cannot stand here"),
        ("fi", 1, "'fi' cannot stand here"),
    ],
)
def test_reason_is_in_words(text: str, line: int, reason: str) -> None:
    """The reader learns what is wrong without knowing bash's parser."""
    rejection = rejections([text])[text]
    assert (rejection.line, rejection.reason) == (line, reason)


def test_open_block_is_explained() -> None:
    """What is never ended is told as that."""
    text = "if true; then echo"
    assert "opened and not ended" in rejections([text])[text].reason


def test_sound_text_is_not_rejected() -> None:
    """Only what bash rejects is in the answer, in whatever company it is read."""
    texts = ["echo ok", "x=(1 2)", "fi", "[[ a =~ b ]]", "cat <<EOF\na"]
    assert rejections(texts).keys() == {"fi"}


def test_nothing_runs(tmp_path: Path) -> None:
    """A text is read and not run, whatever stands in it."""
    mark = tmp_path / "mark"
    rejections([f"touch {mark}", f"}}; touch {mark}; {{", f"$(touch {mark})\nfi", f"#!/bin/touch {mark}\nfi"])
    assert not mark.exists()


def test_missing_bash_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without bash nothing is confirmed, and nobody is told that all is well."""
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ProgramError, match="bash"):
        rejections(["fi"])


@settings(deadline=None, max_examples=20)
@given(st.lists(st.text(max_size=30), max_size=4))
def test_any_text_is_read(texts: list[str]) -> None:
    """No text makes the answer fall short of the others."""
    assert rejections([*texts, "fi"]).keys() >= {"fi"}
