"""Package managers and tools that run a project's own code.

Sources: the command references of apt, dnf, rpm, npm, pnpm, yarn, Prisma and pip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.risk.effect import (
    CODE,
    READ,
    Effect,
    Tool,
    changers,
    changes,
    destroys,
    has_option,
    operands,
    reads,
    same,
    unknown,
)

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation


def _judge_npm(invocation: Invocation) -> Effect | None:
    if has_option(invocation, "--dry-run"):
        return READ
    if (invocation.subcommand or operands(invocation))[:1] == ("audit",) and "fix" in operands(invocation):
        return Effect("change", "changes packages")
    return None


_NPM = Tool(
    reads(
        "ls, list, view, info, show, outdated, audit, ping, "
        "whoami, search, config get, config list, root, prefix, bin, why"
    )
    | reads("explain, fund, help, doctor, pack, licenses, version, --version")
    | changes(
        "install, i, ci, add, update, upgrade, dedupe, prune, link, rebuild, up, import, global, store, patch",
        "changes packages",
    )
    | changes("init, cache", "changes files")
    | changes("set, config, login, logout, token", "changes settings")
    | changes("publish, dist-tag, deprecate, access, owner, team", "changes what the registry offers")
    | destroys("unpublish", "takes the package away from everybody")
    | changes("uninstall, remove, rm, un, unlink", "removes packages")
    | unknown(
        "run, run-script, start, test, t, exec, x, dlx, build, dev, workspaces, workspace, serve, stop, restart",
        "runs a script of the project",
    ),
    judge=_judge_npm,
)


_MACHINE = (
    reads("list, search, show, info, policy, check, check-update, repolist, provides, history, deps, outdated, help")
    | reads("changelog, depends, rdepends, repoquery, madison, showpkg, config, --version, stats, version, doctor")
    | reads("services list, module list, module info")
    | changes(
        "install, reinstall, update, upgrade, dist-upgrade, full-upgrade, downgrade, add, fix, localinstall",
        "changes packages",
    )
    | changes("build-dep, groupinstall, link, unlink, refresh, enable, disable, module", "changes packages")
    | changes("history undo, history redo, history rollback", "changes packages")
    | changes("makecache, clean, autoclean", "changes what this machine has stored of packages")
    | changes("download, source", "downloads packages")
    | changes("mark, pin, unpin, hold, unhold", "changes which packages may be upgraded")
    | changes("tap, untap, edit-sources, config-manager", "changes where packages come from")
    | changes("services, start, stop, restart", "changes what runs")
    | destroys("remove, purge, autoremove, erase, uninstall, del, delete", "removes packages")
)

_UPDATES_LISTS = changes("update", "changes what this machine has stored of packages")
"""With these package managers, ``update`` asks what there is, and ``upgrade`` takes it."""

PACKAGES = {
    **same("apt, apt-get, apt-cache, apk, brew", Tool(_MACHINE | _UPDATES_LISTS)),
    **same("dnf, yum, microdnf, zypper, snap, pacman, port, flatpak", Tool(_MACHINE)),
    "dpkg": Tool(
        default=READ,
        options={
            "-i": Effect("change", "changes packages"),
            "--install": Effect("change", "changes packages"),
            "--unpack": Effect("change", "changes packages"),
            "--configure": Effect("change", "changes packages"),
            "--set-selections": Effect("change", "changes which packages are wanted"),
            "--remove": Effect("destructive", "removes packages"),
            "-r": Effect("destructive", "removes packages"),
            "-P": Effect("destructive", "removes packages"),
            "--purge": Effect("destructive", "removes packages"),
        },
    ),
    "rpm": Tool(
        default=READ,
        options={
            **dict.fromkeys(
                ("-i", "--install", "-U", "--upgrade", "-F", "--freshen"), Effect("change", "changes packages")
            ),
            **dict.fromkeys(("-e", "--erase"), Effect("destructive", "removes packages")),
            "--import": Effect("change", "trusts a key"),
            "--rebuilddb": Effect("change", "makes the database of packages anew"),
        },
        # Letters of a query mean something else: ``-qi`` shows information.
        harmless=frozenset({"--help", "--version", "-q", "--query", "-V", "--verify", "-K", "--checksig"}),
    ),
    "apt-mark": Tool(
        reads("showmanual, showauto, showhold"), default=Effect("change", "changes which packages may be upgraded")
    ),
    **same("npm, pnpm, yarn, bun", _NPM),
    **same("npx, pnpx, bunx", Tool(default=CODE)),
    "prisma": Tool(
        reads("migrate status, migrate diff, validate, version")
        | changes("migrate deploy", "applies migrations to the database")
        | changes("migrate resolve", "changes which migrations count as applied")
        | changes("generate, format, db pull, init, db seed", "writes files or data")
        | destroys("migrate reset", "drops the database and makes it anew")
        | destroys("migrate dev", "resets the database where the history does not fit")
        | destroys("db push", "changes the schema without a migration, and drops data where told to")
        | unknown("studio", "opens an editor for the data")
        | unknown("db execute", "runs SQL that does not stand here"),
        harmless=frozenset({"--help", "--version", "--print"}),
    ),
    **same(
        "pip, pip3, pipx, uv, poetry, pipenv, gem, bundle, cargo, go, composer, mvn, gradle",
        Tool(
            reads(
                "list, show, freeze, check, search, tree, env, "
                "version, outdated, info, help, doc, vet, metadata, config"
            )
            | changes(
                "install, add, update, upgrade, sync, lock, get, download, mod, fetch, require, uninstall, remove",
                "changes packages",
            )
            | changes("build, init, tidy, cache, clean, fmt", "changes files")
            | changes("publish, yank", "changes what the registry offers")
            | unknown("run, exec, test, shell, start", "runs code of the project")
        ),
    ),
    **same(
        "pytest, jest, vitest, playwright, cypress, mocha, turbo, nx, vite, next, webpack, tsc, eslint",
        Tool(default=CODE),
    ),
    **changers("husky, lefthook, pre-commit", "runs checks of the project"),
}
