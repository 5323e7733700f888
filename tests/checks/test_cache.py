"""Results that are kept between runs."""

from __future__ import annotations

import json
import stat
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbook_site.checks import cache
from runbook_site.checks.cache import Cache, cache_file, keeping_results, kept_results

if TYPE_CHECKING:
    from pathlib import Path

FOUND = [{"code": 2086, "message": "quote 'hunter2' — or not", "line": 1}]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where results are kept."""
    return tmp_path / "cache" / "project.json"


def keep(file: Path, content: str = "echo $x\n", found: list[dict[str, object]] | None = None) -> None:
    """Keep the result for a content."""
    with keeping_results(file):
        kept_results().put("shellcheck 1", content, FOUND if found is None else found)


def test_the_next_run_knows_what_the_last_one_found(file: Path) -> None:
    """What was put in comes out: by the same maker, for the same content, and for no other."""
    keep(file)
    kept = Cache(file)
    assert kept.get("shellcheck 1", "echo $x\n") == FOUND
    assert kept.get("shellcheck 2", "echo $x\n") is None
    assert kept.get("shellcheck 1", "echo $y\n") is None


def test_another_version_of_the_tool_begins_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a former version made of an answer may be wrong for this one."""
    keep(file)
    monkeypatch.setattr(cache, "__version__", "99.0")
    assert Cache(file).get("shellcheck 1", "echo $x\n") is None


def test_nothing_is_kept_unless_asked_for(file: Path) -> None:
    """Outside of a run, and with --no-cache, every result is made anew, and no file is written."""
    kept_results().put("shellcheck 1", "echo\n", FOUND)
    assert kept_results().get("shellcheck 1", "echo\n") is None
    with keeping_results(None):
        kept_results().put("shellcheck 1", "echo\n", FOUND)
        assert kept_results().get("shellcheck 1", "echo\n") is None
    assert not file.parent.exists()


def test_the_folder_holds_nothing_that_can_be_read(file: Path) -> None:
    """Neither a command nor what is said about it stands in the cache, in any encoding of the file's own."""
    keep(file, "mysql -phunter2")
    written = b"".join(path.read_bytes() for path in file.parent.iterdir())
    entries = json.loads(file.read_text())["entries"]
    assert b"hunter2" not in written
    assert b"shellcheck" not in written
    assert all("hunter2" not in b64decode(value).decode("latin-1") for value in entries.values())


def test_the_folder_is_private_and_left_alone_by_others(file: Path) -> None:
    """Only the user can look into it; git and programs that make backups pass it over."""
    keep(file)
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (file.parent / ".gitignore").read_text() == "*\n"
    assert (file.parent / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    assert sorted(path.name for path in file.parent.iterdir()) == [".gitignore", "CACHEDIR.TAG", "project.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"[" * 100_000,
        b'{"format": 2, "entries": {}}',
        b'{"format": 1, "entries": []}',
        b'{"format": 1, "entries": {"a": 1}}',
    ],
)
def test_a_damaged_file_is_ignored_and_written_anew(file: Path, content: bytes) -> None:
    """Whatever stands in the file, the run goes on, and the next one profits again."""
    file.parent.mkdir()
    file.write_bytes(content)
    assert Cache(file).get("shellcheck 1", "echo $x\n") is None
    keep(file)
    assert Cache(file).get("shellcheck 1", "echo $x\n") == FOUND


@given(st.data())
def test_a_damaged_entry_is_no_result(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """An entry in which one character is another one counts as missing, and never as another result."""
    file = tmp_path_factory.mktemp("cache") / "project.json"
    keep(file)
    document = json.loads(file.read_text())
    ((name, value),) = document["entries"].items()
    at = data.draw(st.integers(0, len(value) - 1))
    document["entries"][name] = value[:at] + data.draw(st.characters(min_codepoint=32)) + value[at + 1 :]
    file.write_text(json.dumps(document))
    assert Cache(file).get("shellcheck 1", "echo $x\n") in (None, FOUND)


def test_processes_share_the_file(file: Path) -> None:
    """Runs side by side never leave half a file, and what one has written the next one keeps."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: keep(file, f"echo {number}\n"), range(32)))
    before = len(json.loads(file.read_text())["entries"])
    keep(file, "echo once more\n")
    assert before > 0
    assert len(json.loads(file.read_text())["entries"]) == before + 1
    assert not [path for path in file.parent.iterdir() if path.name.startswith(".project")]


def test_of_too_many_entries_the_unused_ones_go(file: Path) -> None:
    """The file does not grow for ever, and what this run used stays."""
    keep(file, "first\n")
    keep(file, "second\n")
    small = Cache(file, 2)
    assert small.get("shellcheck 1", "first\n") == FOUND
    small.put("shellcheck 1", "third\n", FOUND)
    small.save()
    kept = Cache(file)
    assert [kept.get("shellcheck 1", each) is not None for each in ("first\n", "second\n", "third\n")] == [
        True,
        False,
        True,
    ]


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    """A file stands where the folder would be: the run goes on."""
    (tmp_path / "cache").write_text("mine")
    keep(tmp_path / "cache" / "project.json")
    assert (tmp_path / "cache").read_text() == "mine"


def test_each_project_has_a_file_in_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It follows XDG_CACHE_HOME, where that is an absolute path."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first, second = cache_file(tmp_path / "a"), cache_file(tmp_path / "b")
    assert first is not None
    assert first.parent == tmp_path / "runbook-site"
    assert first != second
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_file(tmp_path) == tmp_path / "home/.cache/runbook-site" / cache_file(tmp_path).name  # type: ignore[union-attr]  # it has a home


def test_a_folder_that_others_can_write_to_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who can put results there could make findings disappear."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "runbook-site").mkdir()
    (tmp_path / "runbook-site").chmod(0o777)
    assert cache_file(tmp_path) is None
    (tmp_path / "runbook-site").chmod(0o755)
    assert cache_file(tmp_path) is not None
