"""Infrastructure as code, secrets, schedulers, monitoring and backups.

Sources: the command references of Terraform, Pulumi, Ansible, Vault, Consul, Nomad, Prometheus and restic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.risk.cloud import judge_cloud
from runbook_site.snippets.risk.effect import (
    READ,
    SHELL,
    Effect,
    Tool,
    changes,
    destroys,
    operands,
    reads,
    same,
    unknown,
)

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation

_DELETES = Effect("destructive", "deletes infrastructure")


def _run_all(verbs: str) -> str:
    """What Terragrunt does in every folder."""
    return ",".join(f"run-all {verb.strip()}" for verb in verbs.split(","))


_TERRAFORM = Tool(
    reads(
        """
        plan, show, output, validate, version, providers, graph, state list, state show, state pull, workspace list
        workspace show, console, get, metadata
        """
    )
    | reads(_run_all("plan, show, output, validate, version, providers, graph"))
    | unknown("run-all", "runs a command in every folder that is not known to this tool")
    | changes(_run_all("apply, refresh, import, init"), "changes infrastructure or its state")
    | destroys(_run_all("destroy"), "deletes infrastructure")
    | changes("test", "makes infrastructure, and takes it away again")
    | changes("init, login, logout, workspace, fmt", "changes this machine's settings or files")
    | changes("providers lock, providers mirror", "writes files")
    | changes("apply, import, refresh, taint, untaint, state mv", "changes infrastructure or its state")
    | changes("state replace-provider", "changes infrastructure or its state")
    | destroys("destroy, state rm, workspace delete", "deletes infrastructure or its state")
    | destroys("force-unlock", "takes away the lock of somebody who may still be at work")
    | destroys("state push", "overwrites the state"),
    options={"apply -destroy": _DELETES, "apply --destroy": _DELETES},
)

_CDK = {
    **dict.fromkeys(("diff", "list", "ls", "synth", "doctor"), READ),
    "deploy": Effect("change", "deploys"),
    "bootstrap": Effect("change", "changes the account"),
    "destroy": Effect("destructive", "deletes the stack"),
}


def _judge_cdk(invocation: Invocation) -> Effect | None:
    return _CDK.get((operands(invocation) or ("",))[0])


def _judge_amtool(invocation: Invocation) -> Effect:
    silences = {"add", "expire", "import", "update"} & set(operands(invocation))
    return Effect("change", "changes silences") if silences else READ


INFRASTRUCTURE = {
    **same("terraform, tofu, terragrunt, tf", _TERRAFORM),
    "pulumi": Tool(
        reads("preview, stack ls, stack output, stack export, logs, whoami, version, config get, stack history")
        | changes("up, update, refresh, import, cancel", "changes infrastructure")
        | changes("config set, stack select, stack init, login, logout", "changes settings")
        | destroys("destroy, stack rm, state delete", "deletes infrastructure")
    ),
    "cdk": Tool(judge=_judge_cdk),
    **same(
        "ansible, ansible-playbook",
        Tool(
            default=Effect("unknown", "runs tasks that do not stand here"),
            harmless=frozenset({"--check", "--list-hosts", "--list-tasks", "--syntax-check", "--help"}),
        ),
    ),
    **same("ansible-inventory, ansible-doc, ansible-lint", Tool(default=READ)),
    "ansible-vault": Tool(reads("view"), default=Effect("change", "changes a file")),
    "vault": Tool(
        reads(
            """
            status, read, kv get, kv list, list, version, token lookup, secrets list, auth list, policy list
            policy read
            print, operator raft list-peers, operator members, kv metadata get, lease lookup, audit list
            """
        )
        | changes(
            """
            write, kv put, kv patch, unwrap, secrets enable, auth enable, policy write, token create, token renew
            lease renew, operator unseal, operator init, operator rekey, operator rotate, operator step-down
            secrets tune, auth tune, audit enable, kv undelete, kv rollback, operator generate-root
            """,
            "changes Vault",
        )
        | changes("login", "changes this machine's settings")
        | changes("operator raft snapshot save", "writes a file")
        | destroys("operator raft snapshot restore", "overwrites all that Vault holds")
        | destroys("operator seal", "locks Vault for everybody")
        | destroys("delete, kv delete, kv destroy, kv metadata delete, secrets disable", "deletes what it names")
        | destroys("auth disable, policy delete, audit disable", "deletes what it names")
        | destroys("token revoke, lease revoke, operator raft remove-peer", "takes access or nodes away")
    ),
    "consul": Tool(
        reads("members, kv get, info, catalog, operator raft list-peers, validate, version, monitor, snapshot inspect")
        | changes("kv put, join, reload, maint, intention, acl, config, lock", "changes the cluster")
        | changes("snapshot save", "writes a file")
        | destroys("kv delete, leave, force-leave, snapshot restore", "deletes or takes nodes out")
        | destroys("operator raft remove-peer", "takes nodes out")
    ),
    "nomad": Tool(
        reads(
            """
            status, job status, node status, alloc status, alloc logs, job plan, job history, job inspect
            server members
            version, plan
            """
        )
        | changes(
            "job run, run, job dispatch, job scale, job revert, node drain, node eligibility", "changes what runs"
        )
        | changes("alloc restart, alloc signal, deployment, var put", "changes what runs")
        | destroys(
            "job stop, stop, alloc stop, namespace delete, system gc, var purge", "stops or deletes what it names"
        )
        | unknown("alloc exec, exec", SHELL.does)
    ),
    "promtool": Tool(changes("tsdb create-blocks-from, push", "writes metrics"), default=READ),
    "amtool": Tool(judge=_judge_amtool),
    "logcli": Tool(default=READ),
    "restic": Tool(
        reads("snapshots, ls, stats, check, diff, find, cat, list, version, dump")
        | changes("backup, init, unlock, tag, key, copy", "changes the repository")
        | changes("mount", "changes what is mounted")
        | changes("cache", "changes what this machine has stored of the backups")
        | changes("restore", "overwrites files with those of the backup")
        | destroys("forget, prune, rewrite", "deletes backups")
    ),
    **same("sentry-cli, datadog-ci, newrelic, op, doppler, age, chamber", Tool(judge=judge_cloud)),
}
