"""What a runbook's counterparts add to those of its service."""

from __future__ import annotations

from runbook_site.model.counterparts import Commit, Counterparts, Endpoint, GitRepository, PostgresServer, RedisServer

SERVICE = Counterparts(
    postgres=PostgresServer(databases=("shop",), roles=("app",), set_up="CREATE TABLE a ();"),
    http=(Endpoint(url="https://shop.example/health"), Endpoint(url="https://shop.example/", status=200)),
    redis=RedisServer(port=7000),
    git=(GitRepository(path="shop", commits=(Commit(message="First"),)),),
    files={"a.txt": "a", "b.txt": "b"},
    environment={"REGION": "north", "NAME": "shop"},
    values={"pod": "a"},
    set_up="mkdir work",
)


def test_field_by_field() -> None:
    """What both name is as the runbook has it, texts come one after the other, and nothing gets lost."""
    own = Counterparts(
        postgres=PostgresServer(databases=("shop", "other"), set_up="CREATE TABLE b ();"),
        http=(Endpoint(url="https://shop.example/", status=503), Endpoint(url="https://shop.example/", method="POST")),
        files={"b.txt": "mine"},
        environment={"REGION": "south"},
        values={"port": "80"},
        set_up="cd work",
    )
    both = SERVICE.joined(own)
    assert both.postgres == PostgresServer(
        databases=("shop", "other"), roles=("app",), set_up="CREATE TABLE a ();\nCREATE TABLE b ();"
    )
    assert [(each.method, each.url, each.status) for each in both.http] == [
        ("GET", "https://shop.example/health", 200),
        ("GET", "https://shop.example/", 503),
        ("POST", "https://shop.example/", 200),
    ]
    assert (both.redis, both.git, both.aws) == (SERVICE.redis, SERVICE.git, None)
    assert both.files == {"a.txt": "a", "b.txt": "mine"}
    assert both.environment == {"REGION": "south", "NAME": "shop"}
    assert both.values == {"pod": "a", "port": "80"}
    assert both.set_up == "mkdir work\ncd work"


def test_nothing() -> None:
    """Who declares nothing adds nothing."""
    assert SERVICE.joined(Counterparts()) == Counterparts().joined(SERVICE) == SERVICE
    assert Counterparts().joined(Counterparts()) == Counterparts()


def test_what_a_runbook_does_not_say_stays_as_the_service_has_it() -> None:
    """A runbook that adds a set-up says nothing of the region, or of the port."""
    service = Counterparts.model_validate(
        {"aws": {"region": "eu-west-1", "set_up": "a"}, "redis": {"port": 6380, "set_up": "b"}, "values": {"x": "1"}}
    )
    own = Counterparts.model_validate({"aws": {"set_up": "c"}, "redis": {"set_up": "d"}, "values": {"y": "2"}})
    joined = service.joined(own)
    assert joined.aws is not None
    assert joined.redis is not None
    assert (joined.aws.region, joined.aws.set_up) == ("eu-west-1", "a\nc")
    assert (joined.redis.port, joined.redis.set_up) == (6380, "b\nd")
    assert joined.values == {"x": "1", "y": "2"}
    other = Counterparts.model_validate({"aws": {"region": "us-east-1"}})
    assert service.joined(other).aws == service.joined(other).joined(Counterparts()).aws
    changed = service.joined(other).aws
    assert changed is not None
    assert changed.region == "us-east-1"
