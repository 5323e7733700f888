"""Declared endpoints under their real names, asked by real curl, openssl, wget and Python."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from runbook_site.model.counterparts import Counterparts
from runbook_site.proofs.counterparts import http
from runbook_site.proofs.counterparts.programs import found
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.sandbox import open_session
from tests.proofs.counterparts.conftest import stand_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.proofs.counterparts.conftest import Stand, Stood

HEALTH = {"url": "https://shop.example/health", "json": {"version": "1.4", "größe": 2}}
SHOP = [
    HEALTH,
    {"url": "https://api.shop.example/orders?state=open&page=1", "body": "two\n", "headers": {"X-Total": "2"}},
    {"url": "https://api.shop.example/orders", "method": "POST", "status": 201},
    {"url": "http://shop.example", "status": 301, "headers": {"Location": "https://shop.example/health"}},
    {"url": "http://shop.example/cache", "method": "DELETE", "status": 204},
    {"url": "https://localhost:8443/ready", "status": 503, "body": "starting"},
    {"url": "https://127.0.0.1:8443/ready", "body": "by address"},
]
SYSTEM = "env -u SSL_CERT_FILE -u CURL_CA_BUNDLE -u REQUESTS_CA_BUNDLE"
"""Leaves a program what the system's authorities are, where its environment names none."""


@pytest.fixture(scope="module")
def shop() -> Iterator[Stood]:
    """A shop's endpoints, shared by tests that only ask."""
    with ExitStack() as left:
        yield stand_in(left, http, {"http": SHOP})


@pytest.mark.parametrize(
    ("script", "printed"),
    [
        ("curl -fsS https://shop.example/health", '{"version": "1.4", "größe": 2}\n'),
        (f"{SYSTEM} curl -fsS https://shop.example/health | grep -o 1.4", "1.4\n"),
        (f"{SYSTEM} wget -qO- https://SHOP.example/health | grep -o 1.4", "1.4\n"),
        (
            "curl -sS 'https://api.shop.example/orders?state=open&page=1' -D headers; grep -ci x-total headers",
            "two\n1\n",
        ),
        ("curl -sS -o out -w '%{http_code}' -d '{}' https://api.shop.example/orders", "201"),
        ("curl -sSL http://shop.example | grep -o 1.4", "1.4\n"),
        ("curl -sSI https://shop.example/health | head -1 | tr -d '\\r'", "HTTP/1.1 200 OK\n"),
        ("curl -sS -X DELETE -w '%{http_code}' http://shop.example/cache", "204"),
        ("curl -s https://localhost:8443/ready; curl -fs https://localhost:8443/ready; echo $?", "starting22\n"),
        ("curl -sS https://127.0.0.1:8443/ready", "by address"),
        (
            "curl -sS http://shop.example:80/ -o /dev/null -w '%{http_code} %{redirect_url}'",
            "301 https://shop.example/health",
        ),
        (
            f"""{SYSTEM} openssl s_client -connect api.shop.example:443 -verify_return_error </dev/null 2>&1 |
            grep -o 'Verify return code: .*' | sort -u""",
            "Verify return code: 0 (ok)\n",
        ),
        (
            """openssl s_client -connect api.shop.example:443 </dev/null 2>/dev/null |
            openssl x509 -noout -ext subjectAltName -checkend 2592000 | tail -2""",
            "    DNS:api.shop.example\nCertificate will not expire\n",
        ),
        (
            f"""{SYSTEM} python3 -c "from urllib.request import urlopen
print(urlopen('https://shop.example/health').status)\"""",
            "200\n",
        ),
        (
            "head -c 3000000 /dev/zero | curl -sS -T - -X POST -o out -w '%{http_code}' https://api.shop.example/orders",
            "201",
        ),
        (
            "exec 3<>/dev/tcp/shop.example/80; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; head -1 <&3 | tr -d '\\r'",
            "HTTP/1.1 301 Moved Permanently\n",
        ),
    ],
)
def test_programs_find_what_is_declared(shop: Stood, script: str, printed: str) -> None:
    """Commands run as they are written: names, ports, TLS and authorities are those of the real thing."""
    if "wget" in script and not found(["wget"]):
        pytest.skip(reason="wget is not installed: sudo apt-get install wget")
    assert shop.bash(script) == printed
    assert not shop.standing.complaints()


