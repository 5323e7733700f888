"""Commands behind which stored data are gone for good."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.snippets.calls import Call

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.sources.text import Span

_SQL = re.compile(
    r"(?:drop\s+(?:database|schema|table)|truncate(?:\s+table)?)\s+(?:if\s+exists\s+)?(?:only\s+)?[`\"\[]?([\w.$-]+)",
    re.IGNORECASE,
)
_OPERATIONS: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("dropdb",): (),
    ("aws", "dynamodb", "delete-table"): (),
    ("aws", "rds", "delete-db-instance"): ("--skip-final-snapshot",),
    ("aws", "rds", "delete-db-cluster"): ("--skip-final-snapshot",),
    ("aws", "redshift", "delete-cluster"): ("--skip-final-cluster-snapshot",),
    ("aws", "efs", "delete-file-system"): (),
    ("aws", "ec2", "delete-volume"): (),
    ("aws", "s3", "rb"): ("--force",),
    ("aws", "s3", "rm"): ("--recursive",),
    ("gcloud", "sql", "instances", "delete"): (),
    ("gcloud", "sql", "databases", "delete"): (),
    ("docker", "volume", "rm"): (),
    ("docker", "volume", "prune"): (),
    ("docker", "compose", "down"): ("-v", "--volumes"),
    ("docker-compose", "down"): ("-v", "--volumes"),
    ("zfs", "destroy"): (),
    ("zpool", "destroy"): (),
    ("lvremove",): (),
}
"""What deletes data, by tool and subcommand, and the options without which it does not."""
_TOOLS = frozenset(names[0] for names in _OPERATIONS)
_KUBERNETES = frozenset({"pvc", "pv", "persistentvolumeclaim", "persistentvolume", "persistentvolumeclaims"})
_CLIENTS = frozenset({"kubectl", "oc", "k"})
_ASKS_ONLY = ("--dry-run", "--dryrun", "--dry-run=client", "--dry-run=server", "--help")
_LONGEST = 200
_DISTINCT = re.compile(r"[\w.$-]{5,}")
_FOR_TRIAL = re.compile(
    r"(?:.*[^a-z])?(?:te?mp|tests?|scratch|old|bak|cache\w*|bundle|node_modules|build|demo|example|dev|drill|trial|ci)(?:[^a-z].*)?",
    re.IGNORECASE,
)
"""Names of what nobody misses."""


def lost_data(runbook: RunbookSnippets) -> Iterator[Span]:
    """Where a runbook deletes stored data that are likely missed, in its order."""
    page = runbook.document.source.text
    for snippet, chunk in runbook.chunks:
        for index, invocation in enumerate(chunk.invocations):
            if invocation.tool and invocation.argv:
                call = Call(runbook, snippet, chunk, index)
                if _deletes(call) and not any(_is_dispensable(text, page) for _, text in call.operands()):
                    yield call.span
        for statement in chunk.statements:
            text = statement.text.text
            found = _SQL.match(text)
            if found is not None and not _is_dispensable(found[1], page):
                yield statement.text.span(0, len(text))


def _is_dispensable(name: str, page: str) -> bool:
    """Whether nobody misses what has a name: it says so itself, or the page makes it."""
    if len(name) > _LONGEST or _FOR_TRIAL.fullmatch(name):
        return True
    made = rf"\bcreat(?:e|es|ed|ing|edb)\b(?:\\\n|[^\n]){{1,200}}(?<![\w-]){re.escape(name)}(?![\w-])"
    return _DISTINCT.fullmatch(name) is not None and re.search(made, page, re.IGNORECASE) is not None


def _deletes(call: Call) -> bool:
    may = call.tool in _TOOLS or call.tool in _CLIENTS or call.tool.startswith("mkfs")
    if not may or call.has(*_ASKS_ONLY):
        return False
    names = (call.tool, *call.invocation.subcommand)
    for length in range(len(names), 0, -1):
        if names[:length] in _OPERATIONS:
            needed = _OPERATIONS[names[:length]]
            return not needed or call.has(*needed)
    operands = [text for _, text in call.operands()]
    if call.tool in _CLIENTS and "delete" in operands[:-1]:
        return bool(_KUBERNETES & set(operands[operands.index("delete") + 1].partition("/")[0].lower().split(",")))
    return call.tool.startswith("mkfs")
