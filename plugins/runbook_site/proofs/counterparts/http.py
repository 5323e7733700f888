"""Addresses that answer HTTP, under their real names, with certificates that programs inside trust."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.proofs.counterparts.complaints import Complaints
from runbook_site.proofs.counterparts.counterpart import Needs, Standing
from runbook_site.proofs.counterparts.endpoints import LOOPBACK, answers, as_json
from runbook_site.proofs.counterparts.programs import found, version, without_loopback
from runbook_site.proofs.sandbox.error import SandboxError
from runbook_site.proofs.sandbox.host import python

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runbook_site.model.counterparts import Counterparts
    from runbook_site.proofs.sandbox.session import Session

_CLIENTS = ("curl", "openssl", "wget")
_SERVER = Path(__file__).with_name("inside") / "endpoints.py"
_FOLDER = "/run/endpoints"
_TRUSTED = "/etc/ssl/certs/ca-certificates.crt"
_TRUSTING = dict.fromkeys(("CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"), _TRUSTED)
"""For programs that come with authorities of their own, and look for others elsewhere than the system's do."""
_SETTINGS = """
[req]
prompt = no
distinguished_name = name
[name]
O = Sandbox
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[host]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = ${ENV::NAMES}
"""
_MAKE = """
set -e
cd "$1"; trusted=$2; shift 2
make() {
    openssl req -x509 -config settings -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 "$@"
}
export NAMES=DNS:unused
make -extensions authority -subj "/O=Sandbox/CN=Sandbox authority" -keyout authority.key -out authority.pem
for host; do
    case $host in 127.0.0.1) NAMES=IP:$host ;; *) NAMES=DNS:$host ;; esac
    name=$(printf %.64s "$host")
    make -extensions host -subj "/CN=$name" -CA authority.pem -CAkey authority.key -keyout "$host.key" -out "$host.pem"
    cat authority.pem >> "$host.pem"
done
cp authority.pem "$trusted"
cp authority.pem "${trusted%/*}/$(openssl x509 -noout -hash -in authority.pem).0"
"""
"""The name of a subject has 64 characters at most (RFC 5280, appendix A.1); which host it is, the other names say."""


def missing(declared: Counterparts) -> str:
    """What this machine lacks for it."""
    if not declared.http:
        return ""
    if any(each.url.startswith("https:") for each in declared.http) and not found(["openssl"]):
        return "openssl is not installed, which makes certificates. On Debian and Ubuntu: sudo apt-get install openssl"
    return without_loopback()


def needs(declared: Counterparts) -> Needs:
    """The names of its hosts. With any, low ports and the place for authorities come along.

    Raises:
        SandboxError: What is declared cannot stand in a sandbox.
    """
    names = (each.host for each in answers(declared.http))
    return Needs(hosts={"localhost" if name == LOOPBACK else name: LOOPBACK for name in names})


def start(session: Session, declared: Counterparts) -> Standing:
    """Make certificates, and start a server for every port.

    Raises:
        SandboxError: What is declared cannot stand in a sandbox, or a port is taken.
    """
    if not declared.http:
        return Standing()
    made = answers(declared.http)
    secure = dict.fromkeys(each.host for each in made if each.tls)
    session.write(f"{_FOLDER}/endpoints.json", as_json(made))
    if secure:
        _make_certificates(session, secure)
    words = [Path(python()).name, "-I", "-S", "-c", _SERVER.read_text(encoding="utf-8"), _FOLDER]
    service = session.start(words, ready=lambda each: each.output().startswith(b"ready\n"))
    clients = found(_CLIENTS)
    return Standing(
        environment=_TRUSTING if secure else {},
        tools=clients,
        versions=tuple(
            version(session, each, "version" if each == "openssl" else "--version") for each in sorted(clients)
        ),
        complaints=Complaints("the server of declared endpoints", service),
    )


def _make_certificates(session: Session, hosts: Iterable[str]) -> None:
    session.write(f"{_FOLDER}/settings", _SETTINGS.encode())
    outcome = session.run(["sh", "-c", _MAKE, "sh", _FOLDER, _TRUSTED, *hosts])
    if outcome.status != 0:
        lines = outcome.errors.decode("utf-8", "replace").splitlines() or [outcome.why]
        message = f"openssl made no certificates in the sandbox: {lines[-1]}"
        raise SandboxError(message)
