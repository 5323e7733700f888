"""Files that an outside program reads, told from the words that it was really given."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.checks.shell.local_files import files_in_words
from runbook_site.snippets.tool import tool_call
from runbook_site.snippets.word import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FILE = re.compile(r"(?:/tmp/|\./)?(?:[\w.+-]+/)*+[\w+-][\w.+-]*\.[A-Za-z0-9]{1,8}")
_REMOTE = re.compile(r"[^/]+:|\w+://")
_COPIES = frozenset({("docker", "cp"), ("podman", "cp"), ("kubectl", "cp"), ("oc", "cp")})
_COPIERS = frozenset({"scp", "rsync"})
_OPERANDS = frozenset({("pg_restore",), ("git", "apply"), ("git", "am"), ("sqlite3",), ("ansible-playbook",)})
"""Tools whose operands that look like files are files that are read."""
_MOST_PATH = 1000


def files_read(argv: Sequence[str]) -> Iterator[str]:
    """The paths of files that a call reads where it is made: relative ones, and those in ``/tmp``."""
    words = tuple(Word(each, (), 0, 0, each) for each in argv)
    call = tool_call(words)
    named = [path for path, _ in files_in_words(call.tool, call.subcommand, words)]
    named += _operands((call.tool, *call.subcommand), argv)
    for path in dict.fromkeys(named):
        if len(path) < _MOST_PATH and _FILE.fullmatch(path):
            yield path


def _operands(names: tuple[str, ...], argv: Sequence[str]) -> list[str]:
    operands = [each for each in argv[1:] if not each.startswith("-")]
    if names[:2] in _COPIES or names[0] in _COPIERS:
        sent = operands[1:-1] if names[:2] in _COPIES else operands[:-1]
        return sent if operands and _REMOTE.match(operands[-1]) else []
    if names[:3] in {("aws", "s3", "cp"), ("aws", "s3", "mv")}:
        at = next((index for index, each in enumerate(argv) if each.startswith("s3://")), 0)
        return [argv[at - 1]] if at > 3 else []  # noqa: PLR2004 - behind `aws s3 cp`
    if names[:1] in _OPERANDS or names[:2] in _OPERANDS:
        values = {"-f", "--file", "-d", "--dbname", "-L", "--use-list"}
        return [each for before, each in pairwise(argv) if before not in values and each[:1] != "-"]
    return []
