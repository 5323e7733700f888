"""Version control, and the platforms around it.

Sources: git and GitHub CLI command references.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.risk.effect import (
    READ,
    Effect,
    Tool,
    changes,
    destroys,
    has_option,
    operands,
    option_value,
    reads,
    texts,
)
from runbook_site.snippets.risk.network import request_effect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from runbook_site.snippets.invocation import Invocation

_ONE_ARGUMENT = 2
"""How many operands a verb and one argument are."""

_DISCARDS = Effect("destructive", "discards changes that were not committed")


def _judge_git(invocation: Invocation) -> Effect | None:
    judge = _VERBS.get((invocation.subcommand or ("",))[0])
    if has_option(invocation, "--dry-run"):
        return READ
    return judge(invocation) if judge is not None else None


def _judge_reset(invocation: Invocation) -> Effect | None:
    return _DISCARDS if has_option(invocation, "--hard") else None


def _judge_clean(invocation: Invocation) -> Effect:
    return READ if has_option(invocation, "-n") else Effect("destructive", "deletes files that git does not track")


def _judge_checkout(invocation: Invocation) -> Effect | None:
    forced = has_option(invocation, "-f", "--force", "--discard-changes")
    return _DISCARDS if forced or {"--", "."} & set(texts(invocation)) else None


def _judge_restore(invocation: Invocation) -> Effect | None:
    staged_only = has_option(invocation, "--staged", "-S") and not has_option(invocation, "--worktree", "-W")
    return None if staged_only else _DISCARDS


def _judge_remote(invocation: Invocation) -> Effect | None:
    return READ if operands(invocation) == ("remote",) else None


def _judge_stash(invocation: Invocation) -> Effect | None:
    return READ if operands(invocation)[1:2] in {("list",), ("show",)} else None


def _judge_config(invocation: Invocation) -> Effect | None:
    shows = has_option(invocation, "--get", "--list", "-l", "--get-all") or len(operands(invocation)) == _ONE_ARGUMENT
    return READ if shows else None


def _judge_push(invocation: Invocation) -> Effect:
    if has_option(invocation, "-f", "--force", "--force-with-lease", "--mirror") or any(
        word.startswith("+") for word in operands(invocation)[1:]
    ):
        return Effect("destructive", "overwrites the history of the remote branch")
    if has_option(invocation, "-d", "--delete") or any(word.startswith(":") for word in operands(invocation)[1:]):
        return Effect("destructive", "deletes the remote branch")
    return Effect("change", "publishes commits")


def _judge_branch(invocation: Invocation) -> Effect:
    if has_option(invocation, "-D", "-d", "--delete"):
        return Effect("destructive", "deletes the branch")
    listing = has_option(invocation, "-a", "-r", "-v", "--list", "--show-current", "--contains", "--merged")
    return READ if listing or len(operands(invocation)) < _ONE_ARGUMENT else Effect("change", "changes branches")


def _judge_tag(invocation: Invocation) -> Effect:
    if has_option(invocation, "-d", "--delete"):
        return Effect("destructive", "deletes the tag")
    listing = has_option(invocation, "-l", "--list", "-n", "--sort", "--contains", "--points-at")
    return READ if listing or len(operands(invocation)) < _ONE_ARGUMENT else Effect("change", "makes a tag")


_VERBS: Mapping[str, Callable[[Invocation], Effect | None]] = {
    "branch": _judge_branch,
    "checkout": _judge_checkout,
    "clean": _judge_clean,
    "config": _judge_config,
    "push": _judge_push,
    "remote": _judge_remote,
    "reset": _judge_reset,
    "restore": _judge_restore,
    "stash": _judge_stash,
    "switch": _judge_checkout,
    "tag": _judge_tag,
}
"""Verbs of git whose options decide."""


def _judge_gh_api(invocation: Invocation) -> Effect | None:
    if invocation.subcommand[:1] != ("api",):
        return None
    method = option_value(invocation, "-X", "--method")
    fields = has_option(invocation, "-f", "-F", "--field", "--raw-field", "--input")
    return request_effect(method.upper() if method else "POST" if fields else "GET")


GIT = {
    "git": Tool(
        reads(
            """
            status, log, show, diff, blame, describe, rev-parse, rev-list, ls-files, ls-remote, ls-tree, shortlog
            reflog, grep
            remote show, remote get-url, cat-file, name-rev, merge-base, bisect log
            worktree list, help
            submodule status, count-objects, fsck, whatchanged, range-diff, cherry, for-each-ref, version, show-ref
            notes show
            check-ignore, verify-commit, verify-tag, config get, config list, bundle verify, lfs ls-files, var
            symbolic-ref
            """
        )
        | changes(
            "add, commit, merge, rebase, revert, cherry-pick, pull, fetch, clone, init, mv, apply, am",
            "changes the repository",
        )
        | changes(
            "checkout, switch, restore, stash, reset, submodule, worktree, bisect, sparse-checkout",
            "changes the working tree",
        )
        | changes("config, remote", "changes the settings of git")
        | changes(
            "notes, lfs, gc, maintenance, replace, tag, branch",
            "changes the repository",
        )
        | changes("bundle, archive, format-patch", "writes files")
        | destroys("rm", "deletes files")
        | destroys("stash drop, stash clear, reflog expire, reflog delete, worktree remove, branch -D", "deletes work")
        | destroys("filter-branch, filter-repo, update-ref", "rewrites history")
        | destroys("prune", "deletes commits that nothing leads to"),
        judge=_judge_git,
    ),
    "git-crypt": Tool(default=Effect("change", "changes the working tree")),
    "gh": Tool(
        reads(
            """
            pr list, pr view, pr checks, pr diff, pr status, issue list, issue view, run list, run view, run watch
            run download, workflow list, workflow view, repo view, repo list, release list, release view
            release download
            auth status, gist list, gist view, search, status, browse, secret list, variable list, api, cache list
            """
        )
        | changes("pr, issue, repo, release, secret, variable, label, cache", "changes the repository")
        | changes("run, workflow", "starts, stops or changes workflows")
        | changes("gist", "changes gists")
        | changes("auth, alias, extension, config", "changes this machine's settings")
        | changes("repo clone, pr checkout", "writes files")
        | destroys(
            "repo delete, release delete, secret delete, variable delete, gist delete, issue delete",
            "deletes what it names",
        )
        | destroys("run delete, cache delete", "deletes what it names"),
        judge=_judge_gh_api,
    ),
}
