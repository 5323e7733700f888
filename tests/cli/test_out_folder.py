"""What the tool writes never costs what somebody else wrote."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from runbook_site.cli.main import main
from runbook_site.cli.out_folder import write_folder
from runbook_site.cli.workplace import JOURNAL, WORKPLACE, journal_header, lock
from runbook_site.sources.error import RunbookSiteError
from runbook_site.sources.folder_walk import BUILD_HEADER, BUILD_MARKER

SHOP = Path(__file__).parent.parent / "shop"


def names(folder: Path) -> list[str]:
    """What lies below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shop's project, as the working directory."""
    shutil.copytree(SHOP, tmp_path / "shop")
    monkeypatch.chdir(tmp_path / "shop")
    return tmp_path / "shop"


def test_a_new_folder_gets_all_files(tmp_path: Path) -> None:
    """Pages in folders arrive where they belong."""
    write_folder(tmp_path / "out", {"a/b.md": b"x"})
    assert (tmp_path / "out/a/b.md").read_bytes() == b"x"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_our_folder_is_replaced_whole(tmp_path: Path) -> None:
    """Pages of runbooks that are gone do not stay behind."""
    write_folder(tmp_path / "out", {"old.md": b""})
    write_folder(tmp_path / "out", {"new.md": b""})
    assert {path.name for path in (tmp_path / "out").iterdir()} == {BUILD_MARKER, "new.md"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_foreign_folder_is_never_emptied(tmp_path: Path) -> None:
    """`--out ~` is a mistake that costs nothing."""
    (tmp_path / "photo.jpg").write_bytes(b"dear")
    with pytest.raises(RunbookSiteError, match="did not write"):
        write_folder(tmp_path, {"a.md": b""})
    assert (tmp_path / "photo.jpg").read_bytes() == b"dear"


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    """What a link leads to may be anything."""
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    with pytest.raises(RunbookSiteError):
        write_folder(tmp_path / "out", {"a.md": b""})


def test_a_failure_half_way_leaves_the_former_folder(tmp_path: Path) -> None:
    """A full disk in the middle of a build does not take the site down."""
    write_folder(tmp_path / "out", {"a.md": b"former"})
    with pytest.raises(RunbookSiteError):
        write_folder(tmp_path / "out", {"a.md": b"new", "a.md/b.md": b"cannot be"})
    assert (tmp_path / "out/a.md").read_bytes() == b"former"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("stranger", ["mine.txt", ".git/config", "a/mine.md", "empty/"])
def test_what_somebody_put_into_our_folder_stays(tmp_path: Path, stranger: str) -> None:
    """A marker says what was written, and does not give away all that comes to lie beside it."""
    out = tmp_path / "out"
    write_folder(out, {"a/b.md": b"former"})
    (out / stranger).parent.mkdir(exist_ok=True)
    if stranger.endswith("/"):
        (out / stranger).mkdir()
    else:
        (out / stranger).write_bytes(b"dear")
    before = names(out)
    with pytest.raises(RunbookSiteError, match=stranger.removesuffix("config")):
        write_folder(out, {"a/b.md": b"new"})
    assert names(out) == before
    assert (out / "a/b.md").read_bytes() == b"former"
    assert names(tmp_path) == ["out", *(f"out/{name}" for name in before)]


def test_a_page_that_was_edited_stays(tmp_path: Path) -> None:
    """Work by hand on a page is not thrown away, even if it should have gone elsewhere."""
    out = tmp_path / "out"
    write_folder(out, {"a.md": b"former"})
    (out / "a.md").write_bytes(b"edited")
    with pytest.raises(RunbookSiteError, match=r"a\.md"):
        write_folder(out, {"a.md": b"new"})
    assert (out / "a.md").read_bytes() == b"edited"


def test_a_link_in_place_of_a_page_is_not_ours(tmp_path: Path) -> None:
    """What a link leads to is neither read nor removed."""
    out = tmp_path / "out"
    write_folder(out, {"a/b.md": b"x"})
    shutil.move(out / "a", tmp_path / "elsewhere")
    (out / "a").symlink_to("../elsewhere")
    with pytest.raises(RunbookSiteError, match="a;"):
        write_folder(out, {"a/b.md": b"x"})
    assert (tmp_path / "elsewhere/b.md").read_bytes() == b"x"


def test_the_refusal_names_the_first_three(tmp_path: Path) -> None:
    """One sees at once what is in the way, and is not flooded."""
    for name in "edcba":
        (tmp_path / name).touch()
    with pytest.raises(RunbookSiteError, match=r": a, b, c and 2 more;"):
        write_folder(tmp_path, {})


@pytest.mark.parametrize("marker", ["", "another tool's\n", f"{BUILD_HEADER}, nearly\n"])
def test_an_empty_or_foreign_marker_does_not_make_a_folder_ours(tmp_path: Path, marker: str) -> None:
    """A file of that name alone proves nothing."""
    out = tmp_path / "out"
    out.mkdir()
    (out / BUILD_MARKER).write_text(marker)
    (out / "photo.jpg").write_bytes(b"dear")
    with pytest.raises(RunbookSiteError, match=BUILD_MARKER):
        write_folder(out, {"a.md": b""})
    assert names(out) == [BUILD_MARKER, "photo.jpg"]


def test_a_page_that_is_gone_is_no_obstacle(tmp_path: Path) -> None:
    """Whoever deletes a page of a build gets it back."""
    out = tmp_path / "out"
    write_folder(out, {"a.md": b"x", "b/c.md": b"x"})
    shutil.rmtree(out / "b")
    write_folder(out, {"a.md": b"x", "b/c.md": b"y"})
    assert (out / "b/c.md").read_bytes() == b"y"


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--out", "runbook_src/out"], "lies in 'runbook_src'"),
        (["--out", "runbook_src"], "lies in 'runbook_src'"),
        ([".", "--out", "build"], "lies in '.'"),
        (["runbook_src/shop", "--out", "runbook_src/shop/../shop/x"], "lies in 'runbook_src/shop'"),
        (["--out", "link/out"], "lies in 'runbook_src'"),
        (["runbook_src/shop", "--out", "runbook_src"], "is replaced"),
        (["runbook_src/shop/notes.md", "--out", "runbook_src/shop"], "is replaced"),
        (["--out", "."], "is replaced"),
        (["--out", "runbook_src/site.yml/x"], "lies in"),
        (["--out", "file/x"], "'file' is no folder"),
        (["--out", "file"], "'file' is no folder"),
    ],
)
def test_a_place_that_cannot_be_is_refused(
    shop: Path, arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pages are never built into the sources, nor the sources replaced by them; nothing is touched."""
    (shop / "link").symlink_to("runbook_src")
    (shop / "file").touch()
    before = names(shop)
    assert main(["build", *arguments]) == 2
    assert word in capsys.readouterr().err
    assert names(shop) == before


def test_pages_are_not_read_back_as_runbooks(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A build beside the sources leaves the next check as it was, which says what it passed over."""
    main(["check", "."])
    before = capsys.readouterr().out
    assert main(["build", "--out", "pages"]) == 0
    capsys.readouterr()
    main(["check", "."])
    after = capsys.readouterr().out
    assert after.splitlines()[0] == before.splitlines()[0]
    assert "folder that runbook-site built" in after
    (shop / "pages" / BUILD_MARKER).write_text("")
    main(["check", "."])
    assert "folder that runbook-site built" not in capsys.readouterr().out


def test_a_folder_of_pages_given_by_name_is_read(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A marker that came along with copied pages never makes a check of that folder an empty success."""
    shutil.copytree(shop / "runbook_src/shop", shop / "copy")
    (shop / "copy" / BUILD_MARKER).write_text(f"{BUILD_HEADER}\n")
    for paths in (["copy"], [".", "copy"]):
        main(["show", "", *paths])
        assert "copy/checkout-down" in capsys.readouterr().out


def test_a_mount_point_is_refused_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shop: Path
) -> None:
    """A volume of a container can be written into, and cannot be replaced."""
    assert shop.is_dir()
    (tmp_path / "volume").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr("os.path.ismount", lambda path: str(path).endswith("volume"))
        assert main(["build", "--out", "../volume"]) == 2
        assert "volume/docs" in capsys.readouterr().err
        assert main(["build", "--out", "../volume/docs"]) == 0
    shutil.rmtree(tmp_path / "volume/docs")
    capsys.readouterr()

    def busy(path: Path, target: Path) -> Path:
        raise OSError(errno.EBUSY, "Device or resource busy", str(path), None, str(target))

    # A folder mounted from the same file system is seen only when it cannot be renamed.
    monkeypatch.setattr(Path, "rename", busy)
    assert main(["build", "--out", "../volume"]) == 2
    assert "volume/docs" in capsys.readouterr().err
    assert names(tmp_path / "volume") == []
    assert not list(tmp_path.glob(f"{WORKPLACE}*"))


def killed_build(parent: Path, *, name: str = "out", former: bool = False) -> Path:
    """A workplace as a build leaves it that is killed while it writes, or between its two renames."""
    folder = parent / name
    write_folder(folder, {"a.md": b"former", "b/c.md": b"former"})
    workplace = parent / f"{WORKPLACE}{name}{former}"
    workplace.mkdir()
    manifest = (folder / BUILD_MARKER).read_text()
    (workplace / JOURNAL).write_text(manifest.replace(BUILD_HEADER, journal_header(folder)))
    (workplace / "new").mkdir()
    (workplace / "new" / "a.md").write_bytes(b"ha")
    if former:
        folder.rename(workplace / "former")
    return workplace


def test_what_a_killed_build_left_is_swept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing piles up beside the site."""
    workplace = killed_build(tmp_path)
    write_folder(tmp_path / "out", {"a.md": b"new"})
    assert names(tmp_path) == ["out", f"out/{BUILD_MARKER}", "out/a.md"]
    assert workplace.name in capsys.readouterr().err


def test_a_site_that_was_being_replaced_comes_back_if_the_next_build_fails(tmp_path: Path) -> None:
    """A kill at the worst moment costs nothing either."""
    killed_build(tmp_path, former=True)
    with pytest.raises(RunbookSiteError):
        write_folder(tmp_path / "out", {"a.md": b"new", "a.md/b.md": b"cannot be"})
    assert names(tmp_path) == ["out", f"out/{BUILD_MARKER}", "out/a.md", "out/b", "out/b/c.md"]
    assert (tmp_path / "out/a.md").read_bytes() == b"former"


def test_only_what_is_surely_of_such_a_build_is_swept(tmp_path: Path) -> None:
    """Folders of other builds, of builds still at work, and with anything else in them stay."""
    other = killed_build(tmp_path, name="other")
    mine = killed_build(tmp_path, name="mine")
    (mine / "new" / "mine.txt").touch()
    beside = killed_build(tmp_path, name="beside")
    (beside / "dear").touch()
    changed = killed_build(tmp_path, name="changed", former=True)
    (changed / "former" / "a.md").write_bytes(b"edited")
    unproven = tmp_path / f"{WORKPLACE}x"
    (unproven / "new").mkdir(parents=True)
    working = killed_build(tmp_path, name="working")
    with (working / JOURNAL).open("r+b") as journal:
        assert lock(journal)
        for name in ("out", "mine", "beside", "changed", "working"):
            write_folder(tmp_path / name, {"a.md": b"new"})
    assert all(workplace.exists() for workplace in (other, mine, beside, changed, unproven, working))
    write_folder(tmp_path / "working", {"a.md": b"new"})
    assert not working.exists()


def test_permissions_are_those_that_the_user_gives_to_new_files(tmp_path: Path) -> None:
    """A web server of another user can read the pages; one that must not, cannot."""
    for mask, mode in ((0o022, 0o755), (0o077, 0o700)):
        former = os.umask(mask)
        try:
            write_folder(tmp_path / "out", {"a.md": b""})
        finally:
            os.umask(former)
        assert (tmp_path / "out").stat().st_mode & 0o777 == mode
