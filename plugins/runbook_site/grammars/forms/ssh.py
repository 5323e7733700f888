"""Values that the client of OpenSSH refuses: ``ssh_config(5)``, and ``parse_forward`` of its ``readconf.c``."""

from __future__ import annotations

import re

from runbook_site.grammars.forms.refusal import Refusal, one_of
from runbook_site.grammars.near import slip

_NAMES = """
AddKeysToAgent AddressFamily BatchMode BindAddress BindInterface CanonicalDomains CanonicalizeFallbackLocal
CanonicalizeHostname CanonicalizeMaxDots CanonicalizePermittedCNAMEs CASignatureAlgorithms CertificateFile
ChallengeResponseAuthentication ChannelTimeout CheckHostIP Cipher Ciphers ClearAllForwardings Compression
CompressionLevel ConnectionAttempts ConnectTimeout ControlMaster ControlPath ControlPersist DynamicForward
EnableEscapeCommandline EnableSSHKeysign EscapeChar ExitOnForwardFailure FingerprintHash ForkAfterAuthentication
ForwardAgent ForwardX11 ForwardX11Timeout ForwardX11Trusted GatewayPorts GlobalKnownHostsFile GSSAPIAuthentication
GSSAPIClientIdentity GSSAPIDelegateCredentials GSSAPIKexAlgorithms GSSAPIKeyExchange GSSAPIRenewalForcesRekey
GSSAPIServerIdentity GSSAPITrustDns HashKnownHosts Host HostbasedAcceptedAlgorithms HostbasedAuthentication
HostbasedKeyTypes HostKeyAlgorithms HostKeyAlias Hostname IdentitiesOnly IdentityAgent IdentityFile IgnoreUnknown
Include IPQoS KbdInteractiveAuthentication KbdInteractiveDevices KeepAlive KexAlgorithms KnownHostsCommand LocalCommand
LocalForward LogLevel LogVerbose MACs Match NoHostAuthenticationForLocalhost NumberOfPasswordPrompts
ObscureKeystrokeTiming PasswordAuthentication PermitLocalCommand PermitRemoteOpen PKCS11Provider Port
PreferredAuthentications Protocol ProxyCommand ProxyJump ProxyUseFdpass PubkeyAcceptedAlgorithms
PubkeyAcceptedKeyTypes PubkeyAuthentication RekeyLimit RemoteCommand RemoteForward RequestTTY RequiredRSASize
RevokedHostKeys RSAAuthentication SecurityKeyProvider SendEnv ServerAliveCountMax ServerAliveInterval SessionType
SetEnv StdinNull StreamLocalBindMask StreamLocalBindUnlink StrictHostKeyChecking SyslogFacility Tag TCPKeepAlive Tunnel
TunnelDevice UpdateHostKeys UseKeychain UsePrivilegedPort User UserKnownHostsFile VerifyHostKeyDNS VersionAddendum
VisualHostKey WarnWeakCrypto XAuthLocation
"""
_BY_SMALL = {name.lower(): name for name in _NAMES.split()}

_FLAG = ("yes", "no", "true", "false")
_CHOICES = {
    "stricthostkeychecking": ("yes", "no", "ask", "accept-new", "off", "true", "false"),
    **dict.fromkeys(
        ("batchmode", "identitiesonly", "passwordauthentication", "exitonforwardfailure", "compression"), _FLAG
    ),
    "requesttty": ("no", "yes", "force", "auto", "true", "false"),
    "loglevel": ("quiet", "fatal", "error", "info", "verbose", "debug", "debug1", "debug2", "debug3"),
}
_TIMES = frozenset({"connecttimeout", "serveraliveinterval"})
_TIME = re.compile(r"(?:[0-9]++[sSmMhHdDwW]?)++|none")
_WHOLE = frozenset({"serveralivecountmax", "connectionattempts", "numberofpasswordprompts"})

_LAST_PORT = 65535
_LEAST_PARTS = 3


def setting(value: str) -> Refusal | None:
    """``-o``: a name of ``ssh_config`` that differs by a slip from one there is, or a value that it does not take."""
    name, _, wanted = value.strip().replace(" ", "=", 1).partition("=")
    small, wanted = name.strip().lower(), wanted.strip(' ="')
    if small not in _BY_SMALL:
        meant = slip(small, _BY_SMALL)
        takes = "settings of ssh_config"
        return None if meant is None else Refusal(takes, name, (_BY_SMALL[meant],))
    if not wanted:
        return None
    if (choices := _CHOICES.get(small)) is not None and (refusal := one_of(wanted.lower(), choices)) is not None:
        return Refusal(f"{refusal.takes} for {name}", wanted, refusal.alternatives)
    if small in _TIMES and not _TIME.fullmatch(wanted):
        return Refusal(f"a number of seconds for {name}", wanted)
    if small in _WHOLE and not wanted.lstrip("+-").isdecimal():
        return Refusal(f"a whole number for {name}", wanted)
    return None


def forward(value: str) -> Refusal | None:
    """``-L``: ``[address:]port:host:port``, where a path of a socket stands for either pair."""
    takes = "'port:host:port', as in '15432:db1:5432'"
    if "/" in value or "[" in value or "\\" in value:
        return None if ":" in value or value.startswith("[") else Refusal(takes, value)
    parts = value.split(":")
    if len(parts) < _LEAST_PARTS or not _is_port(parts[-1]) or not _is_port(parts[-3]):
        return Refusal(takes, value)
    return None


def remote(value: str) -> Refusal | None:
    """``-R``: as ``-L``, or a port alone where the client is a proxy."""
    parts = value.split(":")
    return None if len(parts) < _LEAST_PARTS and parts[-1].isdecimal() and _is_port(parts[-1]) else forward(value)


def dynamic(value: str) -> Refusal | None:
    """``-D``: ``[address:]port``."""
    last = value.rpartition(":")[2]
    return None if last.isdecimal() and _is_port(last) else Refusal(f"a port up to {_LAST_PORT}", value)


def host(value: str) -> Refusal | None:
    """The operand of ``ssh``, which takes no port and no path: ``user@host``."""
    name, colon, rest = value.partition(":")
    if value.startswith("ssh://") or not colon or ":" in rest or "[" in value or "%" in value:
        return None
    if rest.isdecimal():
        return Refusal(f"a port with '-p': write '-p {rest} {name}'", value)
    return Refusal("a host, and no path", value, (name,)) if rest.startswith(("/", "~")) else None


def port(value: str) -> Refusal | None:
    """``-p``."""
    return None if _is_port(value) else Refusal(f"a port up to {_LAST_PORT}", value)


def _is_port(text: str) -> bool:
    """A name of a service is one too."""
    return not text.isdecimal() or (len(text) < 6 and 0 <= int(text) <= _LAST_PORT)  # noqa: PLR2004 - digits of the last
