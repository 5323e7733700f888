"""Kubernetes and what lives around it.

Sources: kubectl, oc, helm, flux and velero command references.
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
    reads,
    same,
    texts,
    unknown,
)

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation


def _judge_kubectl(invocation: Invocation) -> Effect | None:
    dry = option_value(invocation, "--dry-run")
    if dry in {"client", "server", "true"} or (dry is None and has_option(invocation, "--dry-run")):
        return READ
    verb = invocation.subcommand[:1]
    if verb == ("delete",):
        return _judge_delete(invocation)
    if verb == ("scale",) and option_value(invocation, "--replicas") == "0":
        return Effect("change", "stops every instance of what it names")
    if verb == ("replace",) and has_option(invocation, "--force"):
        return Effect("destructive", "deletes what it names and makes it anew")
    return _judge_adm(invocation) if verb == ("adm",) else None


_UPGRADE_READS = frozenset({"status", "recommend"})


def _judge_adm(invocation: Invocation) -> Effect | None:
    words = operands(invocation)[1:3]
    if words[:1] == ("upgrade",):
        if has_option(invocation, "--to", "--to-latest", "--to-image", "--clear"):
            return Effect("change", "changes the cluster's version")
        return Effect("change", "changes how the cluster is upgraded") if set(words[1:]) - _UPGRADE_READS else READ
    if words == ("release", "mirror"):
        return Effect("change", "copies images")
    return None


def _judge_delete(invocation: Invocation) -> Effect | None:
    if has_option(invocation, "--force"):
        return Effect("destructive", "deletes what it names, without waiting for it to end")
    words = operands(invocation)
    what = words[words.index("delete") + 1 :][:1] if "delete" in words else ()
    if what and what[0].partition("/")[0] in {"pod", "pods", "po"}:
        return Effect("change", "ends pods, which their controller makes anew")
    return None


_KUBECTL = Tool(
    reads(
        """
        get, describe, logs, top, explain, version, cluster-info, api-resources, api-versions, diff, wait, auth can-i
        auth whoami, process, config view, config current-context, config get-contexts, config get-clusters
        config get-users, rollout status, rollout history, port-forward, proxy, events, kustomize, options, completion
        plugin list, certificate list, status, whoami, projects, adm top, adm policy who-can, adm node-logs, adm inspect
        adm must-gather, adm release, registry info, apply view-last-applied
        """
    )
    | changes("apply, create, replace, patch, set, label, annotate, expose, autoscale, edit", "changes the cluster")
    | changes("auth reconcile", "changes rights")
    | changes("scale", "changes how many instances run")
    | changes("rollout restart", "restarts every instance of what it names")
    | changes("rollout undo", "goes back to an earlier revision")
    | changes(
        "rollout, taint, certificate, adm, tag, import, new-app, new-project, start-build, rollback, secrets, policy",
        "changes the cluster",
    )
    | changes("import-image, cancel-build, idle", "changes the cluster")
    | changes("run", "starts a pod")
    | changes("cordon, uncordon, adm cordon, adm uncordon", "changes whether the node takes new pods")
    | changes("adm policy", "changes rights")
    | changes("drain, adm drain", "moves everything off the node")
    | changes("config, login, logout, project, registry, plugin", "changes this machine's settings")
    | changes("cp, rsync", "copies files")
    | changes("extract", "writes files")
    | changes("debug", "starts a debugging container")
    | destroys("delete", "deletes what it names")
    | destroys("adm prune", "deletes what it names")
    | unknown("exec, attach, rsh", SHELL.does),
    judge=_judge_kubectl,
)


_HELM_DEPENDENCY = "dependency, dep, dependencies"


def _each_of(groups: str, verbs: str) -> str:
    """Every verb below every name of its group."""
    return ",".join(f"{group.strip()} {verb.strip()}" for group in groups.split(",") for verb in verbs.split(","))


def _judge_helm(invocation: Invocation) -> Effect | None:
    if has_option(invocation, "--dry-run"):
        return READ
    if invocation.subcommand[:1] == ("upgrade",) and has_option(invocation, "--force"):
        return Effect("destructive", "replaces resources by deleting them first")
    return None


def _judge_velero(invocation: Invocation) -> Effect | None:
    words = set(texts(invocation)[1:4])
    if words & {"get", "describe", "logs", "version"}:
        return READ
    if "delete" in words:
        return Effect("destructive", "deletes what it names")
    return (
        Effect("change", "changes backups or the cluster") if words & {"create", "restore", "set", "install"} else None
    )


KUBERNETES = {
    **same("kubectl, oc, k, k3s, microk8s", _KUBECTL),
    "helm": Tool(
        reads(
            "list, ls, status, history, get, show, template, lint, search, version, env, verify, repo list, diff, help"
        )
        | reads("repo ls, plugin list, plugin ls, completion")
        | reads(_each_of(_HELM_DEPENDENCY, "list, ls"))
        | changes("install, upgrade", "changes the release")
        | changes(_each_of(_HELM_DEPENDENCY, "build, update, up"), "downloads the charts that the chart needs")
        | changes("pull, fetch", "downloads a chart")
        | changes("push", "uploads a chart")
        | changes("package, create, repo index", "writes files")
        | changes("repo, plugin, registry", "changes this machine's settings")
        | changes("test", "runs the tests of the release, in pods of their own")
        | changes("rollback", "goes back to an earlier release")
        | destroys("uninstall, delete, del", "deletes the release and its resources"),
        judge=_judge_helm,
    ),
    "helmfile": Tool(
        reads("diff, list, status, template, lint, build")
        | changes("apply, sync, charts", "changes releases")
        | changes("deps, fetch", "downloads charts")
        | changes("repos", "changes this machine's settings")
        | changes("test", "runs the tests of the releases, in pods of their own")
        | destroys("destroy, delete", "deletes releases")
    ),
    "kustomize": Tool(reads("build, version, cfg") | changes("edit, create", "changes files")),
    "flux": Tool(
        reads("get, check, logs, stats, tree, trace, diff, export, events, version, build, list, completion")
        | changes("reconcile, resume, suspend, create, bootstrap, install", "changes the cluster")
        | changes("push, tag", "changes artifacts")
        | changes("pull", "writes files")
        | destroys("delete, uninstall", "deletes what it names")
    ),
    "argocd": Tool(
        reads(
            "app list, app get, app diff, app history, app logs, app manifests, app resources, app wait, cluster list"
        )
        | reads("cluster get, repo list, proj list, version, context, account list")
        | changes(
            "app sync, app set, app unset, app create, app rollback, app patch, app terminate-op, app actions",
            "changes what is deployed",
        )
        | changes("repo add, cluster add, cluster set, cluster rotate-auth", "changes where Argo CD deploys from or to")
        | changes("proj create, proj edit, proj set, proj add-destination, proj add-source", "changes the project")
        | changes("login, logout", "changes this machine's settings")
        | destroys("app delete, app delete-resource, cluster rm, repo rm, proj delete", "deletes what it names")
    ),
    "velero": Tool(judge=_judge_velero),
    "istioctl": Tool(
        reads("proxy-status, proxy-config, analyze, version, experimental, x, dashboard, verify-install, ps, pc")
        | reads("tag list, validate")
        | changes("install, upgrade, tag", "changes the mesh")
        | destroys("uninstall, x uninstall, experimental uninstall", "deletes the mesh")
    ),
    "kubeadm": Tool(
        reads("version, config view, config print, config images list, certs check-expiration, token list")
        | reads("upgrade plan, upgrade diff")
        | changes("init, join, upgrade", "changes the cluster")
        | changes("certs, kubeconfig", "makes or renews certificates")
        | changes("token", "changes who may join the cluster")
        | changes("config images pull", "fetches images")
        | destroys("reset", "takes the node's cluster state away")
    ),
    "minikube": Tool(
        reads("status, ip, service, logs, version, dashboard, profile, addons list, config view, config get")
        | changes("start, stop, pause, unpause, addons, image, node", "changes the local cluster")
        | changes("config, docker-env, update-context", "changes this machine's settings")
        | unknown("ssh", SHELL.does)
        | destroys("delete", "deletes the local cluster")
    ),
    "virtctl": Tool(
        reads("version, guestosinfo, fslist, userlist")
        | changes("start, restart, migrate, pause, unpause, image-upload, expose", "changes the virtual machine")
        | changes("stop, addvolume, removevolume, soft-reboot, migrate-cancel", "changes the virtual machine")
        | unknown("console, ssh, vnc, scp", SHELL.does)
    ),
    "stern": Tool(default=READ),
    **same("kubectx, kubens", Tool(default=Effect("change", "changes this machine's settings"), alone=READ)),
    "k9s": Tool(default=SHELL),
}
