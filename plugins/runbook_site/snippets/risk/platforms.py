"""Platforms that run and deploy applications.

Sources: the command references of Vercel, Railway, Heroku, Fly.io, gcloud and az.
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
from runbook_site.snippets.vocabulary import word_set

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation

_HEROKU_READS = word_set("logs ps status releases apps addons config info domains pg redis")
_HEROKU_VERBS_READ = word_set("get info output diagnose locks bloat outliers blocking") | {""}


def _judge_heroku(invocation: Invocation) -> Effect | None:
    name, _, verb = (operands(invocation) or ("",))[0].partition(":")
    if verb in {"destroy", "reset", "unset", "remove", "rm"}:
        return Effect("destructive", "deletes what it names")
    if name in _HEROKU_READS and verb in _HEROKU_VERBS_READ:
        return READ
    if name in {"run", "console"} or verb in {"psql", "cli", "exec"}:
        return SHELL
    return Effect("change", "changes the app") if verb or name in {"restart", "rollback", "scale", "deploy"} else None


_FLY = Tool(
    reads(
        """
        status, logs, apps list, releases, machine list, machines list, machine status, secrets list, ips list
        volumes list, version, info, checks list, scale show, config show, postgres list, regions list
        """
    )
    | changes(
        """
        deploy, launch, scale count, scale vm, scale memory, secrets set, secrets import, machine restart, apps restart
        machine start, machine stop, machine update, restart, auth login, auth logout, volumes create, volumes extend
        """,
        "changes the app",
    )
    | destroys("apps destroy, destroy, machine destroy, volumes destroy, secrets unset", "deletes what it names")
    | destroys("ips release", "gives the address away")
    | unknown("ssh console, proxy, postgres connect", SHELL.does)
)

PLATFORMS = {
    "vercel": Tool(
        reads(
            """
            ls, list, logs, inspect, whoami, env ls, env list, domains ls, domains inspect, dns ls, certs ls, alias ls
            teams ls, teams list, project ls, project inspect, projects ls, secrets ls, bisect, help, git ls
            rollback status, promote status
            """
        )
        | changes("deploy, rollback, promote, redeploy, alias, alias set", "changes what is deployed")
        | changes("env add, env update, domains, dns, certs, project add, target, integration", "changes the project")
        | changes("env pull, link, pull, build, init, dev", "writes files")
        | changes("login, logout, switch, teams, git", "changes this machine's settings")
        | destroys("remove, rm, env rm, env remove, domains rm, dns rm, project rm, certs rm", "deletes what it names")
        | destroys("alias rm, secrets rm", "deletes what it names"),
        alone=Effect("change", "deploys"),
    ),
    "railway": Tool(
        reads("status, logs, whoami, list, variables, docs, open, environment list, variable list")
        | changes("up, deploy, redeploy, restart, scale, down-sleep, rollback", "changes what is deployed")
        | changes("variables set, variable set, volume, service, environment, domain, add, init", "changes the project")
        | changes("link, unlink, login, logout", "changes this machine's settings")
        | destroys("down, delete, environment delete, volume delete, variable delete", "deletes what it names")
        | unknown("run, shell, ssh, connect", SHELL.does),
        options={"variables --set": Effect("change", "changes variables of the service")},
    ),
    "heroku": Tool(judge=_judge_heroku),
    **same("fly, flyctl", _FLY),
    **same("netlify, wrangler, firebase, supabase, doctl, cf, glab", Tool(judge=judge_cloud)),
    **same(
        "gcloud, az, gsutil, bq, oci, ibmcloud, linode-cli, hcloud, scw",
        Tool(
            unknown("compute ssh, cloud-shell ssh, ssh, vm run-command", SHELL.does)
            | destroys("rb", "deletes the bucket"),
            judge=judge_cloud,
        ),
    ),
}
