"""Files that commands read from where the reader stands."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.snippets.tool import shown, words_of
from runbook_site.sources.disk import exists

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.word import Word

_MANIFEST = "-f --filename"
_BY_OPTION: Mapping[tuple[str, ...], str] = {
    ("psql",): "-f --file",
    ("kubectl", "apply"): _MANIFEST,
    ("kubectl", "create"): _MANIFEST,
    ("kubectl", "replace"): _MANIFEST,
    ("kubectl", "delete"): _MANIFEST,
    ("kubectl", "diff"): _MANIFEST,
    ("oc", "apply"): _MANIFEST,
    ("oc", "create"): _MANIFEST,
    ("oc", "replace"): _MANIFEST,
    ("oc", "delete"): _MANIFEST,
    ("helm", "install"): "-f --values",
    ("helm", "upgrade"): "-f --values",
    ("jq",): "-f --from-file",
    ("openssl",): "-in",
    ("curl",): "-T --upload-file",
}
"""Options whose value is a file that is read, by tool and subcommand."""
_FIRST_OPERAND = words_of("source . bash sh zsh python python3 node ruby perl unzip gunzip zcat ansible-playbook")
"""Tools whose first word that is no option is a file that is read."""
_TAR_OPENS = re.compile(r"-?[A-Za-z]*[xt][A-Za-z]*f$|-?[A-Za-z]*f[A-Za-z]*[xt]$")
_FILE = re.compile(r"(?:\./)?(?:[\w.+-]+/)*[\w+-][\w.+-]*\.[A-Za-z0-9]{1,8}")
_SCRIPT = re.compile(r"\./(?:[\w.+-]+/)*[\w+-][\w.+-]*")
_ELSEWHERE = words_of(
    "ssh kubectl oc docker docker-compose podman nerdctl crictl fly flyctl heroku gcloud aws knife chroot su"
)
"""Tools that run a command where other files are."""
_LEAVES = words_of("cd pushd popd ssh su git tar unzip rsync scp make svn")
"""Tools behind which the reader stands somewhere else, or has files that nobody listed."""


def leaves(invocation: Invocation) -> bool:
    """Whether it is not known behind a command which files are there."""
    return invocation.tool in _LEAVES


def read_files(invocation: Invocation) -> Iterator[Word]:
    """The words of a command that name a file which it reads, relative to where the reader stands."""
    if any(name in _ELSEWHERE for name in invocation.via):
        return
    words = [redirect.target for redirect in invocation.redirects if redirect.operator == "<" and redirect.target]
    words += _arguments(invocation)
    for word in words:
        if word.value and _FILE.fullmatch(word.value):
            yield word
    if invocation.argv and invocation.argv[0].value and _SCRIPT.fullmatch(invocation.argv[0].value):
        yield invocation.argv[0]


def is_held(path: str, runbook: str) -> bool:
    """Whether a path leads to something from the runbook's folder or one above it, up to where the tool was called."""
    folder = Path(runbook).parent
    bases = (folder, *folder.parents) if not folder.is_absolute() else (folder, *folder.parents[:3])
    return any(exists(base / path) for base in bases)


def _arguments(invocation: Invocation) -> Sequence[Word]:
    argv, tool = invocation.argv, invocation.tool
    if tool in _FIRST_OPERAND:
        return _first_operand(argv)
    if tool == "tar":
        opens = len(argv) > 2 and _TAR_OPENS.fullmatch(argv[1].value or "") is not None  # noqa: PLR2004 - letters, file
        return argv[2:3] if opens else ()
    names = (tool, *invocation.subcommand)
    options = next((_BY_OPTION[names[:n]] for n in range(len(names), 0, -1) if names[:n] in _BY_OPTION), "")
    return tuple(_values(argv, words_of(options))) if options else ()


def _first_operand(argv: Sequence[Word]) -> Sequence[Word]:
    """The first word, if it is no option: behind options it may be the value of one."""
    return argv[1:2] if len(argv) > 1 and not shown(argv[1]).startswith("-") else ()


def _values(argv: Sequence[Word], options: frozenset[str]) -> Iterator[Word]:
    for word, following in pairwise(argv[1:]):
        if word.value in options:
            yield following
