"""What a sandbox gives to commands that mean no harm."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.limits import Limits
from runbook_site.proofs.sandbox.offer import offers
from runbook_site.proofs.sandbox.sandbox import open_session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from runbook_site.proofs.sandbox.service import Service
    from runbook_site.proofs.sandbox.session import Session

SERVER = ["python", "-m", "http.server", "8000", "--bind", "127.0.0.1"]


def test_some_sandbox_is_offered() -> None:
    """The tests of this folder are about something: on a machine without any sandbox they would all be skipped."""
    assert any(each.usable for each in offers()), [(each.why, each.advice) for each in offers()]


def test_outcome(session: Session) -> None:
    """A command's status, output and errors are what they are."""
    outcome = session.run(["bash", "-c", "cat; echo err >&2; exit 3"], stdin=b"in")
    assert (outcome.status, outcome.output, outcome.errors, outcome.why) == (3, b"in", b"err\n", "")


@pytest.mark.parametrize(
    ("argv", "status", "errors"),
    [
        (["no-such-program"], 127, b"no-such-program: No such file or directory\n"),
        (["./file"], 126, b"./file: Permission denied\n"),
        (["bash", "-c", "kill -9 0"], -9, b""),
    ],
)
def test_status_of_what_does_not_run(session: Session, argv: list[str], status: int, errors: bytes) -> None:
    """A program that is not there or cannot be run ends as a shell says it, and one that is killed as Python does."""
    session.write("file", b"x")
    outcome = session.run(argv)
    assert (outcome.status, outcome.errors) == (status, errors)


def test_files_stay_between_commands(session: Session) -> None:
    """What one command writes is there for the next, and for who asks."""
    session.write("a/b.sh", b"echo $1 > out; pwd\n", 0o755)
    outcome = session.run(["bash", "a/b.sh", "first"])
    assert outcome.output.decode().strip() == session.home
    assert session.read("out") == session.read("/home/runbook/out") == session.read(f"{session.home}/out") == b"first\n"
    assert [(each.path, oct(each.mode)) for each in session.listing()] == [
        ("a", "0o40755"),
        ("a/b.sh", "0o100755"),
        ("out", "0o100644"),
    ]
    assert session.read("nothing") is None
    assert session.run(["cat", "b.sh"], cwd="a").output == b"echo $1 > out; pwd\n"
    assert session.run(["true"], cwd="/nowhere").status == 127


def test_one_look_at_many_things(session: Session) -> None:
    """Folders and files that are asked for together come in that order; a folder that is closed is listed alone."""
    session.write("d/in", b"1")
    session.write("d/deep/in", b"2")
    session.write("/tmp/t", b"3")  # noqa: S108
    look = session.look(("/tmp", "/home/runbook"), {"d/in": 1, "none": 9, "/tmp/t": 1}, closed=["d/deep"])  # noqa: S108
    assert [[each.path for each in listing] for listing in look.listings] == [["t"], ["d", "d/deep", "d/in"]]
    assert look.contents == (b"1", None, b"3")
    with pytest.raises(SandboxError, match="'/usr' is none of the places"):
        session.look(("/usr",))
    with pytest.raises(SandboxError, match="more than 0"):
        session.look(files={"none": 9, "d/in": 0})


def test_a_large_input_is_read(session: Session) -> None:
    """Megabytes go in and come out, also where the command reads late or not at all."""
    content = os.urandom(3_000_000)
    limits = Limits(output=4_000_000)
    assert session.run(["bash", "-c", "sleep 0.1; cat"], stdin=content, limits=limits).output == content
    assert session.run(["true"], stdin=content).status == 0
    session.write("file", content)
    assert session.run(["cmp", "file"], stdin=content).status == 0


