"""A generated file of MkDocs behaves as any other, whoever asks for its content, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import InclusionLevel

from runbook_site.mkdocs.late_file import LateFile

if TYPE_CHECKING:
    from pathlib import Path


def _file(folder: Path, content: str | bytes, asked: list[str]) -> LateFile:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Test", "docs_dir": str(folder), "site_dir": str(folder / "site")})
    config.validate()
    config.plugins._current_plugin = "runbook-site"

    def arrival() -> str | bytes:
        asked.append("asked")
        return content

    return LateFile.announced(config, "data/a.txt", arrival, InclusionLevel.UNDEFINED)


@pytest.mark.parametrize("content", ["Grüße", "Grüße".encode()])
def test_content_arrives_once_and_in_both_forms(tmp_path: Path, content: str | bytes) -> None:
    """Another plugin may read text or bytes, as often as it likes."""
    asked: list[str] = []
    file = _file(tmp_path, content, asked)
    assert asked == []
    assert (file.content_string, file.content_bytes, file.content_string) == ("Grüße", "Grüße".encode(), "Grüße")
    assert asked == ["asked"]


def test_a_file_that_nobody_read_is_copied_whole(tmp_path: Path) -> None:
    """MkDocs writes assets without reading them first."""
    file = _file(tmp_path, b"data", [])
    file.copy_file()
    assert (tmp_path / "site" / "data" / "a.txt").read_bytes() == b"data"


def test_content_that_another_plugin_sets_stays(tmp_path: Path) -> None:
    """What was worked out does not overwrite what somebody put in its place."""
    file = _file(tmp_path, "ours", [])
    file.content_string = "theirs"
    assert file.content_string == "theirs"
