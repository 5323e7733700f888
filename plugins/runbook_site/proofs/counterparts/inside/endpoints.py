"""Answers HTTP at declared addresses. Of the standard library alone.

Started with the folder that holds ``endpoints.json`` and, where there is TLS, ``HOST.pem`` and ``HOST.key`` for each
host. It reads them, removes the folder, and prints ``ready``. What it is asked for and does not have it prints as
``lacks NUMBER "METHOD URL"``.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import socket
import ssl
import stat
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_AT_A_TIME = 32
_PATIENCE = 10.0
"""Seconds that a connection may be silent."""
_BLOCK = 1 << 16
_MOST_SAID = 500
_MOST_BODY = 16 << 20
_WITHOUT_BODY = frozenset({204, 304})
_NUMBERS = itertools.count(1)
_SAYING = threading.Lock()


class Endpoint(TypedDict):
    """An address that answers."""

    tls: bool
    host: str
    port: int
    method: str
    target: str
    status: int
    headers: dict[str, str]
    body: str
    file: str
    after: float


Answers = dict[tuple[str, str, str], Endpoint]
"""By host, method and target."""


def main(folder: Path) -> None:
    """Answer until the end of the sandbox."""
    endpoints: list[Endpoint] = json.loads((folder / "endpoints.json").read_bytes())
    servers = []
    for port in sorted({each["port"] for each in endpoints}):
        here = [each for each in endpoints if each["port"] == port]
        try:
            servers.append(_Server(here, _contexts(folder, here)))
        except OSError as error:
            sys.exit(f"port {port} of 127.0.0.1: {error.strerror}")
    shutil.rmtree(folder)
    threads = [threading.Thread(target=server.serve_forever) for server in servers]
    for thread in threads:
        thread.start()
    os.write(1, b"ready\n")
    for thread in threads:
        thread.join()


def _contexts(folder: Path, endpoints: Sequence[Endpoint]) -> Mapping[str, ssl.SSLContext]:
    """What a server needs to prove that it is a host, by the name of the host."""
    contexts = {}
    for host in dict.fromkeys(each["host"] for each in endpoints if each["tls"]):
        contexts[host] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        contexts[host].load_cert_chain(folder / f"{host}.pem", folder / f"{host}.key")
    return contexts


class _Server(HTTPServer):
    """One port."""

    request_queue_size = 128

    def __init__(self, endpoints: Sequence[Endpoint], contexts: Mapping[str, ssl.SSLContext]) -> None:
        self.answers: Answers = {(each["host"], each["method"], each["target"]): each for each in endpoints}
        self.first = endpoints[0]
        self._contexts = contexts
        for context in contexts.values():
            context.sni_callback = self._choose
        self._pool = ThreadPoolExecutor(_AT_A_TIME)
        super().__init__(("127.0.0.1", self.first["port"]), _Handler)

    def server_bind(self) -> None:
        """As above, without looking for the name of the machine."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as in the class above
        """Answer beside others; some at a time."""
        self._pool.submit(self._serve, request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Say nothing: who ends a connection midway does so on purpose."""

    def _serve(self, connection: socket.socket, client_address: object) -> None:
        connection.settimeout(_PATIENCE)
        with suppress(OSError):
            if self._contexts:
                # Who comes by an address names no host (RFC 6066, 3).
                context = self._contexts.get("127.0.0.1", self._contexts[self.first["host"]])
                connection = context.wrap_socket(connection, server_side=True)
            self.finish_request(connection, client_address)
        self.shutdown_request(connection)

    def _choose(self, connection: ssl.SSLObject | ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> None:
        """Take the certificate of the host that is asked for, if there is one."""
        if name and (context := self._contexts.get(name.lower())) is not None:
            connection.context = context


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    server: _Server
    protocol_version = "HTTP/1.1"

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Every method is answered in the same way."""
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the class above
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is no request."""
        _say(f"an answer to what is no request: {message}")
        self.close_connection = True
        super().send_error(code, message, explain)

    def _answer(self) -> None:
        self.close_connection = True
        try:
            self._drain()
        except ValueError:
            self.send_error(400, "its length is no number")
            return
        authority = self.headers.get("Host", self.server.first["host"])
        host = authority.partition(":")[0].lower()
        answers, target = self.server.answers, self.path
        endpoint = answers.get((host, self.command, target))
        if endpoint is None and self.command == "HEAD":
            endpoint = answers.get((host, "GET", target))
        if endpoint is None:
            scheme = "https" if self.server.first["tls"] else "http"
            _say(f"{self.command} {scheme}://{authority}{target}")
            self._send(404, {"Content-Type": "text/plain"}, b"not declared\n")
        elif (body := _body(endpoint)) is None:
            _say(f"a file '{endpoint['file']}' of {_MOST_BODY >> 20} MiB at most, which is its answer to {target}")
            self._send(404, {"Content-Type": "text/plain"}, b"no such file\n")
        else:
            time.sleep(endpoint["after"])
            self._send(endpoint["status"], endpoint["headers"], body)

    def _send(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "date" not in map(str.lower, headers):
            self.send_header("Date", self.date_time_string())
        self.send_header("Connection", "close")
        if status not in _WITHOUT_BODY:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and status not in _WITHOUT_BODY:
            self.wfile.write(body)

    def _drain(self) -> None:
        """Read what was sent: whoever still sends when the connection is closed does not see the answer."""
        if "chunked" not in self.headers.get("Transfer-Encoding", "").lower():
            self._skip(int(self.headers.get("Content-Length", "0")))
            return
        while size := int(self.rfile.readline(_BLOCK).partition(b";")[0], 16):
            self._skip(size)
            self.rfile.readline(_BLOCK)
        while self.rfile.readline(_BLOCK).strip():
            pass

    def _skip(self, size: int) -> None:
        while size > 0 and (block := self.rfile.read(min(size, _BLOCK))):
            size -= len(block)


def _body(endpoint: Endpoint) -> bytes | None:
    """What is answered; nothing where that is a file which is not there, or too large."""
    if not endpoint["file"]:
        return endpoint["body"].encode()
    try:
        with open(endpoint["file"], "rb", opener=_without_waiting) as file:
            body = file.read(_MOST_BODY + 1)
            return body if stat.S_ISREG(os.fstat(file.fileno()).st_mode) and len(body) <= _MOST_BODY else None
    except OSError:
        return None


def _without_waiting(path: str, flags: int) -> int:
    """Open what may be a pipe that nobody writes to."""
    return os.open(path, flags | os.O_NONBLOCK)


def _say(text: str) -> None:
    with _SAYING:
        os.write(1, f"lacks {next(_NUMBERS)} {json.dumps(text[:_MOST_SAID])}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
