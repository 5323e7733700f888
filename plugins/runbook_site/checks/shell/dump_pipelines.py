"""Pipelines in which a backup is made and kept, or put back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.shell.given_options import has_option, longest
from runbook_site.snippets.tool import shown, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.snippets.invocation import Invocation

_DUMPS = words_of("pg_dump pg_dumpall mysqldump mariadb-dump mongodump pg_basebackup slapcat")
_DUMPING: dict[tuple[str, ...], str] = {
    ("redis-cli",): "--rdb",
    ("etcdctl", "snapshot", "save"): "",
    ("consul", "kv", "export"): "",
    ("terraform", "state", "pull"): "",
}
"""Tools that do so with a subcommand or an option, of which the first is empty where none is needed."""
_COPIES = re.compile(r"\s*+(?:\\?copy\b.{1,2000}?\bto\s++(?:program\b|p?stdout\b)|\.dump\b)", re.IGNORECASE | re.DOTALL)
"""What a database's client is told to print all of a table or a database."""
_EXPORTS = words_of("kubectl oc aws gcloud az helm curl ldapsearch crontab etcdctl vault psql mysql redis-cli gh")
"""Tools whose output is a backup where it is called one."""
_BACKUP = re.compile(r"back[-_]?up|bkp|(?<![a-z])bak(?![a-z])", re.IGNORECASE)
_HARMLESS = "-V --version -? --help"
_CLIENTS = words_of("psql mysql mariadb sqlite3")
_UNPACKERS = words_of("gunzip zcat gzip pigz bzcat bunzip2 bzip2 xzcat unxz xz zstd zstdcat unzstd lz4 lz4cat gpg age")
_FETCHES: dict[tuple[str, ...], str] = {
    ("aws", "s3", "cp"): "",
    ("gcloud", "storage", "cat"): "",
    ("gsutil", "cat"): "",
    ("curl",): "",
    ("openssl", "enc"): "",
    ("rclone", "cat"): "",
}
_WRITERS = words_of("tee split ssh rclone restic gsutil s3cmd")
"""Programs that put what they are fed in a place where it stays."""
_WRITING: dict[tuple[str, ...], str] = {
    ("aws", "s3", "cp"): "",
    ("gcloud", "storage", "cp"): "",
    ("openssl", "enc"): "-out",
    ("openssl", "smime"): "-out",
    ("gpg",): "-o --output",
    ("age",): "-o --output",
    ("zstd",): "-o",
}
"""Tools that do so with an option, or whatever their options are."""
_OUTPUT = frozenset({">", ">>", ">|"})
_NOWHERE = re.compile(r"/dev/(?:null|stdout|stderr)")


def makes_dump(invocation: Invocation) -> bool:
    """Whether a command writes a backup to its standard output."""
    if invocation.tool in _DUMPS:
        return not has_option(invocation.argv, _HARMLESS)
    if invocation.tool in _CLIENTS and any(_COPIES.match(shown(word)) for word in invocation.argv[1:]):
        return True
    option = longest(_DUMPING, (invocation.tool, *invocation.subcommand))
    return option is not None and (not option or has_option(invocation.argv, option))


def exports(invocation: Invocation) -> bool:
    """Whether what a command prints is a backup where its reader calls it one."""
    if invocation.tool in {"kubectl", "oc"}:
        return invocation.subcommand == ("get",)
    return invocation.tool in _EXPORTS


def calls_it_backup(invocation: Invocation) -> bool:
    """Whether a command that keeps what it is fed gives it the name of a backup."""
    targets = [each.target for each in invocation.redirects if each.operator in _OUTPUT and each.target is not None]
    return any(_BACKUP.search(shown(word)) for word in targets or invocation.argv[1:])


def unpacks(invocation: Invocation) -> bool:
    """Whether a command unpacks or fetches a file, and prints it."""
    return invocation.tool in _UNPACKERS or longest(_FETCHES, (invocation.tool, *invocation.subcommand)) is not None


def loads_at_once(invocation: Invocation) -> bool:
    """Whether a command of a pipeline loads what it is fed as a whole or not at all."""
    return invocation.tool == "psql" and has_option(invocation.argv, "-1 --single-transaction")


def keeps_what_it_reads(invocation: Invocation) -> bool:
    """Whether a command of a pipeline leaves what it is fed in a file, a bucket or on another machine."""
    outputs = (each for each in invocation.redirects if each.operator in _OUTPUT and each.descriptor in {None, 1})
    if any(each.target is not None and _NOWHERE.fullmatch(shown(each.target)) is None for each in outputs):
        return True
    if invocation.tool in _WRITERS:
        return True
    if invocation.tool == "dd":
        return any(shown(word).startswith("of=") for word in invocation.argv)
    names = (invocation.tool, *invocation.subcommand)
    option = _WRITING.get(names)
    return option is not None and (not option or has_option(invocation.argv, option))


def feeding(invocation: Invocation, siblings: Sequence[Invocation]) -> Sequence[Invocation]:
    """The commands of the pipeline that a command stands in, down to it, outermost ones alone."""
    level = [each for each in siblings if each.text is invocation.text and each.via == invocation.via]
    at = next(index for index, each in enumerate(level) if each is invocation)
    return level[max(0, at - invocation.position) : at]


def pipeline_of(invocation: Invocation, siblings: Sequence[Invocation]) -> Sequence[Invocation]:
    """The commands of the pipeline that a command stands in, from it on, outermost ones alone."""
    behind = [each for each in siblings if each.text is invocation.text and each.via == invocation.via]
    at = next(index for index, each in enumerate(behind) if each is invocation)
    return behind[at : at + invocation.pipeline - invocation.position]
