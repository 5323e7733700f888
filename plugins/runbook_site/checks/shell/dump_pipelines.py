"""Pipelines in which a backup is made and kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.shell.given_options import has_option
from runbook_site.snippets.tool import shown, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.snippets.invocation import Invocation

_DUMPS = words_of("pg_dump pg_dumpall mysqldump mariadb-dump mongodump pg_basebackup")
_HARMLESS = "-V --version -? --help"
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
    words = [shown(word) for word in invocation.argv]
    return (invocation.tool == "redis-cli" and "--rdb" in words) or (
        invocation.tool == "etcdctl" and invocation.subcommand[:2] == ("snapshot", "save")
    )


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


def pipeline_of(invocation: Invocation, siblings: Sequence[Invocation]) -> Sequence[Invocation]:
    """The commands of the pipeline that a command stands in, from it on, outermost ones alone."""
    behind = [each for each in siblings if each.text is invocation.text and each.via == invocation.via]
    at = next(index for index, each in enumerate(behind) if each is invocation)
    return behind[at : at + invocation.pipeline - invocation.position]
