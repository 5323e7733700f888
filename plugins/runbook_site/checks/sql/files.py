"""Calls of psql that carry out what is in a file."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.checks.sql.runs import SINGLE_TRANSACTION, STOPS
from runbook_site.snippets.calls import SUBSTITUTIONS, plain
from runbook_site.snippets.tool import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.snippets.calls import Call

_FILE_OPTION = re.compile(r"-[aAbeElnqsStwWxXz1]*f|--file")
_FILE_IN_WORD = re.compile(r"-f(?=.)|--file=")
_COMMAND = re.compile(r"-[aAbeElnqsStwWxXz1]*c.*|--command(?:=.*)?", re.DOTALL)
_LOOKS_ONLY = re.compile(
    r"(?:.*[^a-z])?(?:report|quer(?:y|ies)|check|status|show|list|select|diagnos\w*|monitor\w*|stats?|health|inspect|"
    r"verif\w*|count|find)(?:[^a-z].*)?",
    re.IGNORECASE,
)
_LONGEST = 200
_NO_FILE = re.compile(r"/dev/(?:null|tty|stdin)|-")
_READERS = words_of(
    "cat gunzip zcat gzip bzcat bunzip2 xzcat unxz xz zstd zstdcat lz4 unzip pv sed tar gpg age openssl "
    "pg_restore pg_dump pg_dumpall aws gsutil gcloud az s3cmd curl wget"
)
"""Programs that print a file, or a dump that is as long as one."""
_MORE_OPTIONS = re.compile(r"\$\{?\w*(?:OPT|ARG|FLAG)", re.IGNORECASE)


def loads_file(call: Call) -> bool:
    """Whether psql carries out a file, and goes on behind an error in it."""
    if call.tool != "psql":
        return False
    words = call.invocation.argv[1:]
    if any(STOPS.search(word.text) or _MORE_OPTIONS.match(word.text.lstrip("\"'")) for word in words):
        return False
    if any(SINGLE_TRANSACTION.fullmatch(word.text) for word in words):
        return False
    return any(name and not _LOOKS_ONLY.fullmatch(name[-_LONGEST:]) for name in _files(call))


def _files(call: Call) -> Iterator[str]:
    """The names of what psql carries out, as far as they are known."""
    words = call.invocation.argv[1:]
    named = [_name(plain(after)) for word, after in pairwise(words) if _FILE_OPTION.fullmatch(word.text)]
    named += [_name(_FILE_IN_WORD.sub("", plain(word), count=1)) for word in words if _FILE_IN_WORD.match(word.text)]
    if named or any(_COMMAND.fullmatch(word.text) for word in words):
        # What psql is told by an option, it carries out in the place of its standard input.
        yield from named
        return
    around: Call | None = call
    while around is not None and not any(each in SUBSTITUTIONS for each in around.invocation.via[-1:]):
        for redirect in around.invocation.redirects:
            if redirect.operator == "<" and redirect.descriptor in {None, 0} and redirect.target is not None:
                yield _name(plain(redirect.target))
        parent = around.invocation.parent
        around = None if parent is None else type(call)(call.runbook, call.snippet, call.chunk, parent)
    before = call.pipeline()[: call.invocation.position]
    if before and all(each.tool in _READERS for each in before):
        yield " ".join(plain(word) for each in before for word in each.invocation.argv[1:])


def _name(path: str) -> str:
    """The file's name without its folder; empty for what is no file."""
    return "" if _NO_FILE.fullmatch(path) else path.rpartition("/")[2]
