"""The counterparts that a runbook needs of all that are declared for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.proofs.counterparts.postgres import CLIENTS as POSTGRES_CLIENTS
from runbook_site.proofs.rehearsal.expected import outside_programs

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.model.counterparts import Counterparts
    from runbook_site.snippets.snippet import Chunk

_WORD = re.compile(r"[A-Za-z0-9_.-]+")


def needed(declared: Counterparts, pairs: Sequence[tuple[Entry, Chunk]], *texts: str) -> Counterparts:
    """What is declared, without the servers that nothing here calls: to start them takes seconds.

    A server is kept where a command, a declared file or the `set_up` names one of its programs.

    Args:
        declared: What is declared for the runbook.
        pairs: Its commands, with the same taken apart.
        texts: What else will be run.
    """
    called = {name for _, chunk in pairs for name in outside_programs(chunk)}
    own = [declared.set_up or "", *declared.files.values(), *(chunk.text.text for _, chunk in pairs)]
    own += [entry.expect.then for entry, _ in pairs if entry.expect is not None and entry.expect.then is not None]
    called.update(word for text in (*own, *texts) for word in _WORD.findall(text))
    has_sql = any(entry.language != "shell" for entry, _ in pairs)
    return declared.model_copy(
        update={
            "postgres": declared.postgres if has_sql or _is_called(POSTGRES_CLIENTS, called) else None,
            "aws": declared.aws if "aws" in called else None,
            "redis": declared.redis if "redis-cli" in called else None,
        }
    )


def _is_called(clients: Iterable[str], called: Container[str]) -> bool:
    return any(each in called for each in clients)
