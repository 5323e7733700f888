"""A command takes a protection away.

## What it does

Reports `git commit --no-verify`, `setenforce 0`, `iptables -F`, `ufw disable`, stopping a firewall or an audit
service, certificates that are not checked while a credential is sent (`curl -k --user …`), keys of hosts that are not
checked (`ssh -o StrictHostKeyChecking=no`), and their like. Where the same runbook puts it back (`setenforce 1`,
`ufw enable`, `systemctl start …`), it is not reported.

## Why it hurts

It is done to see whether the protection is the trouble, and nothing in the runbook brings it back.

## Example

````markdown title="runbook_src/shop/selinux.md"
# The shop cannot read its folder

```bash
sudo setenforce 0
```
````

## Use instead

````markdown title="runbook_src/shop/selinux.md"
# The shop cannot read its folder

```bash
sudo restorecon -Rv /srv/shop
```
````

## When to leave it

Where something else protects, and the runbook says what.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.secret.credential_arguments import slots
from runbook_site.snippets.tool import words_of
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call

_SERVICES = words_of("firewalld ufw nftables iptables apparmor auditd fail2ban selinux falco crowdsec clamav-daemon")
_HEADERS = ("authorization", "token", "api-key", "apikey", "x-auth", "cookie")
_LOCAL = re.compile(r"(?:^|//|@)(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)")
_SSH = words_of("ssh scp sftp ssh-copy-id autossh rsync sshfs sshpass")
_ANY_HOST = re.compile(
    r"(?P<option>StrictHostKeyChecking[ =]+(?:no|off)|UserKnownHostsFile[ =]+/dev/null)\b", re.IGNORECASE
)
_AGAIN = {
    "selinux": "setenforce 1",
    "ufw": "ufw enable",
    "iptables": "iptables-restore < FILE",
    "nftables": "nft -f FILE",
}
"""What puts a protection back that is no service."""
_AUTHORITY = {
    "curl": "--cacert",
    "wget": "--ca-certificate",
    "kubectl": "--certificate-authority",
    "oc": "--certificate-authority",
    "helm": "--kube-ca-file",
    "aws": "--ca-bundle",
}
"""The option that names who has signed a certificate, by tool."""
_INSECURE = {
    "curl": ("-k", "--insecure"),
    "wget": ("--no-check-certificate",),
    **dict.fromkeys(("kubectl", "oc"), ("--insecure-skip-tls-verify",)),
    "helm": ("--insecure-skip-tls-verify", "--kube-insecure-skip-tls-verify"),
    "aws": ("--no-verify-ssl",),
}
"""Options under which a tool checks no certificate."""
_TAKES_OPTION = re.compile(r"-\w{0,8}[oe]|--rsh")


def check(subject: Subject) -> Iterator[Finding]:
    """Protections that are taken away and not put back."""
    for runbook in subject.project.runbooks:
        own = list(runbook.calls)
        back = {name for call in own for name in _put_back(call)}
        for call in own:
            found = _taken_away(call)
            if found is not None and found[0] not in back:
                again = _AGAIN.get(found[0], f"systemctl start {found[0]}")
                message = f"this {found[1]}, and nothing in the runbook puts it back; add '{again}' to the end"
                yield Finding(RULE.name, message, call.span)
            elif found is None and (message := _unchecked(call)):
                yield Finding(RULE.name, message, call.span)


def _taken_away(call: Call) -> tuple[str, str] | None:
    """A name for the protection, and what happens to it."""
    words = [text for _, text in call.operands()]
    first = words[0].lower() if words else ""
    if call.tool == "setenforce" and first in {"0", "permissive"}:
        return "selinux", "switches SELinux off"
    if call.tool == "ufw" and first in {"disable", "reset"}:
        return "ufw", "switches the firewall off"
    if call.tool in {"iptables", "ip6tables"} and call.has("-F", "--flush") and not words and not call.has("-t"):
        return "iptables", "deletes every rule of the firewall"
    if call.tool == "nft" and words[:2] == ["flush", "ruleset"]:
        return "nftables", "deletes every rule of the firewall"
    if call.tool == "swapoff" or not _stops_service(call):
        return None
    service = _service(call)
    return (service, f"stops '{service}'") if service in _SERVICES else None


def _put_back(call: Call) -> Iterator[str]:
    words = [text.lower() for _, text in call.operands()]
    if call.tool == "setenforce" and words[:1] in (["1"], ["enforcing"]):
        yield "selinux"
    elif call.tool == "ufw" and "enable" in words:
        yield "ufw"
    elif call.tool in {"iptables-restore", "iptables-apply", "netfilter-persistent"}:
        yield "iptables"
    elif call.tool == "nft" and call.has("-f"):
        yield "nftables"
    elif call.tool in {"systemctl", "service"} and {"start", "enable", "restart", "reload", "unmask"} & set(words):
        yield _service(call)


def _stops_service(call: Call) -> bool:
    words = [text for _, text in call.operands()]
    if call.tool == "systemctl":
        return bool({"stop", "disable", "mask"} & set(words[:1]))
    return call.tool == "service" and words[1:2] == ["stop"]


def _service(call: Call) -> str:
    words = [text.lower() for _, text in call.operands()]
    name = words[0] if call.tool == "service" else words[-1]
    return name.removesuffix(".service")


def _unchecked(call: Call) -> str:
    """What is not checked any more for this one command; empty where all is well."""
    if call.tool == "git":
        skips = call.invocation.subcommand in {("commit",), ("push",), ("merge",)} and call.has("--no-verify")
        if skips or (call.invocation.subcommand == ("commit",) and "-n" in call.words):
            return "the checks before it are skipped, and production finds what they would; leave '--no-verify' out"
        if any(text.lower() == "http.sslverify=false" for text in call.words):
            return "git checks no certificate while a credential is sent; name the authority with http.sslCAInfo"
    if loose := _any_certificate(call):
        authority = _AUTHORITY[call.tool]
        return f"'{loose}' skips the check of the certificate while a credential is sent; use {authority} FILE"
    if loose := _any_host(call):
        return f"with '{loose}' whoever answers is taken for the host; use 'accept-new', or publish the hosts' keys"
    if call.tool == "npm" and call.words[:4] == ("config", "set", "strict-ssl", "false"):
        return "npm checks no certificates from now on; name the authority with 'npm config set cafile FILE'"
    return ""


def _any_certificate(call: Call) -> str:
    """The option by which the certificate is not looked at while a credential is sent; empty where it is."""
    loose = next((option for option in _INSECURE.get(call.tool, ()) if call.has(option)), "")
    if not loose or any(_LOCAL.search(text) for text in call.words):
        return ""
    return loose if call.tool in {"aws", "kubectl", "oc", "helm"} or _sends_credential(call) else ""


def _any_host(call: Call) -> str:
    """The option by which the key of the host is not looked at; empty where it is."""
    if call.tool not in _SSH or any(_LOCAL.search(text) or "GlobalKnownHostsFile" in text for text in call.words):
        return ""
    for before, text in pairwise(("", *call.words)):
        found = _ANY_HOST.search(text)
        # What stands among the words for the other machine is that machine's.
        if found is not None and (_TAKES_OPTION.fullmatch(before) or text.startswith(("-o", "--rsh="))):
            return found["option"]
    return ""


def _sends_credential(call: Call) -> bool:
    headers = any(name in text.lower() for text in call.words for name in _HEADERS if ":" in text)
    return headers or next(slots(call), None) is not None


RULE = Rule("disables-protection", "safety", Level.WARNING, "0.1.0", check)
