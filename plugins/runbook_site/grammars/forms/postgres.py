"""Values that the clients of PostgreSQL refuse: libpq's connection strings, and options of PostgreSQL 15's programs."""

from __future__ import annotations

import re

from runbook_site.grammars.forms.refusal import Refusal
from runbook_site.grammars.near import near, slip

_KEYWORDS = tuple(
    str.split(
        "service user password passfile channel_binding connect_timeout dbname host hostaddr port client_encoding "
        "options application_name fallback_application_name keepalives keepalives_idle keepalives_interval "
        "keepalives_count tcp_user_timeout sslmode sslcompression sslcert sslkey sslcertmode sslpassword sslrootcert "
        "sslcrl sslcrldir sslsni requirepeer require_auth min_protocol_version max_protocol_version "
        "ssl_min_protocol_version ssl_max_protocol_version gssencmode krbsrvname gsslib gssdelegation replication "
        "target_session_attrs load_balance_hosts sslnegotiation sslkeylogfile servicefile scram_client_key "
        "scram_server_key oauth_issuer oauth_client_id oauth_client_secret oauth_scope authtype tty ssl"
    )
)
"""libpq 9.6 to 18, ``fe-connect.c``."""
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_PAIR = re.compile(r"""\s*([A-Za-z_]+)\s*=\s*('(?:[^'\\]|\\.)*'|(?:[^\s'\\]|\\.)*)""")
_URI = re.compile(r"(?P<scheme>[a-z]+):(?P<slashes>/*)(?P<rest>.*)", re.DOTALL)
_HOST_AND_PORT = re.compile(r"(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*):(?P<port>[0-9]+)")
_ADDRESS = re.compile(r"[a-z]+://")


def connection(value: str) -> Refusal | None:
    """A name of a database, or what stands for it: ``host=… port=…``, or an address."""
    if (uri := _URI.fullmatch(value)) is not None and uri["scheme"].startswith(("postgres", "jdbc")):
        return _address(value, uri)
    return _pairs(value) if "=" in value else None


def _address(value: str, uri: re.Match[str]) -> Refusal | None:
    takes = "an address, as in 'postgresql://app@db1:5432/shop'"
    if uri["scheme"] not in {"postgres", "postgresql"} or not uri["slashes"].startswith("//"):
        right = None if uri["scheme"] == "jdbc" else f"postgresql://{uri['rest']}"
        return Refusal(takes, value, (right,) if right else ())
    before, _, query = uri["rest"].partition("?")
    if before.partition("/")[0].count("@") > 1:
        said = "takes the first '@' for the end of the password: write one that belongs to it as '%40'"
        return Refusal("", value, said=said)
    for part in query.split("&") if query else ():
        name, _, wanted = part.partition("=")
        if (refusal := _keyword(name, wanted)) is not None:
            return refusal
    return None


def _pairs(value: str) -> Refusal | None:
    found = _PAIR.findall(value)
    if "".join(match[0] for match in _PAIR.finditer(value)).strip() != value.strip():
        return None
    for name, wanted in found:
        if (refusal := _keyword(name, wanted.strip("'"))) is not None:
            return refusal
    return None


def _keyword(name: str, value: str) -> Refusal | None:
    if name not in _KEYWORDS and (meant := slip(name, _KEYWORDS)) is not None:
        return Refusal("settings of a connection", name, near(name, _KEYWORDS) or (meant,))
    if name == "sslmode" and value and value not in _SSL_MODES:
        listed = "', '".join(_SSL_MODES)
        return Refusal(f"one of '{listed}' for sslmode", value, near(value, _SSL_MODES, 0.6))
    return None


def host(value: str) -> Refusal | None:
    """``-h``: a name, an address or the folder of a socket, and no port."""
    if (match := _HOST_AND_PORT.fullmatch(value)) is not None:
        return Refusal(f"a host alone; write '-h {match['host']} -p {match['port']}'", value)
    if _ADDRESS.match(value):
        return Refusal("a host alone; an address stands in the place of the database's name", value)
    return None