def test_environment_is_made_up(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command has a home, a path and nothing of the caller's; what it is given comes on top."""
    monkeypatch.setenv("INHERITED", "x")
    printed = session.run(["env"], env={"GIVEN": "a b\nc", "LANG": "C"}).output.decode()
    variables = dict(line.split("=", 1) for line in printed.splitlines() if "=" in line)
    assert variables["HOME"] == session.home
    assert (variables["GIVEN"], variables["LANG"]) == ("a b", "C")
    assert variables.keys() - {"GIVEN"} == session.environment.keys()


def test_programs_work(bash: Callable[[str], str]) -> None:
    """What runbooks are made of works: pipes, filters, substitution, temporary files, links, Python."""
    printed = bash("""
        set -e; printf 'b\\na\\n' | sort > f; gzip < f > f.gz; zcat f.gz; cat <(echo sub); cat << end
here
end
        x=$(mktemp); echo t > $x; cat $x; ln -s f l; cat l; mv f g; cp g h; cat h
        date -d @0 +%Y; python -c 'print(6 * 7)'; touch new; awk 'BEGIN {print 1}'
    """)
    assert printed.split() == ["a", "b", "sub", "here", "t", "a", "b", "a", "b", "1970", "42", "1"]


def test_programs_that_set_permissions_work(session: Session, bash: Callable[[str], str]) -> None:
    """Scripts are made executable, archives unpacked, files edited in place."""
    if session.kind == "landlock" and os.geteuid():
        pytest.skip(reason="Landlock knows nothing of permissions, and so none are set but for root")
    printed = bash("""
        set -e; echo 'echo ran' > f; chmod 750 f; ./f; gzip -k f; gunzip -c f.gz; sed -i s/ran/edited/ f; ./f
        mkdir d; tar cf t.tar f; tar xpf t.tar -C d; stat -c %a d/f; cp -p f g; touch -d @1 g; stat -c %Y g
    """)
    assert printed.split() == ["ran", "echo", "ran", "edited", "750", "1"]


def test_words_are_words(session: Session) -> None:
    """Arguments, names and values of any bytes but NUL reach the program as they are."""
    word = "a 'b' \"c\" $d `e` \\ \n \x1b \udcff é"
    outcome = session.run(["printf", "%s|", word, "", "-n"], env={"X": word})
    assert outcome.output == word.encode("utf-8", "surrogateescape") + b"||-n|"
    for argv, env in ((["a\0b"], {}), ([], {}), (["true"], {"A": "\0"})):
        with pytest.raises(SandboxError, match="NUL"):
            session.run(argv, env=env)


def test_service_stays(session: Session) -> None:
    """A service is there for the commands after it, until it is stopped."""
    service = session.start(
        ["bash", "-c", "echo started; exec sleep 600"], ready=lambda each: b"started" in each.output()
    )
    assert session.run(["true"]).status == 0
    assert service.status() is None
    service.stop()
    with pytest.raises(SandboxError):
        service.status()
    assert session.run(["true"]).status == 0


def test_service_that_does_not_start(session: Session) -> None:
    """A service that ends, or is not ready in time, is an error that says what it printed; the sandbox goes on."""
    with pytest.raises(SandboxError, match=r"(?s)ended with 3.*no port"):
        session.start(["bash", "-c", "echo no port >&2; sleep 0.1; exit 3"], ready=lambda _: False)
    with pytest.raises(SandboxError, match=r"took longer than 0.2 s"):
        session.start(["sleep", "600"], ready=lambda _: False, seconds=0.2)
    assert session.run(["true"]).status == 0


def test_service_that_dies_midway(session: Session) -> None:
    """A service that ends says so, with its status."""
    service = session.start(["bash", "-c", "read -r < go; exit 5"], ready=lambda _: True)
    assert service.status() in {None, 1, 5}
    session.run(["sleep", "0.2"])
    assert service.status() == 5
    assert b"go" in service.output()


def test_service_is_bounded(session: Session) -> None:
    """Of what a service prints without end only the end is kept, and it does not hold anything up."""
    service: Service = session.start(["bash", "-c", "yes & yes >&2 & wait"], ready=lambda each: bool(each.output()))
    assert session.run(["sleep", "0.2"]).status == 0
    assert len(service.output()) <= 1 << 16


def test_network_of_its_own() -> None:
    """With bubblewrap there is a loopback with the names that were asked for, and nobody else's servers on it."""
    if not offers()[0].usable:
        pytest.skip(reason=f"bubblewrap is not offered here: {offers()[0].why}")
    with open_session(hosts={"api.example.com": "127.0.0.1"}, kind="bubblewrap") as session:
        session.write("index.html", b"hello")
        session.start(SERVER, ready=lambda _: session.listens(8000))
        script = "import urllib.request as r; print(r.urlopen('http://api.example.com:8000/').read())"
        assert session.run(["python", "-c", script]).output == b"b'hello'\n"
        assert not session.listens(8001)


@pytest.mark.parametrize(
    "hosts",
    [
        {"a b": "127.0.0.1"},
        {"a\n10.0.0.1 b": "127.0.0.1"},
        {"a": "10.0.0.1"},
        {"a": "127.0.0.1\n1.1.1.1 b"},
        {"": "::1"},
    ],
)
def test_hosts_are_checked(hosts: dict[str, str]) -> None:
    """What a runbook calls a host becomes no other line of /etc/hosts, and no address of somewhere else."""
    with pytest.raises(SandboxError), open_session(hosts=hosts, kind="bubblewrap"):
        pass


def test_programs_are_shown(way: str, tmp_path: Path) -> None:
    """A folder that is named is there, read-only; one that does not exist is an error."""
    kind = next(each.kind for each in offers() if way.startswith(each.kind))
    tmp_path.chmod(0o755)
    (tmp_path / "tool").write_text("#!/bin/sh\necho tool\n", encoding="ascii")
    (tmp_path / "tool").chmod(0o755)
    with open_session(programs=[tmp_path], kind=kind) as session:
        assert session.run([str(tmp_path / "tool")]).output == b"tool\n"
        assert session.run(["bash", "-c", f"echo x > {tmp_path}/tool"]).status != 0
    with pytest.raises(SandboxError, match="no absolute path"), open_session(programs=[tmp_path / "none"], kind=kind):
        pass


@pytest.mark.parametrize("limits", [Limits(seconds=0), Limits(disk=0), Limits(memory=-1)])
def test_limits_are_limits(limits: Limits) -> None:
    """No limit is taken for none."""
    with pytest.raises(SandboxError, match="above 0"):
        open_session(limits)


def test_not_entered() -> None:
    """A sandbox runs nothing outside of its `with` statement."""
    with pytest.raises(SandboxError, match="with"):
        open_session().run(["true"])
