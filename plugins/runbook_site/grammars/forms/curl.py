"""Values that curl refuses, or sends as nobody means them: curl(1)."""

from __future__ import annotations

import re

from runbook_site.grammars.forms.refusal import Refusal, one_of
from runbook_site.grammars.near import near, slip

_PROTOCOLS = tuple(
    str.split(
        "http https ftp ftps sftp scp file ws wss smtp smtps imap imaps pop3 pop3s ldap ldaps mqtt mqtts telnet "
        "tftp dict gopher gophers rtmp rtmpe rtmps rtmpt rtmpte rtmpts rtsp smb smbs ipfs ipns"
    )
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,20})://")
_VARIABLE = re.compile(r"%\{([a-z_.]+)\}")
_VARIABLES = frozenset(
    str.split(
        "certs conn_id content_type errormsg exitcode filename_effective ftp_entry_path header_json http_code "
        "http_connect http_version json local_ip local_port method num_certs num_connects num_headers num_redirects "
        "num_retries onerror proxy_ssl_verify_result proxy_used redirect_url referer remote_ip remote_port "
        "response_code scheme size_delivered size_download size_header size_request size_upload speed_download "
        "speed_upload ssl_verify_result stderr stdout time_appconnect time_connect time_namelookup "
        "time_posttransfer time_pretransfer time_queue time_redirect time_starttransfer time_total tls_earlydata "
        "url url_effective urlnum xfer_id"
    )
)
_UNEXPANDED = re.compile(r"\$(?:\{[A-Za-z_]\w*\}|[A-Z_][A-Z0-9_]{2,})")


def address(value: str) -> Refusal | None:
    """The operand: a protocol that there is."""
    match = _SCHEME.match(value)
    refusal = one_of(match[1].lower(), _PROTOCOLS) if match is not None else None
    return refusal and Refusal("an address, as in 'https://shop.example.com'", refusal.bad, refusal.alternatives)


def write_out(value: str) -> Refusal | None:
    """``-w``: variables, of which an unknown one is printed as nothing."""
    for name in _VARIABLE.findall(value):
        if name not in _VARIABLES and (meant := slip(name, _VARIABLES)) is not None:
            said = f"prints nothing for '%{{{name}}}': there is no such variable"
            return Refusal("", name, near(name, _VARIABLES) or (meant,), said)
    return None


def header(value: str) -> Refusal | None:
    """``-H``: what has no colon is not sent, and a variable in single quotes is sent as it is written."""
    if (match := _UNEXPANDED.search(value)) is not None:
        said = f"sends '{match[0]}' as it is written: in single quotes nothing puts a value there"
        return Refusal("", match[0], said=said)
    if value and ":" not in value and not value.startswith("@") and not value.rstrip().endswith(";"):
        return Refusal("", value, said=f"sends nothing of '{value}': a header has a colon behind its name")
    return None
