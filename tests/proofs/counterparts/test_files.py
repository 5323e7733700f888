"""Declared files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.model.counterparts import Counterparts
from runbook_site.proofs.counterparts import files, programs
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.offer import Offer

if TYPE_CHECKING:
    from runbook_site.proofs.sandbox.enclosure import Kind
    from tests.proofs.counterparts.conftest import Stand


def test_files_and_scripts(stand: Stand, kind: Kind) -> None:
    """What is declared is there before any command; what begins with `#!` runs, and is told as a tool."""
    made = {"conf/app.env": "A=1\n", "./bin/../scripts/go.sh": "#!/bin/sh\necho ran $1\n", "é 'q'": "\0\r\n"}
    stood = stand(files, {"files": made}, kind)
    assert stood.bash("cat conf/app.env; ./scripts/go.sh there; wc -c é*").split("\n")[:3] == [
        "A=1",
        "ran there",
        "3 é 'q'",
    ]
    assert stood.standing.tools == {"scripts/go.sh"}
    modes = {each.path: oct(each.mode & 0o777) for each in stood.session.listing()}
    assert (modes["conf/app.env"], modes["scripts/go.sh"]) == ("0o644", "0o755")


@pytest.mark.parametrize(
    "path", ["../out", "~/x", ".", "..", "a/../../x", "a\0b", "a\rb", "a/", "\x1b[31m", "/", "/app/", "/a\rb", "/a/.."]
)
def test_a_path_that_is_none(stand: Stand, path: str) -> None:
    """A declared path leads below the home or is absolute, or the counterpart does not stand."""
    with pytest.raises(SandboxError, match="no path of a file"):
        stand(files, {"files": {path: "x"}})


def test_absolute_paths(stand: Stand) -> None:
    """A file lies where its machine has it, and can be changed there; one below the home is the same by both paths."""
    made = {
        "/app/logs/../logs/app.log": "boom\n",
        "//etc/nginx/nginx.conf": "listen 80;\n",
        "/opt/shop/go.sh": "#!/bin/sh\necho ran\n",
        "/home/runbook/own.txt": "own\n",
        "/run/shop.pid": "17\n",
    }
    stood = stand(files, {"files": made})
    change = "sed -i s/80/81/ /etc/nginx/nginx.conf; gzip /app/logs/app.log; zcat /app/logs/app.log.gz"
    assert stood.bash(f"{change}; cat /etc/nginx/nginx.conf own.txt /run/shop.pid; /opt/shop/go.sh").split("\n") == [
        "boom",
        "listen 81;",
        "own",
        "17",
        "ran",
        "",
    ]
    assert stood.standing.tools == {"/opt/shop/go.sh"}


@pytest.mark.parametrize("path", ["/etc/hosts", "/etc/app.conf", "/usr/bin/env", "/proc/x", "/dev/shm/x", "/x"])  # noqa: S108
def test_a_path_of_the_sandboxs_own(stand: Stand, path: str) -> None:
    """What it needs itself is not declared over; the message says what to do."""
    with pytest.raises(SandboxError, match="Declare a file below the home"):
        stand(files, {"files": {path: "x"}})


def test_absolute_paths_need_bubblewrap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Landlock shows the host's folders as they are: what to do is said before anything runs."""
    monkeypatch.setattr(programs, "tried", lambda kind: Offer(kind, usable=False, why="none", advice="Install it."))
    assert files.missing(Counterparts(files={"a": "x"})) == ""
    assert files.missing(Counterparts(files={"/app/a": "x"})).startswith("the file '/app/a' needs")


def test_a_file_in_the_place_of_a_folder(stand: Stand) -> None:
    """Two declarations that exclude each other are an error."""
    with pytest.raises(SandboxError, match="directory"):
        stand(files, {"files": {"a": "x", "a/b": "y"}})


def test_no_room(stand: Stand) -> None:
    """A file that does not fit into the sandbox is an error, and says so."""
    with pytest.raises(SandboxError, match="No space"):
        stand(files, {"files": {f"f{number}": "x" * 70_000_000 for number in range(4)}})
