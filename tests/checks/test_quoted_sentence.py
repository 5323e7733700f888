"""Sentences in quotes that stand where a command should."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.shell.quoted_sentence import is_quoted_sentence

if TYPE_CHECKING:
    from tests.checks.conftest import Examples


@pytest.mark.parametrize(
    ("line", "is_sentence"),
    [
        ('"The shop is slow, we are looking into it"', True),
        ("'Orders are back' to #shop", True),
        ('  "Rolling back $version now"', True),
        ('"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" --headless', False),
        ('"$HOME/My Tools/run" now', False),
        ('"shopctl" restart', False),
        ('echo "The shop is slow"', False),
        ('"a"b c', False),
        ('""', False),
    ],
)
def test_quoted_sentence(line: str, is_sentence: bool) -> None:  # noqa: FBT001 - a column of the table
    """Several words in quotes are a message; a path may have blanks in it."""
    assert is_quoted_sentence(line) is is_sentence


def test_rule_speaks_of_it(examples: Examples) -> None:
    """A message among commands is shown as what it is, once, at its first character."""
    text = '# Tell\n\n```sh\n# Post in #shop\n"The shop is slow"\nuptime\n```\n'
    report = examples.check({"runbook_src/shop/tell.md": text})
    found = [finding for finding in report.findings if finding.rule == "not-a-command"]
    assert [(each.span.start.line, each.span.start.column) for each in found] == [(5, 1)]
