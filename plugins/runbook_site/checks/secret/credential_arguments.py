"""Where the words of a command hold a credential, tool by tool.

Sources: the manuals of the tools named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from runbook_site.snippets.calls import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.word import Word

Form = Literal["next", "joined", "both"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a command where a credential belongs.

    Attributes:
        word: The word that holds it.
        value: What stands there, with `HOLE` for what is not known.
        option: How it was given: ``--password``, ``-p``.
        kind: What it is.
        user: The name that it is given with, where it stands in the same word.
    """

    word: Word
    value: str
    option: str
    kind: str = "a password"
    user: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """An option whose value is a credential.

    Attributes:
        name: The option.
        form: Whether the value is the next word, joined to the option, or either.
        behind: What stands in front of the credential in the value: ``:`` for ``user:password``.
        within: The subcommand that it belongs to; empty for all.
        kind: What it is.
    """

    name: str
    form: Form = "both"
    behind: str = ""
    within: tuple[str, ...] = ()
    kind: str = "a password"


_LOGIN = (Option("-p", within=("login",)),)
_MYSQL = (Option("-p", "joined"),)
_MONGO = (Option("-p"),)
_LDAP = (Option("-w"),)

OPTIONS: dict[str, tuple[Option, ...]] = {
    **dict.fromkeys(("mysql", "mysqldump", "mysqladmin", "mysqlimport", "mysqlcheck", "mysqlshow"), _MYSQL),
    **dict.fromkeys(("mariadb", "mariadb-dump", "mariadb-admin", "mysqlsh", "mysqlpump", "mydumper"), _MYSQL),
    **dict.fromkeys(("mongo", "mongosh", "mongodump", "mongorestore", "mongoexport", "mongoimport"), _MONGO),
    **dict.fromkeys(("ldapsearch", "ldapadd", "ldapmodify", "ldapdelete", "ldapwhoami", "ldappasswd"), _LDAP),
    **dict.fromkeys(("docker", "podman", "nerdctl", "buildah", "skopeo", "helm", "oras", "crane"), _LOGIN),
    "redis-cli": (Option("-a", "next"), Option("--pass", "next")),
    "keydb-cli": (Option("-a", "next"), Option("--pass", "next")),
    "valkey-cli": (Option("-a", "next"), Option("--pass", "next")),
    "curl": (
        Option("-u", behind=":"),
        Option("--user", behind=":"),
        Option("-U", behind=":"),
        Option("--proxy-user", behind=":"),
        Option("--oauth2-bearer", kind="a token"),
    ),
    "http": (Option("-a", behind=":"), Option("--auth", behind=":")),
    "wget": (Option("--http-password"), Option("--ftp-password"), Option("--proxy-password")),
    "sshpass": (Option("-p"),),
    "openssl": (
        Option("-passin", "next", behind="pass:"),
        Option("-passout", "next", behind="pass:"),
        Option("-pass", "next", behind="pass:"),
        Option("-k", "next", within=("enc",)),
        Option("-K", "next", within=("enc",), kind="a key"),
    ),
    "az": (Option("-p", "next"),),
    "smbclient": (Option("-U", behind="%"), Option("--user", behind="%")),
    "lftp": (Option("-u", behind=","),),
    "sqlcmd": (Option("-P"),),
    "bcp": (Option("-P"),),
    "cqlsh": (Option("-p"),),
    "influx": (Option("-t", kind="a token"),),
    "etcdctl": (Option("--user", behind=":"),),
    "nodetool": (Option("-pw"),),
    "mosquitto_pub": (Option("-P"),),
    "mosquitto_sub": (Option("-P"),),
    "keytool": (Option("-storepass", "next"), Option("-keypass", "next")),
    "zip": (Option("-P"),),
    "unzip": (Option("-P"),),
    "7z": (Option("-p", "joined"),),
    "ipmitool": (Option("-P", "next"),),
    "snmpwalk": (Option("-A", "next"), Option("-X", "next")),
    "twine": (Option("-p"),),
    "vercel": (Option("-t", "next", kind="a token"),),
    "flyctl": (Option("-t", "next", kind="a token"),),
    "doctl": (Option("-t", "next", kind="a token"),),
    "doppler": (Option("-t", "next", kind="a token"),),
    "sentry-cli": (Option("--auth-token", kind="a token"),),
}
"""Short options, and long ones that their name alone does not give away."""

