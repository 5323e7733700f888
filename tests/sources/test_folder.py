"""Which files are read, under which names, and what is said of the others."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from runbook_site.sources.disk import SIZE_LIMIT
from runbook_site.sources.error import RunbookSiteError
from runbook_site.sources.folder import Folder, SkippedFile, read_folder

ENDINGS = (".md", ".yml")


def write(folder: Path, *names: str) -> None:
    """Make files that hold their own name."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def read(top: Path, *roots: str) -> Folder:
    """Read from a folder, as if called there."""
    return read_folder([Path(root) for root in roots or (".",)], top, ENDINGS)


def paths(folder: Folder) -> list[str]:
    """The files that were read."""
    return [source.path for source in folder.sources]


def only_finding(folder: Folder) -> tuple[str, str, int, int]:
    """Rule, path, line and column of the one finding."""
    (finding,) = folder.findings
    assert [file for file in folder.skipped if file.failed] == [
        SkippedFile(finding.span.path, folder.skipped[0].reason, failed=True)
    ]
    return finding.rule, finding.span.path, finding.span.start.line, finding.span.start.column


def test_files_are_read_in_one_order_and_named_from_the_caller(tmp_path: Path) -> None:
    """The order is that of the paths, whatever order the disk and the caller have."""
    names = ["b/z.md", "b/a.yml", "a.md", "b/c/d.md", "ü/x.md"]
    random.Random(3).shuffle(names)  # noqa: S311 - no secret
    write(tmp_path, *names)
    assert paths(read(tmp_path)) == sorted(names)
    assert paths(read(tmp_path, "b", "a.md")) == ["a.md", "b/a.yml", "b/c/d.md", "b/z.md"]


def test_overlapping_paths_read_each_file_once(tmp_path: Path) -> None:
    """A file given by itself and by its folder is one file."""
    write(tmp_path, "a.md", "b/x.md", "b/c/y.md")
    assert paths(read(tmp_path, "b/x.md", "b", "b/c", ".", "b/../a.md")) == ["a.md", "b/c/y.md", "b/x.md"]


def test_paths_outside_are_named_as_given(tmp_path: Path) -> None:
    """A folder beside the caller's keeps the way that was written to it; one below is relative again."""
    write(tmp_path, "here/a.md", "there/b.md")
    here = tmp_path / "here"
    assert paths(read(here, "../there")) == ["../there/b.md"]
    assert paths(read(here, str(tmp_path / "there"))) == [f"{tmp_path.as_posix()}/there/b.md"]
    assert paths(read(here, str(here))) == ["a.md"]


def test_folders_of_other_tools_are_passed_over_and_counted(tmp_path: Path) -> None:
    """What lies in hidden folders and in installed packages is no runbook, and that is said."""
    write(tmp_path, ".git/a.md", "node_modules/p/b.md", "lib/site-packages/c.md", "d.md", "e.png", ".f.yml")
    folder = read(tmp_path)
    assert paths(folder) == ["d.md"]
    assert [(file.path, file.reason) for file in folder.skipped] == [
        (".f.yml", "hidden file"),
        (".git", "hidden folder"),
        ("e.png", "another kind of file"),
        ("lib/site-packages", "folder of another tool"),
        ("node_modules", "folder of another tool"),
    ]
    assert not any(file.failed for file in folder.skipped)


def test_a_hidden_file_that_is_given_is_read(tmp_path: Path) -> None:
    """Who names a file means it."""
    write(tmp_path, ".hidden/.a.md")
    assert paths(read(tmp_path, ".hidden/.a.md")) == [".hidden/.a.md"]


def test_a_path_that_does_not_exist_says_what_to_do(tmp_path: Path) -> None:
    """A mistyped path is never a green run over nothing."""
    with pytest.raises(RunbookSiteError, match=r"'runbok_src' does not exist .*: give a file or folder"):
        read(tmp_path, "runbok_src")


def test_a_given_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    """A file that cannot be a runbook is not passed over in silence when it was asked for."""
    write(tmp_path, "notes.txt")
    with pytest.raises(RunbookSiteError, match=r"'notes.txt' is no file with runbooks.*\.md, \.yml"):
        read(tmp_path, "notes.txt")


def test_an_empty_folder(tmp_path: Path) -> None:
    """Nothing there is nothing read, and no error."""
    folder = read(tmp_path)
    assert (folder.sources, folder.findings, folder.skipped) == ((), (), ())


def test_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    """A byte order mark is gone before columns are counted; line ends stay."""
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf# T\r\nx\r")
    assert [source.text for source in read(tmp_path).sources] == ["# T\r\nx\r"]


@pytest.mark.parametrize(
    ("data", "rule", "line", "column"),
    [
        (b"one\ntwo \xc3\xa4 \xe4\n", "not-utf8", 2, 7),
        (b"\xef\xbb\xbfab\xff", "not-utf8", 1, 3),
        (b"cut \xf0\x9f\x98", "not-utf8", 1, 5),
        ("a: 1\n".encode("utf-16"), "not-utf8", 1, 1),
        (b"a\r\nb\0c\0", "nul-byte", 2, 2),
        (b"surrogate \xed\xa0\x80", "not-utf8", 1, 11),
    ],
)
def test_bytes_that_are_no_text_are_found_at_their_place(
    tmp_path: Path, data: bytes, rule: str, line: int, column: int
) -> None:
    """Bytes that are no UTF-8, and NUL, are a finding with line and column, and the file counts as failed."""
    (tmp_path / "a.md").write_bytes(data)
    folder = read(tmp_path)
    assert only_finding(folder) == (rule, "a.md", line, column)
    assert folder.sources == ()


