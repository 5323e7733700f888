"""Commands that go for files of the host, or leave some behind that are traps for who reads them."""

from __future__ import annotations

import dataclasses
import os
import secrets
import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.limits import Limits
from tests.proofs.sandbox.conftest import TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from runbook_site.proofs.sandbox.session import Session

CHECKOUT = Path(__file__).parents[3]


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file of the host that everybody may read and write, by its permissions."""
    path = tmp_path / "canary"
    path.write_text("song", encoding="ascii")
    path.chmod(0o666)
    for folder in (tmp_path, *tmp_path.parents[:3]):
        if folder.stat().st_uid == os.getuid() and folder != Path("/"):
            folder.chmod(0o777 if folder == tmp_path else 0o755)
    return path


def state(path: Path) -> tuple[object, ...]:
    """All that a command could change about a file, and its content."""
    status = path.lstat()
    return (
        path.read_bytes(),
        status.st_mode,
        status.st_uid,
        status.st_gid,
        status.st_mtime_ns,
        status.st_nlink,
        os.listxattr(path),
        sorted(path.parent.iterdir()),
    )


CHANGES = {
    "append": "open(path, 'a').write('x')",
    "cut": "os.truncate(path, 0)",
    "mode": "os.chmod(path, 0o7777)",
    "mode of what is open": "os.fchmod(os.open(path, os.O_RDONLY), 0o7777)",
    "owner": "os.chown(path, os.getuid(), os.getgid())",
    "other owner": "os.lchown(path, 12345, 12345)",
    "time": "os.utime(path, (1, 1))",
    "time that it is": "os.utime(path)",
    "attribute": "os.setxattr(path, 'user.x', b'x')",
    "remove": "os.unlink(path)",
    "rename": "os.rename(path, path + '.old')",
    "replace": "open('own', 'w').close(); os.rename('own', path)",
    "link": "os.link(path, path + '.link')",
    "link into the home": "os.link(path, 'link')",
    "symbolic link": "os.symlink('x', path + '.link')",
    "neighbour": "open(path + '.new', 'w').close()",
    "folder": "os.mkdir(path + '.d')",
    "device": "os.mknod(path + '.null', 0o20666, os.makedev(1, 3))",
    "pipe": "os.mkfifo(path + '.pipe')",
}


def test_files_of_the_host_stay_as_they_are(session: Session, canary: Path) -> None:
    """Nothing about a file of the host, or of the system, can be changed by any call there is."""
    system = Path(shutil.which("env") or "/usr/bin/env")
    before = state(canary), state(system)
    script = "import os\nfor path in PATHS:\n" + "".join(
        f"    try:\n        {change}\n        print({name!r}, path)\n    except OSError: pass\n"
        for name, change in CHANGES.items()
    )
    outcome = session.run(["python", "-I", "-c", script.replace("PATHS", repr([str(canary), str(system)]))])
    assert (state(canary), state(system)) == before
    assert (outcome.status, outcome.output) == (0, b"")


def test_deleting_everything_deletes_nothing(session: Session, canary: Path) -> None:
    """After an attempt on all files, those of the host are there, and so is the sandbox."""
    session.run(["rm", "-rf", str(canary)])
    assert canary.exists(), "no attempt on everything is made where this one succeeds"
    session.run(["rm", "-rf", "--no-preserve-root", "/"])
    assert canary.read_text(encoding="ascii") == "song"
    assert CHECKOUT.joinpath("pyproject.toml").exists()
    assert session.run(["echo", "there"]).output == b"there\n"


def test_what_is_the_hosts_stays_unread(session: Session, canary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No secret of the machine, of the checkout or of the caller's environment is read, by any way that leads there."""
    secret = secrets.token_hex(16)
    canary.write_text(secret, encoding="ascii")
    monkeypatch.setenv("SECRET_OF_THE_CALLER", secret)
    script = f"""
        env; cat {canary} /etc/shadow /etc/gshadow /etc/sudoers /root/.*history /root/.ssh/* /proc/1/environ
        cat /proc/{os.getpid()}/environ /proc/$PPID/environ /proc/*/environ {CHECKOUT}/pyproject.toml
        ls -a {CHECKOUT} /home /root /var /etc; cat /proc/*/cmdline; find / -xdev -name canary
        grep -r . {canary.parent} | head; true < {canary} && echo opened
    """
    printed = session.run(["bash"], stdin=script.encode(), limits=Limits(seconds=20)).output.decode("utf-8", "replace")
    assert "PATH=" in printed
    for leaked in (secret, "opened", "[project]", "CHANGELOG", "shadow", "canary", "pytest", "root:$", "root:*"):
        assert leaked not in printed, leaked


def test_kernel_settings_stay(bash: Callable[[str], str]) -> None:
    """Not even as root's process can a command write to the kernel's settings: one of them names a program to run."""
    printed = bash("""
        for file in /proc/sys/kernel/core_pattern /proc/sysrq-trigger /proc/sys/vm/drop_caches; do
            (: >> $file) 2> /dev/null && echo opened $file
        done
        find /proc/sys /sys -type f -writable 2> /dev/null | while read -r file; do
            (: >> "$file") 2> /dev/null && echo opened "$file"
        done | head
    """)
    assert "opened" not in printed


