"""Commands behind which nobody knows which files lie where the reader stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.shell.given_options import has_option
from runbook_site.checks.shell.opened_prompt import opens_prompt
from runbook_site.checks.shell.waiting import is_fed
from runbook_site.snippets.tool import shown, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.snippets.invocation import Invocation

_MOVES = words_of("cd pushd popd make svn")
"""Tools behind which the reader stands somewhere else, or that make files that nobody listed."""
_GIT = words_of(
    "clone checkout switch pull restore worktree submodule merge reset cherry-pick am apply lfs sparse-checkout"
)
_STASH = words_of("pop apply")
_LOOKS = {"make": "-n --dry-run --just-print --recon -q --question -v --version", "unzip": "-l -t -v -Z -z -p"}
"""Options under which a tool leaves no file behind."""
_REMOTE = re.compile(r"[^/]+:|\w+://|.*\}:")
_TAR_BRINGS = re.compile(r"-?[A-Za-z]*x[A-Za-z]*|--extract|--get")


def brings_files(invocation: Invocation, siblings: Sequence[Invocation] = ()) -> bool:
    """Whether it is not known behind a command which files are there.

    Args:
        invocation: The command.
        siblings: All commands of its chunk.
    """
    tool, argv = invocation.tool, invocation.argv
    if tool in _MOVES or tool == "unzip":
        return not has_option(argv, _LOOKS.get(tool, "--help"))
    if tool == "git":
        verb = invocation.subcommand
        return verb[:1] != () and (verb[0] in _GIT or (verb[0] == "stash" and verb[-1] in _STASH))
    if tool == "tar":
        return any(_TAR_BRINGS.fullmatch(shown(word)) for word in argv[1:2]) or has_option(argv, "-x --extract --get")
    if tool in {"scp", "rsync", "sftp"}:
        # What is sent away leaves nothing here; where a variable says whither, nobody knows.
        return not (len(argv) > 1 and _REMOTE.match(shown(argv[-1])))
    return not is_fed(invocation, siblings) and bool(opens_prompt(invocation, siblings)) and tool not in _OWN_FILES


_OWN_FILES = words_of("psql mysql mariadb mongosh mongo redis-cli python python3 node irb")
"""Clients below whose prompt the reader still stands in the same folder."""
