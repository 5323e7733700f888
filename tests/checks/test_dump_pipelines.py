"""Pipelines in which a backup is made and kept."""

from __future__ import annotations

import pytest

from runbook_site.checks.shell.dump_pipelines import keeps_what_it_reads, makes_dump, pipeline_of
from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [
        ("mysqldump shop | gzip > shop.sql.gz", True),
        ("pg_dumpall | zstd -o all.sql.zst", True),
        ("mongodump --archive | gzip | aws s3 cp - s3://shop/backup.gz", True),
        ("pg_basebackup -D - -Ft | ssh backup1 'cat > base.tar'", True),
        ("pg_dump shop | tee shop.sql", True),
        ("mysqldump shop | openssl enc -aes-256-cbc -out shop.enc", True),
        ("pg_dump shop | dd of=shop.sql", True),
        ("pg_dump shop | psql copy_of_shop", False),
        ("pg_dump --schema-only shop | grep orders", False),
        ("pg_dump shop | wc -c > /dev/null", False),
        ("pg_dump shop | grep orders 2> errors.txt", False),
        ("pg_dump shop > shop.sql", False),
        ("pg_dump --version | tee version.txt", False),
        ("tar c etc | gzip > etc.tgz", False),
    ],
)
def test_dump_is_kept(text: str, is_kept: bool) -> None:  # noqa: FBT001 - a column of the table
    """A backup counts that ends in a file, a bucket or on another machine; other archives and what is read do not."""
    calls = split_shell(SourceText("x", text).whole(), "").chunks[0].invocations
    behind = pipeline_of(calls[0], calls)[1:]
    assert (makes_dump(calls[0]) and any(keeps_what_it_reads(each) for each in behind)) is is_kept