_GENERIC = re.compile(
    r"--?(?:[A-Za-z0-9]+-)*(?:password|passwd|passphrase|token|api-?key|secret-?key|secret-access-key|client-secret|"
    r"access-key|auth-?key|secret-string|storepass|keypass|pass|pwd)",
    re.IGNORECASE,
)
_NOT_GENERIC = re.compile(
    r"--?(?:no-.*|.*-?(?:next|starting|page|client|client-request|request|idempotency|pagination|sync|change|caller|continuation)-token|"
    r"with-token|initial-cluster-token|hash-.*|.*kms.*|.*stdin|token-.*|ask-.*|prompt-.*|generate-.*|reset-.*|allow-.*|use-.*|show-.*|"
    r"manage-.*|set-password|skip-.*|rotate-.*)",
    re.IGNORECASE,
)
_OPERANDS: dict[tuple[str, ...], tuple[int, str]] = {
    ("aws", "configure", "set", "aws_secret_access_key"): (0, "an AWS secret key"),
    ("aws", "configure", "set", "aws_session_token"): (0, "an AWS session token"),
    ("redis-cli", "AUTH"): (-1, "a password"),
    ("redis-cli", "CONFIG", "SET", "requirepass"): (0, "a password"),
    ("redis-cli", "CONFIG", "SET", "masterauth"): (0, "a password"),
    ("vault", "login"): (0, "a token"),
    ("rabbitmqctl", "add_user"): (1, "a password"),
    ("rabbitmqctl", "change_password"): (1, "a password"),
    ("rabbitmqctl", "authenticate_user"): (1, "a password"),
    ("mc", "alias", "set"): (3, "a key"),
    ("ngrok", "authtoken"): (0, "a token"),
    ("ngrok", "config", "add-authtoken"): (0, "a token"),
}
"""Where an operand is a credential: which one behind the words that lead to it, and what it is."""

_LONG = re.compile(r"--[a-z][A-Za-z0-9-]*(?:=.*)?")
"""The next option: without a value in front of it, the program asks for the password."""

_READS_PASSWORD = ("--password-stdin", "--with-token", "--stdin", "--pass-stdin", "--token-stdin")


_LOGIN_PAIR = re.compile(r"[\w.@+-]{1,80}:(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z])[^\s:/]{8,200}")
"""``user:password``, where the password has letters and digits."""

_RUN_OTHERS = frozenset({"sudo", "doas", "env", "xargs", "time", "nohup", "timeout", "nice", "watch"})
"""Programs whose words are the command of another one, which is looked at itself."""

_SUDO_STDIN = re.compile(r"-[A-Za-z]*S[A-Za-z]*|--stdin")


def slots(call: Call) -> Iterator[Slot]:
    """Every place of a command where a credential belongs, whatever stands there."""
    if call.tool in _RUN_OTHERS:
        yield from _fed(call) if _asks_sudo(call) else ()
        return
    words = call.invocation.argv[1:]
    texts = call.words
    own = OPTIONS.get(call.tool, ())
    for index, (word, text) in enumerate(zip(words, texts, strict=True)):
        if text[:1] == "-":
            after = words[index + 1] if index + 1 < len(words) else None
            yield from _generic(call, word, text, after)
            for option in own:
                yield from _own(call, option, word, text, after)
    yield from _operands(call)
    yield from _fed(call)
    if call.tool == "htpasswd" and call.has("-b"):
        operands = list(call.operands())
        yield from (Slot(word, text, "-b") for word, text in operands[2 if not call.has("-n") else 1 :][:1])
    if call.tool == "aws" and call.invocation.subcommand == ("ssm", "put-parameter") and "SecureString" in texts:
        yield from _own_values(call, Option("--value", kind="a secret parameter"))


def _own_values(call: Call, option: Option) -> Iterator[Slot]:
    words = call.invocation.argv[1:]
    for index, word in enumerate(words):
        yield from _own(call, option, word, plain(word), words[index + 1] if index + 1 < len(words) else None)


