"""Bad input gets a clear answer: a finding at its place or a sentence, an exit code, never a traceback."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import IO, Any

import pytest

from runbook_site.cli.main import main

SOUND = "title: Sound\nprocedure:\n  - title: Look\n    commands:\n      - {title: Space, run: df -h, risk: read}\n"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty service, and the working directory above it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "runbook_src" / "shop"
    folder.mkdir(parents=True)
    (folder / "service.yml").write_text("name: Shop\nsummary: Sells.\nowner: shop\n")
    return folder


def check(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[tuple[str, str, int, int]]]:
    """The exit code of `check`, and its findings: rule, file name, line, column."""
    capsys.readouterr()
    code = main(["check", "--format", "json", "--today", "2026-11-21"])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err
    report = json.loads(captured.out)
    assert report["crashes"] == []
    return code, [(d["rule"], d["path"].rpartition("/")[2], d["line"], d["column"]) for d in report["diagnostics"]]


@pytest.mark.parametrize(
    ("content", "expected", "code"),
    [
        (b"title: a\nsummary: \xff\n", ("not-utf8", "bad.yml", 2, 10), 2),
        (b"title: a\0b\n", ("nul-byte", "bad.yml", 1, 9), 2),
        (b"title: a\nprocedure:\n\t- title: b\n", ("yaml-syntax", "bad.yml", 3, 1), 1),
        (b"title: a\ntitle: b\n", ("duplicate-key", "bad.yml", 2, 1), 1),
        (b"title: a\nsumary: b\n", ("unknown-field", "bad.yml", 2, 1), 1),
        (b"title: a\nkind: incidnet\n", ("invalid-value", "bad.yml", 2, 7), 1),
        (b"title: a\nalerts: one\n", ("wrong-type", "bad.yml", 2, 9), 1),
        (b"title: a\nreviewed: {on: 2026-02-30, by: b}\n", ("invalid-value", "bad.yml", 2, 16), 1),
        (b"summary: a\n", ("missing-field", "bad.yml", 1, 1), 1),
    ],
)
def test_a_bad_file_is_told_at_its_place(
    source: Path, capsys: pytest.CaptureFixture[str], content: bytes, expected: tuple[str, str, int, int], code: int
) -> None:
    """Each kind of bad file gives one finding, where the author has to look."""
    (source / "bad.yml").write_bytes(content)
    exit_code, findings = check(capsys)
    assert [finding for finding in findings if finding[0] == expected[0]] == [expected]
    assert exit_code == code


def test_every_error_of_a_file_is_told_in_one_go(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An author mends a file once, not error by error."""
    (source / "bad.yml").write_text("titel: a\nkind: x\nalerts: one\nreviewed: {on: soon}\n")
    _, findings = check(capsys)
    assert {finding[0] for finding in findings} >= {"unknown-field", "invalid-value", "wrong-type", "missing-field"}


def test_a_byte_order_mark_is_no_error(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Editors on some systems write one."""
    (source / "bom.yml").write_bytes(b"\xef\xbb\xbf" + SOUND.encode())
    assert main(["catalog"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["commands"] == 1


def test_an_alias_bomb_is_refused_at_once(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A small file cannot fill the memory."""
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 12))
    (source / "bomb.yml").write_text(f"l0: &l0 [x]\n{levels}title: *l11\n")
    started = time.monotonic()
    code, findings = check(capsys)
    assert code == 1
    assert "yaml-limit" in {finding[0] for finding in findings}
    assert time.monotonic() - started < 10


def test_a_huge_file_is_not_read(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Fifty megabytes of anything are said to be too much, and are no success."""
    with (source / "huge.md").open("wb") as file:
        file.truncate(50_000_000)
    code, findings = check(capsys)
    assert code == 2
    assert ("file-too-large", "huge.md", 1, 1) in findings


def test_a_fence_of_a_hundred_thousand_lines_is_bounded(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pasted log does not stop the run."""
    (source / "long.md").write_text("# Long\n\n```bash\n" + "echo a line\n" * 100_000 + "```\n")
    started = time.monotonic()
    assert check(capsys)[0] in (0, 1)
    assert time.monotonic() - started < 60


def test_deep_nesting_is_bounded(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Brackets and quotes without end are a finding or nothing, never a crash."""
    (source / "deep.yml").write_text("title: " + "[" * 10_000 + "]" * 10_000 + "\n")
    (source / "deep.md").write_text("# Deep\n\n" + ">" * 5_000 + " quoted\n\n```bash\n" + "$(" * 3_000 + "\n```\n")
    code, findings = check(capsys)
    assert code == 1
    assert "yaml-limit" in {finding[0] for finding in findings}


def test_two_runbooks_with_one_id_are_told(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An address that means two pages is an error, and both stay in the catalog."""
    (source / "restart.yml").write_text(SOUND)
    (source / "restart.md").write_text("# Restart\n\n```bash\nuptime\n```\n")
    code, findings = check(capsys)
    assert code == 1
    assert "duplicate-runbook-id" in {finding[0] for finding in findings}


def test_a_service_without_its_file_is_told(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Runbooks whose contacts nobody knows are not passed over in silence."""
    (source.parent / "other").mkdir()
    (source.parent / "other" / "restart.yml").write_text(SOUND)
    _, findings = check(capsys)
    assert "service-without-file" in {finding[0] for finding in findings}


def test_an_unreadable_file_gives_2(
    source: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be looked at is not clean."""
    (source / "locked.md").write_text("# Locked\n")
    really_open = Path.open

    def refuse(path: Path, mode: str = "r") -> IO[Any]:
        if path.name == "locked.md":
            raise PermissionError(13, "Permission denied", str(path))
        return really_open(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    code, findings = check(capsys)
    assert code == 2
    assert ("unreadable-file", "locked.md", 1, 1) in findings


def test_links_out_of_the_folder_and_loops_are_not_followed(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A runbook cannot pull the host's files into a site."""
    (source / "passwd.md").symlink_to("/etc/passwd")
    (source / "loop").symlink_to(source)
    (source / "self.md").symlink_to("self.md")
    (source / "link.md").write_text("# Link\n\n[secret](../../../../../etc/passwd)\n")
    code, findings = check(capsys)
    assert code in (1, 2)
    assert "link-leaves-folder" in {finding[0] for finding in findings}
    main(["catalog"])
    assert "root:x:0" not in capsys.readouterr().out


def test_a_build_that_fails_leaves_the_former_one(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site of yesterday is better than half a site."""
    (source / "restart.yml").write_text(SOUND)
    out = tmp_path / "out"
    assert main(["build", "--out", str(out)]) == 0
    before = sorted(path.relative_to(out) for path in out.rglob("*"))

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", fail)
    assert main(["build", "--out", str(out)]) == 2
    assert sorted(path.relative_to(out) for path in out.rglob("*")) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "runbook_src"]
