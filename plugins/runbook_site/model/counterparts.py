"""What commands run against when they are proven: real servers and files, made for one run in a sandbox."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from runbook_site.model.base import Duration, Line, Model, not_both_of
from runbook_site.model.command import Code
from runbook_site.model.variable import VariableName


class PostgresServer(Model):
    """A PostgreSQL server."""

    version: Line | None = None
    """The version that is wanted, `16`. It is taken where this machine has it, and another one elsewhere; the service's
    `sql: version` where it is not given."""
    databases: tuple[Line, ...] = ()
    """Names of its databases."""
    roles: tuple[Line, ...] = ()
    """Roles that may log in, beside the one that commands connect as."""
    set_up: Code | None = None
    """SQL that psql runs in the first database before any command: tables, rows, extensions."""


class AwsAccount(Model):
    """An account at a server that speaks the interfaces of AWS."""

    region: Line = "us-east-1"
    """The region that commands are for where they name none."""
    set_up: Code | None = None
    """Shell that makes what is in it, with the AWS CLI. It is run only for runbooks that call this program."""


class Endpoint(Model):
    """An address that answers."""

    model_config = not_both_of("body", "json", "file")

    url: Line
    """Its address, `https://shop.example/health`. A certificate is made where it begins with `https`."""
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] = "GET"
    """The method that it answers to."""
    status: Annotated[int, Field(strict=True, ge=100, le=599)] = 200
    """The status of its answer."""
    headers: dict[Line, Line] = {}
    """Headers of its answer."""
    body: str | None = None
    """Text of its answer."""
    json_: Annotated[Any, Field(alias="json")] = None
    """JSON of its answer, in place of `body`."""
    file: Line | None = None
    """A file that is its answer, in place of `body`, by its path inside: one of `files`, or one that `set_up` makes."""
    after: Duration | None = None
    """How long it takes to answer, a minute at most: `2s`."""

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if sum(each is not None for each in (self.body, self.json_, self.file)) > 1:
            message = "give one of 'body', 'json' and 'file'"
            raise ValueError(message)
        return self


class RedisServer(Model):
    """A Redis server."""

    port: Annotated[int, Field(strict=True, ge=1024, le=65535)] = 6379
    """Where it listens, on 127.0.0.1."""
    set_up: Code | None = None
    """Shell that makes what is in it, with redis-cli. It is run only for runbooks that call this program."""


class Commit(Model):
    """A commit."""

    message: Line
    """What it says of itself."""
    files: dict[Line, str] = {}
    """The files that it adds or changes, by path."""
    tag: Line | None = None
    """A tag that it bears."""


class GitRepository(Model):
    """A repository with a remote `origin`, which has the same history."""

    path: Line
    """Where it lies, below the home; `.` is the home itself."""
    branch: Line = "main"
    """The branch of its history."""
    commits: Annotated[tuple[Commit, ...], Field(min_length=1)]
    """Its history, the oldest first."""


class Counterparts(Model):
    """What commands run against when they are proven."""

    postgres: PostgresServer | None = None
    """A PostgreSQL server; commands find it as the programs of PostgreSQL do, by `PGHOST` and the like."""
    aws: AwsAccount | None = None
    """An account at a server that speaks the interfaces of AWS."""
    http: tuple[Endpoint, ...] = ()
    """Addresses that answer, under their real names."""
    redis: RedisServer | None = None
    """A Redis server."""
    git: tuple[GitRepository, ...] = ()
    """Repositories."""
    files: dict[Line, str] = {}
    """Files that are there before any command, by path below the home or absolute, `/app/logs/app.log`; what begins
    with `#!` can be run."""
    environment: dict[VariableName, str] = {}
    """Environment variables that commands find."""
    values: dict[VariableName, str] = {}
    """Values of variables, where the default or example would not do."""
    set_up: Code | None = None
    """Shell that is run before the commands, with all of that: it makes what the commands expect to find. A variable
    of the runbook that it exports has that value; what it leaves in the background stays."""

    def joined(self, other: Counterparts) -> Counterparts:
        """These and others, field by field; what both name is as the others have it, and their `set_up` comes last."""
        servers = [each for each in (self.postgres, other.postgres) if each is not None]
        endpoints = {(each.method, each.url): each for each in (*self.http, *other.http)}
        return Counterparts(
            postgres=None if not servers else _joined_servers(servers),
            aws=_joined_accounts([each for each in (self.aws, other.aws) if each is not None]),
            http=tuple(endpoints.values()),
            redis=_joined_caches([each for each in (self.redis, other.redis) if each is not None]),
            git=tuple({each.path: each for each in (*self.git, *other.git)}.values()),
            files=self.files | other.files,
            environment=self.environment | other.environment,
            values=self.values | other.values,
            set_up=_joined_texts([self.set_up, other.set_up]),
        )


def _joined_servers(servers: list[PostgresServer]) -> PostgresServer:
    return PostgresServer(
        version=servers[-1].version or servers[0].version,
        databases=tuple(dict.fromkeys(name for each in servers for name in each.databases)),
        roles=tuple(dict.fromkeys(name for each in servers for name in each.roles)),
        set_up=_joined_texts([each.set_up for each in servers]),
    )


def _joined_accounts(accounts: list[AwsAccount]) -> AwsAccount | None:
    if not accounts:
        return None
    region = next((each.region for each in reversed(accounts) if "region" in each.model_fields_set), accounts[0].region)
    return AwsAccount(region=region, set_up=_joined_texts([each.set_up for each in accounts]))


def _joined_caches(servers: list[RedisServer]) -> RedisServer | None:
    if not servers:
        return None
    port = next((each.port for each in reversed(servers) if "port" in each.model_fields_set), servers[0].port)
    return RedisServer(port=port, set_up=_joined_texts([each.set_up for each in servers]))


def _joined_texts(texts: list[str | None]) -> str | None:
    return "\n".join(text for text in texts if text is not None) or None
