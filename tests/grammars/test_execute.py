"""Programs that are asked what they accept, and what they cannot do meanwhile."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from runbook_site.grammars.readers import execute
from runbook_site.grammars.readers.execute import Asker, offline
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def port() -> Iterator[int]:
    """A port of this machine that answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def caller(tmp_path: Path, port: int) -> str:
    """A program that calls that port, and says whether it got through."""
    program = tmp_path / "caller"
    program.write_text(f"#!/bin/bash\n(exec 3<>/dev/tcp/127.0.0.1/{port}) 2>/dev/null && echo reached || echo alone\n")
    program.chmod(0o755)
    return str(program)


def test_a_program_has_no_network(caller: str) -> None:
    """It calls nobody and tells nobody, where this machine has a way to see to that."""
    if not offline():
        pytest.skip(reason="neither unshare nor bubblewrap may make a network here")
    assert Asker(caller).ask("--help") == "alone\n"


def test_where_there_is_no_way_the_program_is_asked_all_the_same(caller: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that forbids it, as many containers do, can learn tools too."""
    monkeypatch.setattr(execute, "offline", tuple)
    assert Asker(caller).ask("--help") == "reached\n"


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 1\n", "#!/no/such\n"])
def test_a_way_that_is_forbidden_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """That a program is installed does not say that the system lets it do what it is for."""
    (tmp_path / "forbidden").write_text(script)
    (tmp_path / "forbidden").chmod(0o755)
    monkeypatch.setattr(execute, "_OFFLINE", ((str(tmp_path / "forbidden"), "--"), ("no-such-program", "--")))
    offline.cache_clear()
    found = offline()
    offline.cache_clear()
    assert found == ()


def test_a_program_that_cannot_be_run(tmp_path: Path) -> None:
    """It is an error that names it, and no help of another program."""
    (tmp_path / "text").write_text("no program")
    for program in (tmp_path / "text", tmp_path / "nowhere"):
        with pytest.raises(RunbookSiteError, match=f"{program.name} cannot be run"):
            Asker(str(program)).ask("--help")