ENDLESS = {
    "one file": "cat /dev/zero > big",
    "many files": "for i in {1..2000}; do head -c 4000000 /dev/zero > f$i || exit 4; done",
    "files without a name": (
        'python -I -c \'\nimport os\nkept = []\nfor i in range(200):\n kept.append(open("x", "wb"));'
        ' os.unlink("x"); kept[-1].write(bytes(4000000)); kept[-1].flush()\n\''
    ),
    "in other places": (
        "for d in /tmp /var/tmp /dev/shm /run /dev $TMPDIR; do"
        " for i in {1..50}; do head -c 4000000 /dev/zero > $d/sandbox-test-$i || break; done; done; exit 4"
    ),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_room_ends(session: Session, name: str) -> None:
    """What writes files without end does not get beyond its room for long, and nothing of it lands on the host."""
    outcome = session.run(["bash", "-c", ENDLESS[name]])
    refused = b"ermission denied" in outcome.errors or b"No space left" in outcome.errors
    too_large = outcome.status in {-signal.SIGXFSZ, 128 + signal.SIGXFSZ}
    assert outcome.status != 0
    assert outcome.why == "disk" or refused or too_large
    for place in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/dev"):  # noqa: S108 - of the host
        assert not list(Path(place).glob("sandbox-test-*"))
    assert sum(each.size for each in session.listing()) < 20 * TIGHT.disk


def test_no_number_of_files_is_too_much(session: Session) -> None:
    """Files without content take memory too, of which there is no end either."""
    script = "import os\nfor i in range(10**9):\n os.close(os.open(str(i), os.O_CREAT))"
    outcome = session.run(["python", "-I", "-S", "-c", script], limits=dataclasses.replace(TIGHT, seconds=2))
    assert outcome.why in {"disk", "time"}


def test_links_lead_nowhere(session: Session, canary: Path) -> None:
    """Whoever reads what a command left gets nothing of the host, and never waits."""
    script = f"""
        echo own > own; ln -s own inside; ln -s {canary} file; ln -s {canary.parent} folder; ln -s / root
        ln -s /etc/passwd users; ln -s /proc/self/environ environ; ln -s ../../../../../..{canary} up; ln {canary} hard
        ln -s loop loop; mkfifo pipe; ln -s /dev/zero zero; mkdir d; ln -s ../.. d/up
    """
    session.run(["bash", "-c", script])
    assert session.read("own") == session.read("inside") == b"own\n"
    hostile = (
        "file",
        "folder/canary",
        "root/etc/passwd",
        "users",
        "environ",
        "up",
        "hard",
        "loop",
        "pipe",
        "zero",
        "d",
    )
    assert [session.read(name) for name in (*hostile, "d/up/etc/passwd", "own/x", "nothing", "x" * 300)] == [None] * 15
    listed = {each.path for each in session.listing()}
    assert listed - {"hard"} == {"own", "inside", *hostile, "d/up", "root", "folder"} - {
        "folder/canary",
        "root/etc/passwd",
        "hard",
    }


def test_writing_follows_no_link(session: Session, canary: Path) -> None:
    """A file that is put in place replaces a link, and is put nowhere else."""
    session.run(["bash", "-c", f"ln -s {canary} file; ln -s {canary.parent} folder"])
    session.write("file", b"ours")
    assert session.read("file") == b"ours"
    with pytest.raises(SandboxError):
        session.write("folder/new", b"ours")
    assert canary.read_text(encoding="ascii") == "song"
    assert not canary.with_name("new").exists()


@pytest.mark.parametrize(
    "path", ["../x", "/etc/passwd", "/home/runbook/../../etc/x", "..", ".", "", "/", "/proc/1/environ"]
)
def test_files_lie_in_the_home(session: Session, path: str) -> None:
    """A caller that is led astray by a runbook reads and writes nothing elsewhere either."""
    with pytest.raises(SandboxError):
        session.read(path)
    with pytest.raises(SandboxError):
        session.write(path, b"x")


def test_names_can_be_anything(session: Session) -> None:
    """Names of any bytes and length are listed, and too many or too deep ones are an error and no endless list."""
    session.run(["bash", "-c", r"touch $'a\nb' $'\xff' $'\e[2J' -- '-rf' $(printf 'x%.0s' {1..255})"])
    assert {each.path for each in session.listing()} == {"a\nb", "\udcff", "\x1b[2J", "-rf", "x" * 255}
    with pytest.raises(SandboxError, match="more than 4"):
        session.listing(most=4)
    session.run(["bash", "-c", "for i in {1..100}; do mkdir d; cd d; done"])
    with pytest.raises(SandboxError, match="folders in each other"):
        session.listing()


def test_much_is_not_read(session: Session) -> None:
    """A file that holds more than was asked for is an error, and not cut short in silence."""
    session.run(["bash", "-c", "head -c 3000000 /dev/zero > big; truncate -s 8M sparse"])
    assert session.read("big", 3_000_000) == bytes(3_000_000)
    for name in ("big", "sparse"):
        with pytest.raises(SandboxError, match="more than"):
            session.read(name, 2_999_999)
