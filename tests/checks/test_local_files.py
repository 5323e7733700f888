"""Files that commands read from where the reader stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.local_files import is_held, leaves, read_files
from runbook_site.checks.platform_options import one_platform
from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from pathlib import Path

    from runbook_site.snippets.invocation import Invocation


def invocations(text: str) -> tuple[Invocation, ...]:
    """The commands of a text."""
    return split_shell(SourceText("x", text).whole(), "").chunks[0].invocations


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("psql shop -f fix.sql", ["fix.sql"]),
        ("psql shop < sql/fix.sql", ["sql/fix.sql"]),
        ("kubectl apply -f a.yml --filename b.yml", ["a.yml", "b.yml"]),
        ("sudo ./reset.sh --all", ["./reset.sh"]),
        ("bash scripts/x.sh", ["scripts/x.sh"]),
        ("source env.sh", ["env.sh"]),
        ("tar xzf shop.tgz", ["shop.tgz"]),
        ("tar -czf shop.tgz etc", []),
        ("psql -f /etc/shop/fix.sql", []),
        ("kubectl apply -f https://example.com/x.yml", []),
        ("kubectl apply -f - < web.yml", ["web.yml"]),
        ("kubectl apply -f <file>.yml", []),
        ('psql -f "$dump.sql"', []),
        ("psql -f ~/fix.sql", []),
        ("ssh db1 'psql -f fix.sql'", []),
        ("kubectl exec db-0 -- psql -f fix.sql", []),
        ("kubectl delete -f", []),
    ],
)
def test_files_that_are_read(text: str, files: list[str]) -> None:
    """Relative names of files count, on this machine, where the text says them."""
    assert [word.value for each in invocations(text) for word in read_files(each)] == files


def test_place_is_left() -> None:
    """Behind `cd` nobody knows which files are there."""
    assert [leaves(each) for each in invocations("uptime; cd /opt/shop; ls")] == [False, True, False]


def test_held_by_a_folder_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file counts that lies beside the runbook, or beside one of the folders above it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts/x.sh").touch()
    assert is_held("scripts/x.sh", "runbook_src/shop/restart.md")
    assert not is_held("x.sh", "runbook_src/shop/restart.md")


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
        ("ssh db1 date -d yesterday", ""),
        ("kubectl exec web-0 -- sed -i s/a/b/ f", ""),
    ],
)
def test_one_platform(text: str, word: str) -> None:
    """What one kind of system takes is told at its word; what runs elsewhere is not."""
    found = [told for each in invocations(text) if (told := one_platform(each)) is not None]
    assert [told[0].text for told in found] == ([word] if word else [])
