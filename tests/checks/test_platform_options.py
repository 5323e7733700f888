"""Options and programs that one kind of system has."""

from __future__ import annotations

import pytest

from runbook_site.checks.shell.platform_options import one_platform
from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("date -u -d '1 hour ago'", "-d"),
        ("date --date=yesterday", "--date=yesterday"),
        ("sed -i s/a/b/ f", "-i"),
        ("sed -i '' s/a/b/ f", "-i"),
        ("pbcopy < f", "pbcopy"),
        ("ps aux --sort=-rss", "--sort=-rss"),
        ("sed -i.bak s/a/b/ f", ""),
        ("sed s/a/b/ f", ""),
        ("date -u +%s", ""),
        ("date -v-1H +%s", "-v-1H"),
        ("date -j -f %s 0", "-j"),
        ("stat -f %z shop.tgz", "-f"),
        ("stat -f /srv", ""),
        ("base64 -D < f", "-D"),
        ("open https://shop.example.com/status", "open"),
        ("open -a Terminal .", "open"),
        ("open report.pdf", "open"),
        ("open", ""),
        ("fly open status", ""),
        ("xdg-open report.pdf", "xdg-open"),
        ("ssh db1 date -d yesterday", ""),
        ("kubectl exec web-0 -- sed -i s/a/b/ f", ""),
    ],
)
def test_one_platform(text: str, word: str) -> None:
    """What one kind of system takes is told at its word; what runs elsewhere is not."""
    calls = split_shell(SourceText("x", text).whole(), "").chunks[0].invocations
    found = [told for each in calls if (told := one_platform(each)) is not None]
    assert [told[0].text for told in found] == ([word] if word else [])
