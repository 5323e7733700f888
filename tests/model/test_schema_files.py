"""The files of DDL that a service names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.model.library import read_library

if TYPE_CHECKING:
    from runbook_site.model.document import Library

SERVICE = "name: Shop\nsummary: Sells.\nowner: shop\nsql:\n  schema: [{}]\n"


def read(top: Path, schema: str, files: dict[str, str]) -> Library:
    """A service whose schema is in some files."""
    for name, text in {"runbooks/shop/service.yml": SERVICE.format(schema), **files}.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_library([Path("runbooks")], top)


def test_files_in_their_order(tmp_path: Path) -> None:
    """What a later file alters, an earlier one has made."""
    files = {"runbooks/shop/b.sql": "create table b ();", "runbooks/shop/a.sql": "create table a ();"}
    library = read(tmp_path, "b.sql, a.sql", files)
    assert [source.path for source in library.services[0].schema] == ["runbooks/shop/b.sql", "runbooks/shop/a.sql"]
    assert library.findings == ()


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is said, where it is named, and leaves the schema out: its tables would be missing."""
    library = read(tmp_path, "a.sql, gone.sql", {"runbooks/shop/a.sql": "create table a ();"})
    assert library.services[0].schema == ()
    assert [(finding.rule, finding.span.start.line) for finding in library.findings] == [("unreadable-file", 5)]
    assert "'gone.sql'" in library.findings[0].message


def test_file_outside_of_the_repository(tmp_path: Path) -> None:
    """A service of a stranger names the stranger's files, and no others."""
    (tmp_path / "repository/.git").mkdir(parents=True)
    files = {"secret.sql": "create table a ();"}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    library = read(tmp_path / "repository", "../../../secret.sql", {})
    assert library.services[0].schema == ()
    assert "lies outside" in library.findings[0].message
