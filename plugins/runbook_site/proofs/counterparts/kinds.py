"""Every kind of counterpart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.proofs.counterparts import aws, files, git, http, postgres, redis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.proofs.counterparts.counterpart import Counterpart

KINDS: Mapping[str, Counterpart] = {
    "git": git,  # a file may lie in a repository, and have been changed there
    "files": files,
    "postgres": postgres,
    "redis": redis,
    "aws": aws,
    "http": http,
}
"""By the field that declares it, in the order in which they are started."""
