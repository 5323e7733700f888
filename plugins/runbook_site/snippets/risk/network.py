"""Requests over the network, and sessions on other machines.

Sources: manual pages of curl, wget, OpenSSH and OpenSSL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.risk.effect import (
    READ,
    SHELL,
    Effect,
    Tool,
    changes,
    destroys,
    has_option,
    operands,
    option_value,
    readers,
    reads,
    same,
    texts,
)

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation

_READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PROPFIND"})
_BODY = (
    "-d",
    "--data",
    "--data-raw",
    "--data-binary",
    "--data-urlencode",
    "-F",
    "--form",
    "-T",
    "--upload-file",
    "--json",
)


def request_effect(method: str) -> Effect:
    """What a request of an HTTP method does (RFC 9110, section 9.2: safe methods)."""
    if method in _READING_METHODS:
        return READ
    if method in {"DELETE", "PURGE"}:
        return Effect("destructive", f"sends a {method} request")
    return Effect("change", f"sends a {method} request")


def _judge_curl(invocation: Invocation) -> Effect | None:
    method = (option_value(invocation, "--request") or _short_value(invocation, "X") or "").upper()
    body = (
        any(text.startswith(_BODY[1]) for text in texts(invocation))
        or has_option(invocation, *_BODY[2:])
        or (
            _short_value(invocation, "d") is not None
            or _short_value(invocation, "F") is not None
            or _short_value(invocation, "T") is not None
        )
    )
    if not method:
        get = has_option(invocation, "-G", "--get", "-I", "--head")
        method = "POST" if body and not get else "GET"
    effect = request_effect(method)
    if effect.risk != "read":
        return effect
    target = option_value(invocation, "--output") or _short_value(invocation, "o")
    if has_option(invocation, "--remote-name") or _in_cluster(invocation, "O"):
        return Effect("change", "writes a file")
    return Effect("change", f"overwrites {target}") if target and target not in {"/dev/null", "-"} else READ


_CURL_VALUES = frozenset("AbcCdDeEFhHKmoPQrtTuUwxXyYz")


def _short_value(invocation: Invocation, letter: str) -> str | None:
    """The value of one of curl's short options, which may stand last in a cluster: ``-sSX POST``, ``-o/dev/null``."""
    words = texts(invocation)
    for index, text in enumerate(words[1:], 1):
        if not text.startswith("-") or text.startswith("--"):
            continue
        for place, character in enumerate(text[1:], 1):
            if character == letter:
                return text[place + 1 :] or (words[index + 1] if index + 1 < len(words) else "")
            if character in _CURL_VALUES:
                break
    return None


def _in_cluster(invocation: Invocation, letter: str) -> bool:
    for text in texts(invocation)[1:]:
        if text.startswith("-") and not text.startswith("--"):
            for character in text[1:]:
                if character == letter:
                    return True
                if character in _CURL_VALUES:
                    break
    return False


def _judge_wget(invocation: Invocation) -> Effect | None:
    if any(text.startswith(("--post", "--body", "--method")) for text in texts(invocation)):
        return request_effect((option_value(invocation, "--method") or "POST").upper())
    words = " ".join(texts(invocation)[1:])
    if (
        has_option(invocation, "--spider")
        or "-O-" in words
        or "-O -" in words
        or "O /dev/null" in words
        or "qO-" in words
    ):
        return READ
    return Effect("change", "writes a file")


def _judge_httpie(invocation: Invocation) -> Effect | None:
    words = operands(invocation)
    if words and words[0].isupper():
        return request_effect(words[0])
    return request_effect("POST") if any("=" in word and "==" not in word for word in words[1:]) else READ


def _judge_grpcurl(invocation: Invocation) -> Effect | None:
    words = operands(invocation)
    return (
        READ
        if {"list", "describe"} & set(words)
        else Effect("unknown", "calls a method that is not known to this tool")
    )


def _judge_ssh_keygen(invocation: Invocation) -> Effect | None:
    if has_option(invocation, "-l", "-y", "-F", "-L", "-B"):
        return READ
    if has_option(invocation, "-R"):
        return Effect("change", "forgets a host's key")
    return Effect("change", "writes a key")


NETWORK = {
    "curl": Tool(judge=_judge_curl),
    "wget": Tool(judge=_judge_wget),
    **same("http, https, xh", Tool(judge=_judge_httpie)),
    "grpcurl": Tool(judge=_judge_grpcurl),
    **readers(
        """
        ping, ping6, traceroute, traceroute6, tracepath, mtr, dig, drill, host, nslookup, whois, netstat, ss, nmap
        tcpdump
        tshark, ngrep, arping, iperf, iperf3, ab, hey, wrk, siege, k6, vegeta, oha, lynx, w3m, links, websocat, kcat
        """
    ),
    **same("ssh, mosh, telnet, ftp, sshpass, rsh, rlogin", Tool(default=SHELL)),
    **same("nc, ncat, netcat, socat", Tool(default=Effect("unknown", "opens a connection"), options={"-z": READ})),
    "ssh-keygen": Tool(judge=_judge_ssh_keygen),
    **readers("ssh-keyscan"),
    "ssh-copy-id": Tool(default=Effect("change", "lets a key in at the other machine")),
    "ssh-add": Tool(
        default=Effect("change", "changes which keys the agent holds"), harmless=frozenset({"-l", "-L", "-T"})
    ),
    "ssh-agent": Tool(default=Effect("change", "starts an agent")),
    "openssl": Tool(
        reads("s_client, version, x509, verify, dgst, rand, crl, ocsp, req, rsa, ec, pkey, asn1parse, ciphers, passwd")
        | reads("s_time, speed, list, prime, errstr, help")
        | changes("genrsa, genpkey, ecparam, dhparam, pkcs12, pkcs8, enc, ca, cms, smime", "writes keys or files"),
        options={"-out": Effect("change", "writes a file"), "-keyout": Effect("change", "writes a key")},
    ),
    "gpg": Tool(
        default=Effect("change", "changes keys or writes files"),
        harmless=frozenset({"--list-keys", "--list-secret-keys", "-k", "-K", "--fingerprint", "--verify", "--version"}),
    ),
    "rclone": Tool(
        reads("ls, lsl, lsd, lsf, lsjson, size, check, cat, about, listremotes, version, tree, ncdu, md5sum")
        | reads("config show, config file, config dump")
        | changes("copy, copyto", "copies files")
        | changes("move, moveto", "moves files")
        | changes("mkdir, touch, rcat", "changes the storage")
        | changes("mount", "changes what is mounted")
        | changes("config", "changes this machine's settings")
        | destroys("delete, deletefile, purge, rmdir, rmdirs, cleanup, sync, bisync", "deletes at the target")
    ),
    "mc": Tool(
        reads("ls, cat, head, stat, du, diff, find, tree, ping, ready, version, admin info")
        | reads("alias list, alias ls")
        | changes("cp, mv, mirror, mb, policy, anonymous, ilm, replicate, admin", "changes the storage")
        | changes("alias", "changes this machine's settings")
        | destroys("rm, rb", "deletes objects")
    ),
}
