"""Package managers and tools that run a project's own code.

Sources: the command references of npm, pnpm, yarn, Prisma and pip.
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
        "install, i, ci, add, update, upgrade, dedupe, prune, link, rebuild, init, set, config, cache, up, import",
        "changes packages",
    )
    | changes(
        "publish, dist-tag, deprecate, access, owner, login, logout, token, team, global, store, patch",
        "changes packages",
    )
    | destroys("unpublish", "takes the package away from everybody")
    | changes("uninstall, remove, rm, un, unlink", "removes packages")
    | unknown(
        "run, run-script, start, test, t, exec, x, dlx, build, dev, workspaces, workspace, serve, stop, restart",
        "runs a script of the project",
    ),
    judge=_judge_npm,
)


PACKAGES = {
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
                "install, add, update, upgrade, sync, lock, get, download, mod, build, fetch, require, init, tidy",
                "changes packages",
            )
            | changes("uninstall, remove, publish, yank, cache, clean, fmt", "changes packages")
            | unknown("run, exec, test, shell, start", "runs code of the project")
        ),
    ),
    **same(
        "pytest, jest, vitest, playwright, cypress, mocha, turbo, nx, vite, next, webpack, tsc, eslint",
        Tool(default=CODE),
    ),
    **changers("husky, lefthook, pre-commit", "runs checks of the project"),
}
