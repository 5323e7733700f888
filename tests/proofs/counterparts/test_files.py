"""Declared files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.counterparts import files
from runbook_site.proofs.sandbox.error import SandboxError

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
    "path", ["../out", "/etc/hosts", "/run/x", "~/x", ".", "..", "a/../../x", "a\0b", "a\rb", "a/", "\x1b[31m"]
)
def test_a_path_that_leads_elsewhere(stand: Stand, path: str) -> None:
    """A declared path leads below the home, or the counterpart does not stand; nothing is written elsewhere."""
    with pytest.raises(SandboxError, match="no path of a file below the home"):
        stand(files, {"files": {path: "x"}})


def test_a_file_in_the_place_of_a_folder(stand: Stand) -> None:
    """Two declarations that exclude each other are an error."""
    with pytest.raises(SandboxError, match="directory"):
        stand(files, {"files": {"a": "x", "a/b": "y"}})


def test_no_room(stand: Stand) -> None:
    """A file that does not fit into the sandbox is an error, and says so."""
    with pytest.raises(SandboxError, match="No space"):
        stand(files, {"files": {f"f{number}": "x" * 70_000_000 for number in range(4)}})
