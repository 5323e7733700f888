"""Repositories with a history, and with a remote `origin` that has the same."""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING

from runbook_site.proofs.counterparts.counterpart import Needs, Standing
from runbook_site.proofs.counterparts.files import is_script, path_below_home
from runbook_site.proofs.counterparts.programs import found, version
from runbook_site.proofs.sandbox.error import SandboxError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.model.counterparts import Counterparts, GitRepository
    from runbook_site.proofs.sandbox.session import Session

_ENVIRONMENT = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}
_SETTINGS = b"[user]\n\tname = Release\n\temail = release@localhost\n[init]\n\tdefaultBranch = main\n"
_WHO = "Release <release@localhost>"
_FIRST, _APART = 1_767_225_600, 3600
"""When the oldest commit was made, in seconds since 1970: the first of January 2026; and how long before the next."""
_MAKE = """
set -e
case $1 in .) name=home ;; *) name=$1 ;; esac
remote="${TMPDIR:-/tmp}/remotes/$name.git"
git init --quiet --bare --initial-branch="$2" "$remote"
git -C "$remote" fast-import --quiet
git clone --quiet --no-local --no-checkout -- "$remote" "$1/.new"
mv "$1/.new/.git" "$1"
rmdir "$1/.new"
echo /.gitconfig >>"$1/.git/info/exclude"
git -C "$1" reset --quiet --hard
"""
"""A clone wants an empty folder, and the home is none: the settings of git lie there."""


def missing(declared: Counterparts) -> str:
    """What this machine lacks for it."""
    if not declared.git or found(["git"]):
        return ""
    return "git is not installed. On Debian and Ubuntu: sudo apt-get install git"


def needs(_declared: Counterparts) -> Needs:
    """Nothing: git is the system's."""
    return Needs()


def start(session: Session, declared: Counterparts) -> Standing:
    """Make the repositories. Their commits are the same in every run, with the same hashes.

    Raises:
        SandboxError: git does not take what is declared: a path, the name of a branch or of a tag.
    """
    if not declared.git:
        return Standing()
    session.write(".gitconfig", _SETTINGS)
    for each in declared.git:
        path = "." if posixpath.normpath(each.path) == "." else path_below_home(each.path)
        words = ["sh", "-c", _MAKE, "git", path, each.branch]
        outcome = session.run(words, stdin=b"".join(_history(each)), env=_ENVIRONMENT)
        if outcome.status != 0:
            lines = outcome.errors.decode("utf-8", "replace").splitlines() or [outcome.why]
            fatal = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1])
            message = f"git does not make the repository '{path}' as it is declared: {fatal}"
            raise SandboxError(message)
    return Standing(environment=_ENVIRONMENT, tools=frozenset({"git"}), versions=(version(session, "git"),))


def _history(repository: GitRepository) -> Iterator[bytes]:
    """A stream that git-fast-import(1) reads."""
    for number, commit in enumerate(repository.commits, start=1):
        when = f"{_WHO} {_FIRST + _APART * (number - 1)} +0000"
        yield f"commit refs/heads/{repository.branch}\nmark :{number}\ncommitter {when}\n".encode()
        yield from _data(commit.message)
        for path, text in commit.files.items():
            mode = "100755" if is_script(text) else "100644"
            # What can be printed needs no other escapes than those of JSON.
            yield f"M {mode} inline {json.dumps(path_below_home(path), ensure_ascii=False)}\n".encode()
            yield from _data(text)
        if commit.tag is not None:
            yield f"tag {commit.tag}\nfrom :{number}\ntagger {when}\n".encode()
            yield from _data(commit.tag)
    yield b"done\n"


def _data(text: str) -> Iterator[bytes]:
    content = text.encode()
    yield b"data %d\n%b\n" % (len(content), content)
