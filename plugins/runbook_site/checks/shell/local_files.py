"""Files that commands read from where the reader stands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from runbook_site.checks.shell.bringing_files import brings_files
from runbook_site.checks.shell.file_arguments import aws_files, curl_files, given_values
from runbook_site.checks.shell.given_options import longest
from runbook_site.snippets.tool import shown, words_of
from runbook_site.sources.disk import exists

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.word import Word

_MANIFEST = "-f --filename"
_FROM_FILE = "--from-file --from-env-file"
_KEYED = words_of("--from-file")
_BY_OPTION: Mapping[tuple[str, ...], str] = {
    ("psql",): "-f --file",
    ("kubectl", "apply"): _MANIFEST,
    ("kubectl", "create"): f"{_MANIFEST} {_FROM_FILE}",
    ("kubectl", "replace"): _MANIFEST,
    ("kubectl", "delete"): _MANIFEST,
    ("kubectl", "diff"): _MANIFEST,
    ("oc", "apply"): _MANIFEST,
    ("oc", "create"): f"{_MANIFEST} {_FROM_FILE}",
    ("oc", "replace"): _MANIFEST,
    ("oc", "delete"): _MANIFEST,
    ("oc", "set", "data"): "--from-file",
    ("helm", "install"): "-f --values",
    ("helm", "upgrade"): "-f --values",
    ("jq",): "-f --from-file",
    ("openssl",): "-in",
    ("curl",): "-T --upload-file -K --config",
    **{
        (tool, *verb): "--env-file"
        for tool in ("docker", "podman", "nerdctl")
        for verb in (("run",), ("container", "run"))
    },
    ("docker", "compose"): "--env-file",
    ("docker-compose",): "--env-file",
}
"""Options whose value is a file that is read, by tool and subcommand."""
_FIRST_OPERAND = words_of("source . bash sh zsh python python3 node ruby perl unzip gunzip zcat ansible-playbook")
"""Tools whose first word that is no option is a file that is read."""
_TAR_OPENS = re.compile(r"-?[A-Za-z]*[xt][A-Za-z]*f$|-?[A-Za-z]*f[A-Za-z]*[xt]$")
_FILE = re.compile(r"(?:\./)?(?:[\w.+-]+/)*[\w+-][\w.+-]*\.[A-Za-z0-9]{1,8}")
_SCRIPT = re.compile(r"\./(?:[\w.+-]+/)*[\w+-][\w.+-]*")
_OF_PROJECT = re.compile(r"\./(?:bin/|mvnw$|gradlew$)")
"""Programs that come with what is installed, or that every project of its kind has."""
_ELSEWHERE = words_of(
    "ssh kubectl oc docker docker-compose podman nerdctl crictl fly flyctl heroku gcloud aws knife chroot su"
)
"""Tools that run a command where other files are."""


class ReadFile(NamedTuple):
    """A file that a command reads.

    Attributes:
        path: As the command names it.
        word: The word that names it, maybe with more around: ``@``, ``file://``, ``key=``.
    """

    path: str
    word: Word


def leaves(invocation: Invocation, siblings: Sequence[Invocation] = ()) -> bool:
    """Whether it is not known behind a command which files are there.

    Args:
        invocation: The command.
        siblings: All commands of its chunk.
    """
    return not _is_elsewhere(invocation) and "$()" not in invocation.via and brings_files(invocation, siblings)


def _is_elsewhere(invocation: Invocation) -> bool:
    return any(name in _ELSEWHERE for name in invocation.via)


def read_files(invocation: Invocation) -> Iterator[ReadFile]:
    """The files that a command reads, relative to where the reader stands, and the words that name them."""
    if _is_elsewhere(invocation):
        return
    targets = [
        redirect.target
        for redirect in invocation.redirects
        if redirect.operator == "<" and redirect.target and not _is_placeholder(invocation, redirect.target)
    ]
    for path, word in (
        *((target.value or "", target) for target in targets),
        *files_in_words(invocation.tool, invocation.subcommand, invocation.argv),
    ):
        if _FILE.fullmatch(path):
            yield ReadFile(path, word)
    program = invocation.argv[0].value if invocation.argv else ""
    if program and _SCRIPT.fullmatch(program) and _OF_PROJECT.match(program) is None:
        yield ReadFile(program, invocation.argv[0])


def _is_placeholder(invocation: Invocation, target: Word) -> bool:
    """Whether a file that is read, and what is written next to it, is ``<manifest.yml>``."""
    text = invocation.text.text
    return text[target.start - 1 : target.start] == "<" and text[target.end : target.end + 1] == ">"


def is_held(path: str, runbook: str) -> bool:
    """Whether a path leads to something from the runbook's folder or one above it, up to where the tool was called."""
    folder = Path(runbook).parent
    bases = (folder, *folder.parents) if not folder.is_absolute() else (folder, *folder.parents[:3])
    return any(exists(base / path) for base in bases)


def files_in_words(tool: str, subcommand: tuple[str, ...], argv: Sequence[Word]) -> Iterator[tuple[str, Word]]:
    """What may be the name of a file that is read, among the words of a command, and the word that holds it."""
    if tool in _FIRST_OPERAND:
        yield from ((word.value or "", word) for word in _first_operand(argv))
    elif tool == "tar":
        if len(argv) > 2 and _TAR_OPENS.fullmatch(argv[1].value or ""):  # noqa: PLR2004 - letters, file
            yield argv[2].value or "", argv[2]
    else:
        names = (tool, *subcommand)
        for option, value, word in given_values(argv, words_of(longest(_BY_OPTION, names) or "")):
            # ``--from-file=key=path``
            yield value.rpartition("=")[2] if option in _KEYED else value, word
        yield from curl_files(argv) if tool == "curl" else ()
        yield from aws_files(argv) if tool == "aws" else ()


def _first_operand(argv: Sequence[Word]) -> Sequence[Word]:
    """The first word, if it is no option: behind options it may be the value of one."""
    return argv[1:2] if len(argv) > 1 and not shown(argv[1]).startswith("-") else ()
