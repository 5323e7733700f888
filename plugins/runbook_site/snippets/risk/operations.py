"""Configuration management, access, storage, backups, mail, and the consoles of applications.

Sources: the command references of Chef, Puppet, Docker Machine, Teleport, OpenZFS, mdadm, WAL-G, Barman, BorgBackup,
s3cmd, aptly, Vagrant, Proxmox VE, Postfix, BIND, Rails, GitLab and SOPS.
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
    has_option,
    operands,
    readers,
    reads,
    same,
    unknown,
)

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation

_TASK = Effect("unknown", "runs a task of the project")


def _judge_mdadm(invocation: Invocation) -> Effect:
    if has_option(invocation, "--detail", "-D", "--examine", "-E", "--query", "-Q"):
        return READ
    if has_option(invocation, "--create", "-C", "--zero-superblock"):
        return Effect("destructive", "overwrites disks")
    return Effect("change", "changes volumes")


def _judge_sops(invocation: Invocation) -> Effect | None:
    in_place = has_option(invocation, "-i", "--in-place", "--output")
    decrypts = has_option(invocation, "-d", "--decrypt") or operands(invocation)[:1] in {("decrypt",), ("filestatus",)}
    return READ if decrypts and not in_place else Effect("change", "changes a file")


def _judge_multipath(invocation: Invocation) -> Effect:
    return READ if has_option(invocation, "-l", "-ll", "-t") else Effect("change", "changes what is mounted")


_RAILS = Tool(
    reads("routes, stats, about, notes, db:migrate:status, db:version, db:abort_if_pending_migrations, -T, --tasks")
    | changes(
        "db:migrate, db:create, db:seed, db:rollback, db:prepare, db:setup, db:migrate:up", "changes the database"
    )
    | changes(
        "assets:precompile, assets:clean, assets:clobber, tmp:clear, log:clear, server, s", "changes files or runs"
    )
    | destroys("db:drop, db:reset, db:purge, db:schema:load, db:structure:load, db:migrate:reset", "deletes data")
    | unknown("c, console, db, dbconsole, runner, r", SHELL.does),
    default=_TASK,
    harmless=frozenset({"--help", "--version", "-T", "--tasks"}),
)

_CONFIGURATION = {
    "knife": Tool(
        reads(
            """
            node show, node list, role show, role list, data bag show, data bag list, cookbook show, cookbook list
            environment show, environment list, client show, client list, user list, vault show, vault list, search
            status, tag list, ssl check, diff, list, show, acl show
            """
        )
        | changes(
            """
            node edit, node create, node from file, node run_list, node environment set, role edit, role create
            role from file, data bag create, data bag edit, data bag from file, cookbook upload, cookbook download
            environment edit, environment create, environment from file, vault edit, vault create, vault update
            vault refresh, vault rotate, client create, client reregister, tag create, bootstrap, upload, download, edit
            """,
            "changes the configuration",
        )
        | destroys(
            """
            node delete, node bulk delete, role delete, data bag delete, cookbook delete, environment delete
            client delete, client bulk delete, vault delete, vault remove, tag delete, delete
            """,
            "deletes what it names",
        )
        | unknown("ssh, winrm, exec", "runs a command on many machines")
    ),
    **same(
        "chef-client, chef-solo, salt-call",
        Tool(
            default=Effect("change", "applies the configuration of this machine"),
            harmless=frozenset({"--help", "--version", "--why-run", "-W"}),
        ),
    ),
    "puppet": Tool(
        reads("config print, module list, cert list, node find, facts, resource, parser validate, lookup")
        | changes("agent, apply, module install, cert sign, config set, ssl", "applies or changes the configuration")
        | destroys("cert clean, cert revoke, node purge, node clean, node deactivate", "deletes what it names"),
        options={"agent --noop": READ, "apply --noop": READ},
    ),
    "docker-machine": Tool(
        reads("ls, env, inspect, ip, status, url, version, active, config")
        | changes("create, start, stop, restart, scp, regenerate-certs, upgrade, provision", "changes machines")
        | destroys("rm, kill", "deletes or ends machines")
        | unknown("ssh", SHELL.does)
    ),
    "vagrant": Tool(
        reads("status, global-status, ssh-config, box list, validate, port, snapshot list")
        | changes("up, halt, reload, provision, suspend, resume, box add, box update, init", "changes machines")
        | changes("snapshot save, snapshot restore, plugin install", "changes machines")
        | destroys("destroy, box remove, snapshot delete", "deletes machines")
        | unknown("ssh", SHELL.does)
    ),
    **same(
        "qm, pct",
        Tool(
            reads("list, status, config, showcmd, listsnapshot, pending")
            | changes("start, stop, shutdown, reboot, reset, suspend, resume, set, resize, migrate", "changes machines")
            | changes("clone, create, snapshot, template, unlock, restore", "changes machines")
            | destroys("destroy, delsnapshot, rollback", "deletes machines or their data")
            | unknown("enter, exec, terminal, console", SHELL.does)
        ),
    ),
    "asdf": Tool(
        reads("list, current, where, which, latest, info, plugin list")
        | changes("install, plugin add, plugin update, global, local, set, reshim, update", "changes packages")
        | destroys("uninstall, plugin remove", "removes packages")
    ),
    "aptly": Tool(
        reads("repo list, repo show, repo search, mirror list, mirror show, snapshot list, snapshot show, publish list")
        | reads("publish show, package search, package show, config show")
        | changes("repo add, repo create, repo copy, repo import, repo include, mirror create", "changes repositories")
        | changes(
            "mirror update, snapshot create, publish repo, publish snapshot, publish update", "changes repositories"
        )
        | changes("publish switch", "changes repositories")
        | destroys("repo drop, repo remove, repo move, mirror drop, snapshot drop", "deletes packages")
        | destroys("publish drop, db cleanup", "deletes packages")
    ),
    "packer": Tool(
        reads("validate, inspect, version, console") | changes("build, init, fmt", "builds images or writes files")
    ),
    **same("openstack, hub", Tool(judge=judge_cloud)),
    "sops": Tool(judge=_judge_sops),
}

_ACCESS = {
    "tsh": Tool(
        reads("ls, status, clusters, kube ls, db ls, apps ls, version, request ls, request show")
        | changes("login, logout, kube login, db login, apps login", "changes this machine's settings")
        | changes("request create", "asks for access")
        | changes("scp", "copies files")
        | unknown("ssh, db connect, kube exec, proxy", SHELL.does)
    ),
    "tctl": Tool(
        reads("status, get, users ls, nodes ls, tokens ls, requests ls, version, auth export")
        | changes("create, edit, users add, users update, users reset, tokens add", "changes access")
        | changes("requests approve, requests deny, auth sign, lock", "changes access")
        | destroys("rm, users rm, tokens rm, auth rotate", "takes access away")
    ),
    **same("kinit, kdestroy", Tool(default=Effect("change", "changes this machine's tickets"))),
    "keytool": Tool(
        default=Effect("change", "changes a key store"),
        options={"-delete": Effect("destructive", "deletes keys")},
        harmless=frozenset({"-list", "-printcert", "-help", "--help"}),
    ),
    **same("sshuttle, autossh, gdb", Tool(default=SHELL)),
}

_STORAGE = {
    "zpool": Tool(
        reads("list, status, get, history, iostat, events")
        | changes(
            "scrub, set, online, offline, clear, import, export, attach, replace, add, upgrade", "changes volumes"
        )
        | changes("trim, resilver, reguid, reopen", "changes volumes")
        | destroys("destroy, detach, remove, labelclear, split, create", "overwrites or takes away disks")
    ),
    "zfs": Tool(
        reads("list, get, diff, holds, userspace, groupspace, send")
        | changes("create, set, inherit, snapshot, mount, unmount, umount, share, unshare", "changes file systems")
        | changes("clone, promote, rename, hold, release, load-key, allow", "changes file systems")
        | destroys("destroy, rollback, receive, recv", "deletes or overwrites data")
    ),
    "mdadm": Tool(judge=_judge_mdadm),
    "multipath": Tool(judge=_judge_multipath),
    "exportfs": Tool(default=Effect("change", "changes what is shared"), alone=READ, harmless=frozenset({"-v", "-s"})),
    "s3cmd": Tool(
        reads("ls, la, info, du, multipart")
        | changes("put, get, cp, mv, sync, mb, setacl, setpolicy, modify, accesslog", "changes what is stored")
        | destroys("del, rm, rb, abortmp, expire", "deletes what it names")
    ),
    "borg": Tool(
        reads("list, info, check, diff")
        | changes("create, init, mount, umount, extract, key, config, rename, break-lock", "changes files or backups")
        | destroys("delete, prune, compact, recreate", "deletes backups")
    ),
    "wal-g": Tool(
        reads("backup-list, wal-show, wal-verify, st ls, st cat")
        | changes("backup-push, wal-push, wal-fetch, backup-mark, copy", "makes backups or writes files")
        | destroys("backup-fetch", "overwrites the server's files")
        | destroys("delete, st rm", "deletes backups")
    ),
    "barman": Tool(
        reads(
            "list-backup, list-backups, list-server, list-servers, list-files, check, show-backup, show-server, status"
        )
        | reads("replication-status, check-backup, diagnose")
        | changes("backup, cron, sync-backup", "makes backups")
        | changes("switch-wal, switch-xlog, receive-wal", "writes files of the log")
        | changes("keep", "changes how long a backup is kept")
        | destroys("recover", "overwrites the server's files")
        | destroys("delete", "deletes backups")
    ),
    "repmgr": Tool(
        reads(
            "cluster show, cluster event, cluster matrix, cluster crosscheck, node status, node check, service status"
        )
        | changes("standby switchover, standby promote, standby follow, standby register", "changes the cluster")
        | changes("standby clone, primary register, node rejoin, witness register, node service", "changes the cluster")
        | changes("service pause, service unpause, primary unregister, standby unregister", "changes the cluster")
        | destroys("cluster cleanup", "deletes the cluster's history")
    ),
}

_SERVERS = {
    "postqueue": Tool(default=READ, options={"-f": Effect("change", "sends the queue")}),
    "postsuper": Tool(
        default=Effect("change", "changes the queue"), options={"-d": Effect("destructive", "deletes messages")}
    ),
    "postfix": Tool(reads("status, check") | changes("start, stop, reload, flush, abort", "changes what runs")),
    "rndc": Tool(
        reads("status, stats, zonestatus, recursing")
        | changes("reload, reconfig, flush, flushname, freeze, thaw, sync, notify", "changes the server")
        | changes("retransfer, addzone, modzone, querylog, stop, halt", "changes the server")
        | destroys("delzone", "deletes the zone")
    ),
    **same("rails, rake, gitlab-rake", _RAILS),
    "sv": Tool(
        reads("status, check")
        | changes(
            "start, stop, up, down, restart, reload, hup, term, once, force-stop, force-restart", "changes what runs"
        )
        | destroys("kill, force-shutdown", "ends processes without letting them finish")
    ),
    "gitlab-rails": Tool(default=SHELL),
    "gitlab-backup": Tool(
        changes("create", "makes a backup") | destroys("restore", "overwrites the data with the backup")
    ),
    "gitlab-ctl": Tool(
        reads("status, tail, show-config, service-list, check-config, get-redis-master, help")
        | changes("restart, start, stop, reconfigure, hup, once, int, term, usr1, usr2, upgrade", "changes what runs")
        | changes("pg-upgrade, deploy-page, promote, registry-garbage-collect", "changes what runs")
        | destroys("kill, graceful-kill, cleanse, uninstall, remove-accounts", "ends or removes what runs")
    ),
    "loginctl": Tool(
        reads(
            "list-sessions, list-users, list-seats, session-status, user-status, seat-status, show-session, show-user"
        )
        | changes("terminate-session, terminate-user, kill-session, kill-user", "ends sessions")
        | changes("enable-linger, disable-linger, lock-session, unlock-session, lock-sessions", "changes sessions"),
        alone=READ,
    ),
}

OPERATIONS = {
    **_CONFIGURATION,
    **_ACCESS,
    **_STORAGE,
    **_SERVERS,
    **readers(
        "lsb_release, wireshark, mongostat, mongotop, showmount, nfsstat, rpcinfo, klist, ldapsearch, coredumpctl"
    ),
    **readers("jstack, named-checkconf, named-checkzone, mailq, varnishlog, varnishstat, pbcopy, xclip, jsonnet"),
    **readers("unbound-checkconf, doveconf, lldpctl, sensors"),
}
