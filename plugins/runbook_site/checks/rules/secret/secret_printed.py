"""A secret is printed to the terminal.

## What it does

Reports commands that show a secret: `echo "$DB_PASSWORD"`, `printenv API_TOKEN`, `env | grep -i secret`,
`kubectl get secret … -o yaml`, `aws secretsmanager get-secret-value`, `vault kv get`, `cat ~/.aws/credentials` and
their like, unless the output goes into a variable, a file or another program.

## Why it hurts

At 3 a.m. the terminal is shared, recorded, and pasted into the incident's channel. The secret then has to be
changed too.

## Example

````markdown title="runbook_src/shop/restart.md"
# See why the shop cannot log in

```bash
echo "$DB_PASSWORD"
```
````

## Use instead

````markdown title="runbook_src/shop/restart.md"
# See why the shop cannot log in

```bash
echo "the password has ${#DB_PASSWORD} characters"
```
````

## When to leave it

Where a person has to read it, as when breaking the glass: allow the rule there, with the reason.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.secret.connection_names import holds_password
from runbook_site.checks.secret.secret_names import secret_names, sounds_secret
from runbook_site.checks.shell.terminal import is_seen
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.calls import Call

_WHOLE = re.compile(r"\$\w+|\$\{\w+\}")
_SEARCHED = re.compile(
    r"pass|secret|token|api.?key|credential|_key|_dsn|connection_str|"
    r"database(?:_ur[li])?\W*\Z|(?:db|redis|mongo\w*|postgres\w*|mysql|amqp)_ur[li]",
    re.IGNORECASE,
)
_CUTS = frozenset({"sed", "awk", "gawk", "cut", "grep", "egrep", "tr", "head", "tail", "perl", "python", "python3"})
"""Programs that may take the password out of an address."""
_STORES = {
    "aws": (("secretsmanager", "get-secret-value"),),
    "gcloud": (("secrets", "versions", "access"),),
    "vault": (("kv", "get"),),
    "op": (("read",),),
    "pass": (("show",),),
    "doppler": (("secrets", "get"),),
}
_VAULT_PATH = re.compile(r"(?:secret|kv)/.+|[\w/-]+/creds/.+")
"""Where Vault keeps secrets or makes them, and not what it is configured with."""
_FILE = re.compile(
    r"(?:.*/)?(?:\.aws/credentials|\.pgpass|\.netrc|\.git-credentials|\.vault-token|\.docker/config\.json|\.kube/config"
    r"|\.ssh/id_[a-z0-9_]+)|/etc/kubernetes/(?:super-)?admin\.conf|/(?:var/)?run/secrets/.+(?<!\.crt)(?<!/namespace)"
    r"|/proc/\w+/environ"
)
"""Files in which programs keep credentials."""
_ONLY_AROUND = re.compile(r"ARN|Name|VersionId|CreatedDate|VersionStages|Version|Type|metadata", re.IGNORECASE)
_VALUE = re.compile(r"SecretString|SecretBinary|Value|\.data|value|\*|@")
_PUBLIC = re.compile(r"tls\\?\.crt|ca\\?\.crt|public|\.metadata|\.type\b")
_KEY = re.compile(r"\.data\.((?:[\w-]|\\\.)+)")
_FIELD = re.compile(r"-field[= ](\S+)")
_PUBLIC_KEY = re.compile(
    r"(?:.*(?:\\\.|[._-]))?(?:crt|cert|ca|pub|user|username|login|host|hostname|port|db|dbname|database|bucket|region|endpoint)",
    re.IGNORECASE,
)
"""Keys of a secret that hold a certificate, or what everybody knows who connects."""
_SHOWING = re.compile(r"(?:-o|--output)=?(yaml|json|jsonpath.*|go-template.*|template.*)?")


def check(subject: Subject) -> Iterator[Finding]:
    """Commands whose output shows a secret."""
    for runbook in subject.project.runbooks:
        declared: frozenset[str] | None = None
        for call in runbook.calls:
            judge = _JUDGES.get(call.tool)
            if judge is None:
                continue
            if declared is None:
                declared = secret_names(subject.project.library, runbook.document)
            shown = judge(call, declared)
            if shown and is_seen(call):
                instead = _INSTEAD.get(call.tool, "put it into a variable, or into a file of mode 600")
                name = shown.split("'")[1] if "'" in shown else ""
                told = f"this prints {shown} to the terminal, where it is seen, recorded and pasted on"
                yield Finding(RULE.name, f"{told}; {instead.replace('NAME', name)}", call.span)


def _echo(call: Call, declared: frozenset[str]) -> str:
    for word in call.invocation.argv[1:]:
        for part in word.parts:
            if part.kind == "variable" and part.quoting != "single" and _WHOLE.fullmatch(part.text):
                shown = _variable(call, part.value, declared)
                if shown:
                    return shown
    return ""


def _variable(call: Call, name: str, declared: frozenset[str]) -> str:
    """What is shown by a variable; empty where it is no secret, or only a part of an address is let through."""
    if name in declared or sounds_secret(name):
        return f"the secret '{name}'"
    behind = call.pipeline()[call.invocation.position + 1 :]
    if holds_password(name) and not any(each.tool in _CUTS for each in behind):
        return f"'{name}', an address with a password in it,"
    return ""


def _environment(call: Call, declared: frozenset[str]) -> str:
    for _, text in call.operands():
        if call.tool == "printenv" and (shown := _variable(call, text, declared)):
            return shown
    behind = call.pipeline()[call.invocation.position + 1 :][:1]
    if behind and behind[0].tool in {"grep", "egrep", "rg"} and not list(call.operands()):
        pattern = next((text for _, text in behind[0].operands()), "")
        if _SEARCHED.search(pattern) and not any(option in behind[0].words for option in ("-q", "-c", "-v")):
            return "secrets of the environment"
    return ""


def _kubernetes(call: Call, declared: frozenset[str]) -> str:  # noqa: ARG001 - all judges are called alike
    operands = [text for _, text in call.operands()]
    if "get" not in operands or not any(_is_secret_kind(text) for text in operands):
        return ""
    words = call.words
    outputs = [
        words[index + 1] if word in {"-o", "--output"} else _output_value(word)
        for index, word in enumerate(words)
        if (word in {"-o", "--output"} and index + 1 < len(words)) or _output_value(word)
    ]
    shown = [each for each in outputs if re.match(r"ya?ml|json$|jsonpath|go-template|template", each)]
    if not shown or any(_PUBLIC.search(each) for each in shown):
        return ""
    keys = [key for each in shown for key in _KEY.findall(each)]
    if keys and all(_PUBLIC_KEY.fullmatch(key) for key in keys):
        return ""
    if any(each.startswith(("jsonpath", "go-template")) and "data" not in each for each in shown):
        return ""
    return "what the Kubernetes secret holds"


def _output_value(word: str) -> str:
    match = _SHOWING.fullmatch(word)
    return (match[1] or "") if match else ""


def _is_secret_kind(text: str) -> bool:
    kind = text.partition("/")[0]
    return bool({"secret", "secrets"} & set(kind.lower().split(",")))


def _store(call: Call, declared: frozenset[str]) -> str:  # noqa: ARG001 - all judges are called alike
    operands = tuple(text for _, text in call.operands())
    words = call.words
    query = " ".join(words[index + 1] for index, word in enumerate(words[:-1]) if word in {"--query", "-q", "-field"})
    if query and _ONLY_AROUND.search(query) and not _VALUE.search(query):
        return ""
    fields = _FIELD.findall(" ".join(words)) if call.tool == "vault" else []
    if fields and all(_PUBLIC_KEY.fullmatch(name) for name in fields):
        return ""
    if call.tool == "vault" and operands[:1] == ("read",):
        return "a secret of the store" if any(_VAULT_PATH.fullmatch(text) for text in operands[1:]) else ""
    if any(operands[: len(lead)] == lead for lead in _STORES.get(call.tool, ())):
        return "a secret of the store"
    decrypts = call.tool == "aws" and operands[:1] == ("ssm",) and call.has("--with-decryption")
    shows = call.tool == "az" and operands[:3] == ("keyvault", "secret", "show")
    return "a secret of the store" if decrypts or shows else ""


def _file(call: Call, declared: frozenset[str]) -> str:  # noqa: ARG001 - all judges are called alike
    return next((f"the credentials in '{word.text}'" for word, text in call.operands() if _FILE.fullmatch(text)), "")


_JUDGES = {
    **dict.fromkeys(("echo", "printf"), _echo),
    **dict.fromkeys(("env", "printenv", "set", "export"), _environment),
    **dict.fromkeys(("kubectl", "oc", "k"), _kubernetes),
    **dict.fromkeys(("cat", "less", "more", "head", "tail", "bat", "strings"), _file),
    **dict.fromkeys(("aws", "gcloud", "vault", "op", "pass", "doppler", "az"), _store),
}

_INSTEAD = {
    **dict.fromkeys(("echo", "printf", "printenv"), "its length says whether it is set: ${#NAME}"),
    **dict.fromkeys(("env", "set", "export"), "print the names alone: '| cut -d= -f1'"),
    **dict.fromkeys(("cat", "less", "more", "head", "tail", "bat", "strings"), "look whether it is there with 'ls -l'"),
}
"""What to do in place of printing, by tool; ``NAME`` is the variable's."""

RULE = Rule("secret-printed", "secret", Level.WARNING, "0.1.0", check)
