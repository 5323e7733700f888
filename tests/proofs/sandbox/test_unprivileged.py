"""Sandboxes of a caller who is not root, and to whom files of the host belong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import runbook_site
from runbook_site.proofs.sandbox import landlock
from runbook_site.proofs.sandbox.offer import offers
from runbook_site.proofs.sandbox.sandbox import open_session

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(runbook_site.__file__).parents[1]
SOMEBODY = 54321

CALLER = """
import json, os, signal, sys
sys.path.insert(0, SOURCE)
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.offer import offers
from runbook_site.proofs.sandbox.sandbox import open_session
canary, result = os.path.abspath("canary"), {}
def state():
    status = os.lstat(canary)
    return [open(canary).read(), status.st_mode, status.st_uid, status.st_mtime_ns, os.listdir(os.path.dirname(canary))]
asleep = os.fork()
if not asleep:
    signal.pause()
SCRIPT = '''
chmod 777 CANARY; touch CANARY; chown $(id -u) CANARY; chattr +d CANARY; rm -f CANARY; echo x > CANARY
truncate -s 0 CANARY
setfattr -n user.x -v x CANARY; ln CANARY l; cat CANARY; kill -9 PID ASLEEP; kill -9 -1; kill -9 -PID; renice 19 ASLEEP
'''.replace("CANARY", canary).replace("PID", str(os.getpid())).replace("ASLEEP", str(asleep))
for offer in offers():
    if not offer.usable:
        continue
    before = state()
    with open_session(kind=offer.kind) as session:
        attack = session.run(["bash"], stdin=SCRIPT.encode())
        usual = session.run(["bash", "-c", "echo a > f; ln -s f g; cat g; rm f g; echo $UID"])
    result[offer.kind] = {
        "unchanged": state() == before,
        "read": attack.output.decode(),
        "alive": os.waitpid(asleep, os.WNOHANG) == (0, 0),
        "polite": os.getpriority(os.PRIO_PROCESS, asleep) == 0,
        "usual": usual.output.decode().split(),
    }
os.kill(asleep, signal.SIGKILL)
print(json.dumps(result))
"""


ATTEMPTS = """
import os, sys
canary, caller = sys.argv[1:]
for name, call in {
    "mode": lambda: os.chmod(canary, 0),
    "owner": lambda: os.chown(canary, 1, 1),
    "read": lambda: open(canary),
    "shadow": lambda: open("/etc/shadow"),
    "user": lambda: os.setuid(1),
    "root": lambda: os.chroot("."),
    "signal": lambda: os.kill(int(caller), 0),
}.items():
    try:
        call()
        print(name)
    except OSError:
        pass
"""


def test_root_without_its_rights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where root cannot have another user run commands, as in some containers, they have none of root's rights."""
    if os.geteuid():
        pytest.skip(reason="this is not root")
    if not next(each.usable for each in offers() if each.kind == "landlock"):
        pytest.skip(reason="landlock is not offered here")
    monkeypatch.setattr(landlock, "_may_search", lambda: False)
    monkeypatch.setattr(landlock, "_is_open", lambda _: False)
    canary = tmp_path / "canary"
    canary.write_text("song", encoding="ascii")
    before = canary.stat()
    with open_session(kind="landlock") as session:
        attack = session.run(["python", "-I", "-c", ATTEMPTS, str(canary), str(os.getpid())])
        assert session.run(["bash", "-c", "echo $UID > f; cat f"]).output == b"0\n"
    assert (attack.status, attack.output, attack.errors) == (0, b"", b"")
    after = canary.stat()
    assert (after.st_mode, after.st_uid, after.st_mtime) == (before.st_mode, before.st_uid, before.st_mtime)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of somebody else's, with a file."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        path = Path(name)
        (path / "canary").write_text("song", encoding="ascii")
        for each in (path / "canary", path):
            os.chown(each, SOMEBODY, SOMEBODY)
        yield path


def test_host_is_closed_to_its_owner_too(folder: Path) -> None:
    """Where the files and processes of the host are the caller's own, a command reaches them no more than else."""
    python = shutil.which("python3", path="/usr/bin:/bin")
    if os.geteuid():
        pytest.skip(reason="the other tests show it: this is not root")
    if python is None or not all(each.stat().st_mode & 0o001 for each in (SOURCE, *SOURCE.parents)):
        pytest.skip(reason="another user has no Python here, or cannot reach the package")
    done = subprocess.run(
        [python, "-I", "-B", "-c", CALLER.replace("SOURCE", repr(str(SOURCE)))],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "TMPDIR": str(folder)},
        user=SOMEBODY,
        group=SOMEBODY,
        extra_groups=[],
        capture_output=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    result = json.loads(done.stdout)
    assert result
    for kind, seen in result.items():
        user = "1000" if kind == "bubblewrap" else str(SOMEBODY)
        assert seen == {"unchanged": True, "read": "", "alive": True, "polite": True, "usual": ["a", user]}, kind
    assert [each.name for each in folder.iterdir()] == ["canary"]
