"""Where declared endpoints are, and what they answer, checked."""

from __future__ import annotations

import json
import math
import posixpath
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from runbook_site.model.base import to_timedelta
from runbook_site.proofs.counterparts.files import path_inside
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.session import HOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from urllib.parse import SplitResult

    from runbook_site.model.counterparts import Endpoint

LOOPBACK = "127.0.0.1"
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_](?:[a-z0-9_.-]*+(?<=[a-z0-9_]))?+")
_NUMBERS = re.compile(r"[0-9.]++|0x[0-9a-f.]*+")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]++")
"""A token, as names of headers are (RFC 9110, 5.6.2)."""
_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*+")
_OURS = frozenset({"connection", "content-length", "transfer-encoding"})
_KEPT = "/%:@!$&'()*+,;=~?[]"
_FIRST_FINAL = 200
_WITHOUT_BODY = frozenset({204, 304})
_LATEST = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An endpoint, as the server inside is told of it.

    Attributes:
        tls: Whether it speaks TLS.
        host: Its name, in small letters.
        port: Its TCP port.
        method: The method that it answers to.
        target: Path and query, as a request has them.
        status: The status of its answer.
        headers: Headers of its answer.
        body: Text of its answer.
        file: Path of the file that is its answer; empty where that is `body`.
        after: Seconds until it answers.
    """

    tls: bool
    host: str
    port: int
    method: str
    target: str
    status: int
    headers: Mapping[str, str]
    body: str
    file: str
    after: float


def answers(endpoints: Iterable[Endpoint]) -> tuple[Answer, ...]:
    """What is to be answered where.

    Raises:
        SandboxError: No server could do so; the message names the endpoint.
    """
    made: list[Answer] = []
    for each in endpoints:
        try:
            made.append(_answer(each))
            _agree(made)
        except ValueError as error:
            message = f"the endpoint {each.url!r} cannot stand in a sandbox: {error}"
            raise SandboxError(message) from None
    return tuple(made)


def as_json(made: Iterable[Answer]) -> bytes:
    """What the server inside reads."""
    return json.dumps([asdict(each) for each in made]).encode()


def _answer(endpoint: Endpoint) -> Answer:
    if not endpoint.url.isprintable() or " " in endpoint.url:
        message = "a URL has no spaces and no control characters"
        raise ValueError(message)
    url = urlsplit(endpoint.url)
    if url.scheme not in _PORTS or "@" in url.netloc:
        message = "it begins with http:// or https:// and the name of a host"
        raise ValueError(message)
    target = quote(url.path or "/", safe=_KEPT)
    if "?" in endpoint.url.partition("#")[0]:
        target += f"?{quote(url.query, safe=_KEPT)}"
    headers = _headers(endpoint)
    body = endpoint.body if endpoint.json_ is None else json.dumps(endpoint.json_, ensure_ascii=False) + "\n"
    has_body = bool(body or endpoint.file)
    if endpoint.status < _FIRST_FINAL or (has_body and endpoint.status in _WITHOUT_BODY):
        message = f"status {endpoint.status} is none of an answer{' with a body' if has_body else ''} (RFC 9110, 15)"
        raise ValueError(message)
    host, port = _host(url), _PORTS[url.scheme] if url.port is None else url.port
    if not port:
        message = "Port 0 is none that a server can have"
        raise ValueError(message)
    return Answer(
        tls=url.scheme == "https",
        host=host,
        port=port,
        method=endpoint.method,
        target=target,
        status=endpoint.status,
        headers=headers,
        body=body or "",
        file=posixpath.join(HOME, path_inside(endpoint.file)) if endpoint.file is not None else "",
        after=_seconds(endpoint.after) if endpoint.after is not None else 0.0,
    )


def _seconds(after: str) -> float:
    try:
        seconds = to_timedelta(after).total_seconds()
    except OverflowError:
        seconds = math.inf
    if seconds > _LATEST:
        message = f"no command waits for an answer after {after}; a minute will do"
        raise ValueError(message)
    return seconds


def _host(url: SplitResult) -> str:
    host = url.hostname or ""
    if host == LOOPBACK or (_HOST.fullmatch(host) and not _NUMBERS.fullmatch(host)):
        return host
    message = f"{host!r} is no name of a host, of letters, digits, '-', '_' and '.', and no address but {LOOPBACK}"
    raise ValueError(message)


def _headers(endpoint: Endpoint) -> dict[str, str]:
    for name, value in endpoint.headers.items():
        if not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
            message = f"{name!r}: {value!r} is no header; a name is one word, and a value has no line breaks"
            raise ValueError(message)
        if name.lower() in _OURS:
            message = f"the header {name} is the server's own"
            raise ValueError(message)
    kind = "text/plain; charset=utf-8" if endpoint.json_ is None else "application/json"
    kind = kind if endpoint.file is None else "application/octet-stream"
    typed = any(name.lower() == "content-type" for name in endpoint.headers)
    return dict(endpoint.headers) if typed else {"Content-Type": kind, **endpoint.headers}


def _agree(made: list[Answer]) -> None:
    """See that the last can stand beside the others."""
    *others, last = made
    for each in others:
        if each.port == last.port and each.tls != last.tls:
            message = f"port {last.port} has TLS for one endpoint and not for another"
            raise ValueError(message)
        if (each.host, each.port, each.method, each.target) == (last.host, last.port, last.method, last.target):
            message = f"it answers to {last.method} already"
            raise ValueError(message)
