"""What only version 2 of the AWS CLI has, and what it has no more, written down by hand.

Learnt from the command tables of aws-cli 2.36.7 (its public source): every difference to version 1 was looked at, and
those left out that only tell the age of a service's model. What came of it was held against all command tables of that
version, 19,753 commands with 137,094 options: it refuses none, and takes more only where awscli's models are younger.
Lines are written as in a pack (see `runbook_site/grammars/aws_operation.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.grammars.grammar import Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ORIGIN_2 = (
    "what only version 2 has was written down by hand from the command tables of aws-cli 2.36.7, "
    "everything else was read from the models of awscli"
)

GLOBALS_2 = {
    "--output": Option("required", ("json", "text", "table", "yaml", "yaml-stream", "off")),
    "--cli-error-format": Option("required", ("legacy", "json", "yaml", "text", "table", "enhanced")),
    "--cli-binary-format": Option("required", ("base64", "raw-in-base64-out")),
    "--cli-auto-prompt": Option(),
    "--no-cli-auto-prompt": Option(),
    "--no-cli-pager": Option(),
}
"""Global options of version 2 alone, or with more values there."""

COMMANDS_2: dict[str, tuple[str, ...]] = {
    "cloudtrail": ("verify-query-results||local-export-path s3-bucket s3-prefix",),
    "configure": (
        "import||csv! skip-invalid^ profile-prefix",
        "list-profiles||",
        "sso||no-browser^ use-device-code^",
        "sso-session||",
        "mfa-login||update-profile duration-seconds serial-number",
        "export-credentials||format:|process|env|env-no-export|powershell|windows-cmd|fish",
        "agent-toolkit||yes^",
        "wizard||",
    ),
    "dsql": (
        "generate-db-connect-auth-token||hostname! expires-in:i",
        "generate-db-connect-admin-auth-token||hostname! expires-in:i",
    ),
    "dynamodb": ("wizard|c|", "wizard new-table||"),
    "ec2-instance-connect": (
        (
            "open-tunnel||instance-id instance-connect-endpoint-id instance-connect-endpoint-dns-name "
            "private-ip-address remote-port:i local-port:i max-tunnel-duration:i max-websocket-connections:i"
        ),
        (
            "ssh||instance-id! instance-ip private-key-file os-user ssh-port:i local-forwarding eice-options "
            "connection-type:|auto|direct|eice"
        ),
    ),
    "ecs": (
        (
            "monitor-express-gateway-service||service-arn! resource-view:|RESOURCE|DEPLOYMENT "
            "mode:|INTERACTIVE|TEXT-ONLY timeout:i"
        ),
    ),
    "emr-containers": (
        (
            "create-role-associations||cluster-name! namespace! role-name! operator-namespace service-account-name "
            "type:|start_job_run|interactive_endpoint|spark_operator|flink_operator|livy"
        ),
        (
            "delete-role-associations||cluster-name! namespace! role-name! operator-namespace service-account-name "
            "type:|start_job_run|interactive_endpoint|spark_operator|flink_operator|livy"
        ),
    ),
    "events": ("wizard|c|", "wizard new-rule||"),
    "iam": ("wizard|c|", "wizard new-role||"),
    "lambda": ("wizard|c|", "wizard new-function||"),
    "lightsail": ("push-container-image||service-name! image! label!",),
    "logs": (
        (
            "tail||<group_name since follow^ format:|detailed|short|json filter-pattern log-stream-names+ "
            "log-stream-name-prefix"
        ),
    ),
    "sso": ("login||no-browser^ use-device-code^ sso-session", "logout||"),
}
"""Commands of services and of ``configure`` that version 1 does not have."""

OTHERS_2: dict[str, tuple[str, ...]] = {
    "agent-toolkit": (
        "|c|",
        "search-skills|ip|max-results:i next-token search-query!",
        "get-skill-metadata|i|skill-version skill-name!",
        "list-available-skills|ip|category-filter max-results:i next-token",
        "get-skill-file||skill-name! file-path! skill-version",
        "add-skill||skill-name! skill-version agent",
        "list-installed-skills||agent",
        "remove-skill||skill-name! agent",
        "update-skill||skill-name! agent",
    ),
    "cli-dev": ("|c|", "wizard-dev||run-wizard"),
    "ddb": (
        "|c|",
        "put||<table_name <items condition+",
        (
            "select||<table_name index-name projection+ filter+ key-condition+ attributes:|ALL|ALL_PROJECTED|COUNT "
            "consistent-read~ return-consumed-capacity~ starting-token max-items:i page-size:i"
        ),
    ),
    "login": ("||remote^",),
    "logout": ("||all^",),
    "update": ("||",),
}
"""Commands that stand where a service does, and that version 1 does not have."""

_MONITOR = "monitor-resources?:|DEPLOYMENT|RESOURCE monitor-mode?:|INTERACTIVE|TEXT-ONLY"
_COPY = "progress-frequency:i progress-multiline^ no-overwrite^ copy-props:|none|metadata-directive|default|all"

OPTIONS_2 = {
    "configure get": "sso-session services",
    "configure set": "sso-session services",
    "ecs create-express-gateway-service": _MONITOR,
    "ecs delete-express-gateway-service": _MONITOR,
    "ecs update-express-gateway-service": _MONITOR,
    "logs start-live-tail": "mode:|interactive|print-only",
    "s3 cp": _COPY,
    "s3 mv": _COPY,
    "s3 sync": _COPY,
}
"""Options that only version 2 has, of commands of both."""

GONE_COMMANDS = {
    "cloudtrail": ("create-subscription", "update-subscription"),
    "ecr": ("get-login",),
    "mturk": ("list-hi-ts-for-qualification-type",),
}
GONE_SERVICES = frozenset({"sms-voice", "runtime.sagemaker"})
GONE_OPTIONS = {
    "cognito-identity create-identity-pool": "open-id-connect-provider-ar-ns",
    "deploy create-deployment-group": "ec-2-tag-set",
    "deploy list-application-revisions": "s-3-bucket s-3-key-prefix",
    "deploy update-deployment-group": "ec-2-tag-set",
    "iam enable-mfa-device": "authentication-code-1 authentication-code-2",
    "iam resync-mfa-device": "authentication-code-1 authentication-code-2",
    "importexport get-shipping-label": "street-1 street-2 street-3",
    "lambda publish-version": "code-sha-256",
    "lightsail import-key-pair": "public-key-base-64",
    "route53domains view-billing": "start",
    "storagegateway describe-cached-iscsi-volumes": "volume-ar-ns",
    "storagegateway describe-stored-iscsi-volumes": "volume-ar-ns",
    "storagegateway describe-tape-archives": "tape-ar-ns",
    "storagegateway describe-tapes": "tape-ar-ns",
    "storagegateway describe-vtl-devices": "vtl-device-ar-ns",
}
"""Former names of options, that version 1 still takes."""


def changes_2(
    services: Mapping[str, Mapping[str, str]], others: Mapping[str, Sequence[str]]
) -> tuple[frozenset[str], dict[str, list[str]]]:
    """The services that version 2 does not have, and its own lines by service.

    Args:
        services: The lines of version 1 by service and operation.
        others: The lines of commands of version 1 that are no service's.
    """
    tables = {**services, **{name: {each.partition("\t")[0]: each for each in lines} for name, lines in others.items()}}
    changes: dict[str, dict[str, str]] = {name: dict(tables[name]) for name in others}
    for name, written in (*COMMANDS_2.items(), *OTHERS_2.items()):
        changes.setdefault(name, {}).update(_lines(written))
    for path, more in OPTIONS_2.items():
        service, _, operation = path.partition(" ")
        changes.setdefault(service, {})[operation] = f"{tables[service][operation]} {more}"
    for path, gone in GONE_OPTIONS.items():
        service, _, operation = path.partition(" ")
        changes.setdefault(service, {})[operation] = _without(tables[service][operation], gone.split())
    for service, operations in GONE_COMMANDS.items():
        changes.setdefault(service, {}).update({each: f"-{each}" for each in operations})
    return GONE_SERVICES, {name: list(lines.values()) for name, lines in sorted(changes.items())}


def _lines(written: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Operation and line of what is written above, where a bar stands for a tab so that it can be read."""
    for each in written:
        name, flags, arguments = each.split("|", 2)
        yield name, f"{name}\t{flags}\t{arguments}"


def _without(line: str, gone: Sequence[str]) -> str:
    """A line without some arguments; of a group of which one is required, the one that stays is required then."""
    name, flags, arguments = line.split("\t")
    kept: list[str] = []
    required = {each for group in arguments.split() if group.startswith("&") for each in group[1:].split(",")}
    for each in arguments.split():
        bare = each.rstrip("!~^*+?").partition(":")[0].rstrip("!~^*+?")
        if bare in gone or each.startswith("&"):
            continue
        kept.append(each.replace(bare, f"{bare}!", 1) if bare in required else each)
    return "\t".join((name, flags, " ".join(kept)))