def test_offset_of_the_bad_byte_is_that_in_the_file(tmp_path: Path) -> None:
    """The offset is what a hex editor shows, with the byte order mark counted."""
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfab\xff")
    assert "byte 0xff at offset 5" in read(tmp_path).findings[0].message


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """A file of 50 MB costs nothing but a finding that names its size."""
    with (tmp_path / "a.md").open("wb") as stream:
        stream.truncate(50_000_000)
    folder = read(tmp_path)
    assert only_finding(folder)[:2] == ("file-too-large", "a.md")
    assert "50,000,000 bytes" in folder.findings[0].message


def test_the_limit_itself_is_read(tmp_path: Path) -> None:
    """A file of exactly the size allowed is read."""
    (tmp_path / "a.md").write_bytes(b"x" * SIZE_LIMIT)
    assert paths(read(tmp_path)) == ["a.md"]


def test_a_folder_with_the_name_of_a_file(tmp_path: Path) -> None:
    """A folder called like a YAML file is a folder."""
    write(tmp_path, "x.yml/a.md")
    assert paths(read(tmp_path)) == ["x.yml/a.md"]
    assert paths(read(tmp_path, "x.yml")) == ["x.yml/a.md"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """What is no regular file is reported, and nothing hangs."""
    os.mkfifo(tmp_path / "a.md")
    assert only_finding(read(tmp_path)) == ("unreadable-file", "a.md", 1, 1)


def test_a_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without permission is a finding that says why, and the others are read."""
    write(tmp_path, "a.md", "b.md")
    genuine = Path.open

    def refuse(self: Path, mode: str = "r") -> object:
        if self.name == "a.md":
            raise PermissionError(13, "Permission denied", str(self))
        return genuine(self, mode)

    monkeypatch.setattr(Path, "open", refuse)
    folder = read(tmp_path)
    assert only_finding(folder)[:2] == ("unreadable-file", "a.md")
    assert "Permission denied" in folder.findings[0].message
    assert paths(folder) == ["b.md"]


def test_a_folder_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without permission is a finding: what lies in it was not checked."""
    write(tmp_path, "a.md", "shut/b.md")
    genuine = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return genuine(path)

    monkeypatch.setattr(os, "scandir", refuse)
    folder = read(tmp_path)
    assert only_finding(folder)[:2] == ("unreadable-file", "shut")
    assert folder.findings[0].message == (
        "the folder cannot be read: Permission denied; make it readable, or move it elsewhere"
    )
    assert paths(folder) == ["a.md"]


def test_links_do_not_lead_out(tmp_path: Path) -> None:
    """A link out of the folder is not followed, to whatever it leads, and that is said."""
    write(tmp_path, "secret/k.md", "in/a.md", "in-too/b.md")
    (tmp_path / "in/out.md").symlink_to("../secret/k.md")
    (tmp_path / "in/out").symlink_to("../secret")
    (tmp_path / "in/near").symlink_to("../in-too")
    (tmp_path / "in/etc.yml").symlink_to("/etc/passwd")
    folder = read(tmp_path / "in")
    assert paths(folder) == ["a.md"]
    assert {file.reason for file in folder.skipped} == {"symbolic link out of the folder"}
    assert len(folder.skipped) == 4


def test_links_inside_are_followed_once(tmp_path: Path) -> None:
    """A link to what is read anyway adds nothing; one to a hidden place brings it in."""
    write(tmp_path, "z/real.md", "..data/mounted.md")
    (tmp_path / "a.md").symlink_to("z/real.md")
    (tmp_path / "b").symlink_to("z")
    (tmp_path / "mounted.md").symlink_to("..data/mounted.md")
    folder = read(tmp_path)
    assert paths(folder) == ["mounted.md", "z/real.md"]
    assert [file.path for file in folder.skipped if "read anyway" in file.reason] == ["a.md", "b"]


def test_link_loops_end(tmp_path: Path) -> None:
    """Links to the folder above, to each other and to themselves neither hang nor crash."""
    write(tmp_path, "d/a.md")
    (tmp_path / "d/up").symlink_to("..")
    (tmp_path / "d/self.md").symlink_to("self.md")
    (tmp_path / "x").symlink_to("y")
    (tmp_path / "y").symlink_to("x")
    folder = read(tmp_path)
    assert paths(folder) == ["d/a.md"]
    assert only_finding(folder)[:2] == ("unreadable-file", "d/self.md")


def test_a_link_to_nothing_is_unreadable(tmp_path: Path) -> None:
    """A link whose target is gone is a runbook that nobody can read."""
    (tmp_path / "gone.md").symlink_to("nowhere.md")
    assert only_finding(read(tmp_path))[:2] == ("unreadable-file", "gone.md")


def test_a_given_link_is_followed(tmp_path: Path) -> None:
    """Who gives a link means what it leads to, and the names are those given."""
    write(tmp_path, "there/a.md")
    (tmp_path / "here").mkdir()
    (tmp_path / "here/link").symlink_to("../there")
    assert paths(read(tmp_path / "here", "link")) == ["link/a.md"]


def test_names_that_are_no_utf8_can_be_printed(tmp_path: Path) -> None:
    """A file name of any bytes ends up as text that can be written to a report."""
    (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text("x")
    (path,) = paths(read(tmp_path))
    assert path.encode("utf-8").decode() == "caf\ufffd.md"
