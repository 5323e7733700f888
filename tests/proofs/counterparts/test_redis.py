"""A real Redis server, where one is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.counterparts import redis
from runbook_site.proofs.sandbox.error import SandboxError

if TYPE_CHECKING:
    from tests.proofs.counterparts.conftest import Stand


def test_commands_act(stand: Stand) -> None:
    """What a command writes is there for the next; the server says which it is."""
    stood = stand(redis, {"redis": {}})
    stood.bash("redis-cli set session:1 open")
    assert stood.bash("redis-cli get session:1; redis-cli flushall; redis-cli dbsize").split() == ["open", "OK", "0"]
    version = dict(stood.standing.versions)["redis"]
    assert f"redis_version:{version}" in stood.bash("redis-cli info server")
    assert stood.standing.tools == {"redis-cli"}
    assert not stood.standing.complaints()


def test_nothing_is_saved_by_itself(stand: Stand) -> None:
    """No file appears but by a command, which then finds it inside."""
    stood = stand(redis, {"redis": {"port": 6400}})
    stood.bash("redis-cli -p 6400 set a b; redis-cli -p 6400 shutdown")
    assert not stood.bash("find / -xdev -name dump.rdb 2> /dev/null; find /tmp /home -name dump.rdb")
    assert stood.standing.complaints() == ("the Redis server has ended, with status 0",)


def test_port_taken(stand: Stand) -> None:
    """A server that does not start says why."""
    stood = stand(redis, {"redis": {}})
    with pytest.raises(SandboxError, match="in use"):
        redis.start(stood.session, stood.declared)
    assert stood.bash("redis-cli ping") == "PONG\n"


def test_end_midway(stand: Stand) -> None:
    """What a command did to a server that has ended is not held against the command: it is told."""
    stood = stand(redis, {"redis": {}})
    assert "refused" in stood.bash("pkill -9 redis-server; sleep 0.1; redis-cli ping")
    assert stood.standing.complaints() == ("the Redis server has ended, with status -9",)