def test_who_is_not_trusted(stand: Stand) -> None:
    """Certificates are checked: an authority of one's own, or another name, does not do."""
    stood = stand(http, {"http": SHOP})
    stood.bash("openssl req -x509 -newkey rsa:2048 -nodes -keyout k -out other.pem -subj /CN=other -days 1")
    assert stood.bash("curl -sS --cacert other.pem --capath . https://shop.example/health 2> err; echo $?") == "60\n"
    asked = "curl -sS --connect-to other.example:443:shop.example:443 https://other.example/ 2> err; echo $?"
    assert stood.bash(asked) == "60\n"
    assert "Could not resolve host" in stood.bash("curl -sS https://elsewhere.example/")


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("curl -s https://shop.example/version", "GET https://shop.example/version"),
        ("curl -s https://shop.example/health?deep=1", "GET https://shop.example/health?deep=1"),
        ("curl -s -X PURGE http://shop.example/a%0Ab", "PURGE http://shop.example/a%0Ab"),
        ("curl -s -H 'Host: other' http://shop.example/", "GET http://other/"),
        ("curl -s -X POST -H 'Content-Length: x' http://shop.example/", "no number"),
        ("echo junk > /dev/tcp/shop.example/80; sleep 0.2", "junk"),
        (
            "printf 'GET /\\x1b[31m HTTP/1.0\\n\\n' > /dev/tcp/shop.example/80; sleep 0.2",
            "GET http://shop.example/\ufffd[31m",
        ),
        (f"curl -s http://shop.example/{'x' * 9000}", "xxx"),
    ],
)
def test_what_nobody_declared(shop: Stood, script: str, complaint: str) -> None:
    """What is not declared is told, once, so that no command counts as proven by it, or as wrong."""
    shop.bash(script)
    (said,) = shop.standing.complaints()
    assert said.startswith("the server of declared endpoints does not have ")
    assert complaint in said
    assert len(said) < 1000
    assert said.isprintable()
    assert not shop.standing.complaints()


def test_many_things_that_nobody_declared(stand: Stand) -> None:
    """However much is asked for, what is kept of it is bounded, and nothing is forgotten silently."""
    stood = stand(http, {"http": SHOP})
    stood.bash(f"curl -s 'http://shop.example/{'x' * 400}[1-400]'")
    *said, rest = stood.standing.complaints()
    assert said[-1].endswith("x400")
    assert 50 < len(said) < 400
    assert f" {400 - len(said)} more things" in rest
    stood.bash("curl -s http://shop.example/once")
    assert len(stood.standing.complaints()) == 1


@pytest.mark.parametrize(
    ("endpoint", "why"),
    [
        ({"url": "ftp://shop.example/"}, "begins with http"),
        ({"url": "shop.example/health"}, "begins with http"),
        ({"url": "https://user:pass@shop.example/"}, "begins with http"),
        ({"url": "https:///health"}, "no name of a host"),
        ({"url": "https://10.0.0.1/"}, "no name of a host"),
        ({"url": "https://0x7f.1/"}, "no name of a host"),
        ({"url": "https://[::1]/"}, "no name of a host"),
        ({"url": "https://[::1/"}, "Invalid IPv6"),
        ({"url": "https://-oProxyCommand=x/"}, "no name of a host"),
        ({"url": "https://a$(id).example/"}, "no name of a host"),
        ({"url": "https://a;id/"}, "no name of a host"),
        ({"url": "https://bücher.example/"}, "no name of a host"),
        ({"url": f"https://{'a.' * 130}example/"}, "no name of a host"),
        ({"url": "https://shop.example\t127.0.0.2 evil/"}, "no control characters"),
        ({"url": "https://shop.example\0/"}, "no control characters"),
        ({"url": "https://shop.example\r/"}, "no control characters"),
        ({"url": "https://shop.example:port/"}, "Port"),
        ({"url": "https://shop.example:99999/"}, "Port"),
        ({"url": "https://shop.example:0/"}, "Port"),
        ({"status": 101}, "status 101"),
        ({"status": 204}, "with a body"),
        ({"status": 304, "json": None, "file": "a"}, "with a body"),
        ({"json": None, "file": "../a"}, "no path of a file"),
        ({"after": "2m"}, "a minute will do"),
        ({"after": f"{'9' * 30}w"}, "a minute will do"),
        ({"headers": {"X-A": "b\rSet-Cookie: c"}}, "no line breaks"),
        ({"headers": {"X-A": "b\0"}}, "no line breaks"),
        ({"headers": {"X-A": "a\u2028b"}}, "no line breaks"),
        ({"headers": {"X A": "b"}}, "no header"),
        ({"headers": {"X:A": "b"}}, "no header"),
        ({"headers": {"content-LENGTH": "9"}}, "server's own"),
    ],
)
def test_what_cannot_stand(endpoint: dict[str, Any], why: str) -> None:
    """A declaration that no server could keep, or that would be something else inside, is an error that names it."""
    declared = http_only([{**HEALTH, **endpoint}])
    with pytest.raises(SandboxError, match=why) as raised:
        http.needs(declared)
    assert str(raised.value).isprintable()


def http_only(endpoints: list[dict[str, Any]]) -> Counterparts:
    """What is declared, with nothing but endpoints."""
    return Counterparts.model_validate({"http": endpoints})


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"url": "http://shop.example:443/"}, "port 443 has TLS"),
        ({"url": "https://SHOP.example:443/health"}, "answers to GET already"),
    ],
)
def test_what_cannot_stand_together(other: dict[str, Any], why: str) -> None:
    """Two declarations that exclude each other are an error."""
    with pytest.raises(SandboxError, match=why):
        http.needs(http_only([HEALTH, other]))


