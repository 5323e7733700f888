"""Places to write to at absolute paths, and that nothing of the sandbox's own can be reached by them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.offer import tried
from runbook_site.proofs.sandbox.places import folders_for
from runbook_site.proofs.sandbox.sandbox import open_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.proofs.sandbox.session import Session

WRITABLE = ("/home/runbook", "/tmp", "/run")  # noqa: S108 - inside
OWN = ("/usr", "/lib", "/etc/hosts", "/etc/ssl/certs", "/var/run", "/opt/python/bin")


@pytest.mark.parametrize(
    ("paths", "folders"),
    [
        (["/app/logs/app.log", "/app/config/a.yml"], ("/app",)),
        (["/etc/nginx/conf.d/a.conf", "/etc/ssl/private/a.key"], ("/etc/nginx", "/etc/ssl/private")),
        (["/var/log/a.log", "/opt/shop/a", "/home/app/a"], ("/var/log", "/opt/shop", "/home/app")),
        (["/opt/python/share/a", "/library/a", "/usrlocal/a"], ("/opt/python/share", "/library", "/usrlocal")),
        (["/tmp/a", "/run/shop/a.pid", "/home/runbook/a"], ()),  # noqa: S108
        ([], ()),
    ],
)
def test_the_highest_folder_that_is_nobody_elses(paths: list[str], folders: tuple[str, ...]) -> None:
    """It is made once for all files below it, and holds nothing that the sandbox has by itself."""
    assert folders_for(paths, WRITABLE, OWN) == folders


@pytest.mark.parametrize(
    "path", ["/usr/bin/env", "/lib", "/etc/hosts", "/etc/app.conf", "/app.log", "/var/run/a", "/opt/a", "/opt/python/a"]
)
def test_what_is_the_sandboxs_own(path: str) -> None:
    """A file that would lie there is refused, with what to do instead."""
    with pytest.raises(SandboxError, match=r"cannot be put in place: .*Declare a file below the home"):
        folders_for([path], WRITABLE, OWN)


def test_too_many() -> None:
    """Each takes room of its own, so that there is an end to them."""
    with pytest.raises(SandboxError, match="in 17 folders"):
        folders_for([f"/app{number}/x" for number in range(17)], WRITABLE, OWN)


@pytest.fixture
def session() -> Iterator[Session]:
    """A sandbox with two such places."""
    if why := tried("bubblewrap").why:
        pytest.skip(reason=f"bubblewrap is not offered here: {why}")
    with open_session(paths=["/app/logs/app.log", "/etc/shop/shop.conf"], kind="bubblewrap") as session:
        session.write("/app/logs/app.log", b"one\n")
        yield session


def test_files_are_there(session: Session) -> None:
    """They are found, replaced, listed and read; other folders stay closed."""
    script = "sed -i s/one/two/ /app/logs/app.log; mkdir /app/new; touch /etc/shop/a; touch /etc/b /b /usr/b"
    outcome = session.run(["bash", "-c", script])
    assert outcome.errors.count(b"Read-only file system") == 3
    assert session.read("/app/logs/app.log") == b"two\n"
    assert [each.path for each in session.listing("/app")] == ["logs", "logs/app.log", "new"]
    assert session.folders == ("/app", "/etc/shop")


def test_room_ends_there(session: Session) -> None:
    """Neither large files nor many of them take more than there is."""
    full = session.run(["dd", "if=/dev/zero", "of=/app/big", "bs=1M", "count=40"])
    assert b"No space left" in full.errors
    script = "import os\nfor i in range(10**9):\n os.close(os.open(f'/etc/shop/{i}', os.O_CREAT))"
    many = session.run(["python", "-I", "-S", "-c", script])
    assert many.why == "disk" or b"No space left" in many.errors


def test_what_lies_elsewhere_is_not_moved(session: Session) -> None:
    """Nor are the places themselves: the programs that the supervisor is made of stay where they are."""
    for path in ("/app", "/etc/shop", "/etc", sys.prefix, f"{sys.base_prefix}/bin", "/supervisor"):
        # Not `mv`, which would go on to copy it.
        outcome = session.run(["python", "-c", "import os, sys; os.rename(sys.argv[1], 'moved')", path])
        assert b"OSError" in outcome.errors or b"PermissionError" in outcome.errors, path
    assert session.run(["python", "-c", "print(1)"]).output == b"1\n"


def test_landlock_has_none() -> None:
    """It says so before anything runs."""
    if why := tried("landlock").why:
        pytest.skip(reason=f"landlock is not offered here: {why}")
    with pytest.raises(SandboxError, match="no place for '/app/x'"), open_session(paths=["/app/x"], kind="landlock"):
        pass