def _generic(call: Call, word: Word, text: str, after: Word | None) -> Iterator[Slot]:
    name, sign, value = text.partition("=")
    if not _GENERIC.fullmatch(name) or _NOT_GENERIC.fullmatch(name):
        return
    if call.tool in {"docker", "podman"} and name == "--secret":
        return
    kind = "a token" if "token" in name else "a key" if "key" in name else "a password"
    if sign:
        yield Slot(word, value, name, kind)
        return
    long = name[:2] == "--" and call.tool not in _JOINED_ONLY
    if after is not None and not plain(after).startswith("-") and (long or call.tool in _ONE_DASH):
        yield Slot(after, plain(after), name, kind)


_ONE_DASH = frozenset({"nomad", "consul", "java"})
"""Tools whose long options have one dash."""

_JOINED_ONLY = frozenset(tool for tool, options in OPTIONS.items() if options == _MYSQL) | {
    "psql",
    "pg_dump",
    "createuser",
}
"""Tools for which the word behind ``--password`` is something else: they ask for it."""


def _own(call: Call, option: Option, word: Word, text: str, after: Word | None) -> Iterator[Slot]:
    if (
        option.within
        and call.invocation.subcommand[-len(option.within) :] != option.within
        and (option.within[0] not in call.words)
    ):
        return
    found: tuple[Word, str] | None = None
    if text == option.name and option.form != "joined" and after is not None and not _LONG.fullmatch(plain(after)):
        found = after, plain(after)
    elif option.form != "next" and text.startswith(f"{option.name}=") and option.name[:2] == "--":
        found = word, text[len(option.name) + 1 :]
    elif option.form != "next" and text.startswith(option.name) and len(text) > len(option.name):
        found = (word, text[len(option.name) :]) if option.name[:2] != "--" else None
    if found is None:
        return
    where, value = found
    if not option.behind:
        yield Slot(where, value, option.name, option.kind)
    elif option.behind == "pass:":
        if value.startswith("pass:"):
            yield Slot(where, value.removeprefix("pass:"), option.name, option.kind)
    elif option.behind in value:
        user, _, secret = value.partition(option.behind)
        yield Slot(where, secret, option.name, option.kind, user)


def _operands(call: Call) -> Iterator[Slot]:
    for (tool, *lead), (which, kind) in _OPERANDS.items():
        if call.tool != tool:
            continue
        operands = [(word, text) for word, text in call.operands()]
        names = [text for _, text in operands]
        for at in range(len(names) - len(lead)):
            if [name.upper() for name in names[at : at + len(lead)]] == [each.upper() for each in lead]:
                rest = operands[at + len(lead) :]
                if len(rest) > which and "=" not in rest[which][1][:12]:
                    yield Slot(*rest[which], " ".join(lead), kind)
                break


def _fed(call: Call) -> Iterator[Slot]:
    """A credential that is read from the standard input, where the text says what comes there."""
    encodes = call.tool == "base64" and not call.has("-d", "-D", "--decode")
    pairs = encodes or call.tool == "chpasswd"
    if pairs or _asks_sudo(call) or any(option in call.words for option in _READS_PASSWORD):
        for word, text in _input(call):
            # What is encoded may be anything; a name and a colon in front of it are for a header.
            if not encodes or _LOGIN_PAIR.fullmatch(text):
                yield _split(word, text, pairs)


def _asks_sudo(call: Call) -> bool:
    """Whether it is ``sudo``, told to read its password there."""
    own = takewhile(lambda word: word.startswith("-"), call.words)
    return call.tool == "sudo" and any(_SUDO_STDIN.fullmatch(word) for word in own)


def _input(call: Call) -> Iterator[tuple[Word, str]]:
    """Words that come on the standard input."""
    for redirect in call.invocation.redirects:
        if redirect.operator == "<<<" and redirect.target is not None:
            yield redirect.target, plain(redirect.target)
    if call.invocation.position:
        feeder = call.pipeline()[call.invocation.position - 1]
        if feeder.tool in {"echo", "printf"}:
            yield from list(feeder.operands())[-1:]


def _split(word: Word, text: str, names: bool) -> Slot:  # noqa: FBT001 - private, and says which of two formats
    user, _, secret = text.partition(":") if names else ("", "", text)
    return Slot(word, secret, "its input", user=user)