def test_a_late_answer(stand: Stand) -> None:
    """A client that waits no longer gives up, one that does gets it, and others are not held up."""
    late = {"url": "http://shop.example/late", "after": "1s", "body": "late"}
    stood = stand(http, {"http": [late, {**late, "url": "http://shop.example/", "after": None, "body": "at once"}]})
    assert stood.bash("curl -s --max-time 0.5 http://shop.example/late; echo $?") == "28\n"
    both = "curl -sS http://shop.example/late & curl -sS http://shop.example/; wait"
    assert stood.bash(both) == "at oncelate"
    assert not stood.standing.complaints()


def test_a_file_as_an_answer(stand: Stand) -> None:
    """It is what lies there when it is asked for, byte by byte; one that is none is told, and nothing waits for it."""
    url = "https://shop.example/data"
    stood = stand(http, {"http": [{"url": url, "file": "out/data.gz"}, {**HEALTH, "method": "OPTIONS"}]})
    assert stood.bash(f"curl -sS {url}") == "no such file\n"
    (said,) = stood.standing.complaints()
    assert "a file '/home/runbook/out/data.gz'" in said
    make = "mkdir out; head -c 300000 /dev/urandom | gzip > out/data.gz"
    assert stood.bash(f"{make}; curl -sS -o got {url}; cmp got out/data.gz && gzip -t got; echo $?") == "0\n"
    head = f"curl -sSI {url} | tr -d '\\r' | grep -ci -e 'length: 3' -e octet-stream"
    assert stood.bash(head) == "2\n"
    assert not stood.standing.complaints()
    assert (
        stood.bash(f"curl -sS -X OPTIONS {HEALTH['url']} | grep -o 1.4; curl -sS {HEALTH['url']}")
        == "1.4\nnot declared\n"
    )
    stood.standing.complaints()
    for other in ("mkfifo out/data.gz", "mkdir out/data.gz", "truncate -s 17M out/data.gz"):
        assert stood.bash(f"rm -rf out/data.gz; {other}; curl -sS --max-time 5 {url}") == "no such file\n"
        assert len(stood.standing.complaints()) == 1


@pytest.mark.parametrize("url", ["https://localhost/", "https://127.0.0.1/", "http://127.0.0.1/"])
def test_the_machine_itself(stand: Stand, url: str) -> None:
    """An endpoint without a name of its own stands as well."""
    assert stand(http, {"http": [{"url": url, "body": "well"}]}).bash(f"curl -sS {url}") == "well"


def test_too_much(stand: Stand) -> None:
    """What does not fit is an error that says so."""
    with pytest.raises(SandboxError, match="No space"):
        stand(http, {"http": [{**HEALTH, "json": "x" * 2_000_000}]})


def test_port_taken(stand: Stand) -> None:
    """A server that does not start says which port, and why."""
    stood = stand(http, {"http": SHOP})
    with pytest.raises(SandboxError, match=r"port 80 of 127\.0\.0\.1: Address already in use"):
        http.start(stood.session, stood.declared)


def test_end_midway(stand: Stand) -> None:
    """That the server has ended is told, and not held against a command."""
    stood = stand(http, {"http": SHOP})
    assert "7" in stood.bash("pkill -9 python; sleep 0.1; curl -s http://shop.example; echo $?")
    assert stood.standing.complaints() == ("the server of declared endpoints has ended, with status -9",)


def test_clients_that_hang(stand: Stand) -> None:
    """Who connects and says nothing, many times, does not keep others from their answer."""
    stood = stand(http, {"http": SHOP})
    silent = "for i in {1..20}; do exec {fd}<>/dev/tcp/shop.example/443; done"
    assert stood.bash(f"{silent}; curl -sS --max-time 5 https://shop.example/health | grep -o 1.4") == "1.4\n"


def test_keys_are_nowhere(stand: Stand) -> None:
    """Once it stands, neither keys nor declarations lie where commands could read them."""
    stood = stand(http, {"http": SHOP})
    assert stood.bash("find /run /tmp /home -type f") == ""
    assert stood.bash("ls /etc/ssl/certs | wc -l") == "2\n"


def test_low_ports_are_the_sandbox_s_own(stand: Stand) -> None:
    """They are opened where hosts stand in the sandbox, there alone, and never on the machine."""
    setting = Path("/proc/sys/net/ipv4/ip_unprivileged_port_start")
    before = setting.read_text(encoding="ascii")
    stood = stand(http, {"http": SHOP})
    assert (
        stood.bash(f"cat {setting}; echo 0 2>&1 > {setting} | grep -c . ; ls -A /etc/ssl/certs | grep -c crt").split()[
            0
        ]
        == "1"
    )
    assert setting.read_text(encoding="ascii") == before
    with open_session(kind="bubblewrap") as session:
        assert session.run(["cat", str(setting)]).output.decode() == before


def test_without_a_loopback() -> None:
    """In a sandbox without a network no server stands."""
    declared = http_only([{"url": "http://localhost:8000/"}])
    with open_session(kind="landlock") as session, pytest.raises(SandboxError, match="none of the places"):
        http.start(session, declared)
