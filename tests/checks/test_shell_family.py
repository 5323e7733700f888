"""The rules about shell, on any text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.checks.registry import RULES
from runbook_site.checks.runner import run_checks
from runbook_site.snippets.project import read_project

PIECES = (
    *("$ ", "ls", " ", "\n", "\\", "'", '"', "`", "$(", ")", "((", "${", "}", "|", "&", ";", "<", ">"),
    *("if ", "then ", "fi\n", "for x in ", "do ", "done\n", "[ ", " ]", "[[ ", " ]]", "<pod>", "\u201c", "\u2013n"),
    *("\u200b", "# ", "ssh h '", "sudo ", "psql -f x.sql", "x = 1", "\t", "--", "while true; do", "é", "\x00", "{"),
    *("!", "\u00a0", "<<EOF\n", "EOF\n"),
)
SHELL = {name: rule for name, rule in RULES.items() if rule.family == "shell"}


@settings(deadline=None, max_examples=25)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=15), min_size=1, max_size=4))
def test_rules_do_not_raise(blocks: list[list[str]]) -> None:
    """Whatever somebody writes into a block is a finding or none, at a place that exists, and never a crash."""
    with TemporaryDirectory() as folder:
        page = Path(folder) / "page.md"
        text = "# Page\n\n" + "\n".join(f"~~~~sh\n{''.join(block)}\n~~~~\n" for block in blocks)
        page.write_text(text, encoding="utf-8", newline="")
        report = run_checks(read_project([page]), date(2026, 11, 21), SHELL)
    assert not report.crashes
    lines = text.split("\n")
    for finding in report.findings:
        assert finding.span.start <= finding.span.end
        assert finding.span.end.line <= len(lines)
