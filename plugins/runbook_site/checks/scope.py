"""Whether a service was read as a whole, or only some of its files were given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.model.document import Library

_ENDINGS = frozenset({".yml", ".yaml", ".md"})


def partial_services(library: Library) -> frozenset[str]:
    """Ids of services with files that were not looked at: what seems to be missing there may well exist.

    Where one runbook is checked alone, its ``service.yml`` is read too, and the others are not.
    """
    seen = {document.source.path for document in library.runbooks}
    seen |= {document.source.path for document in library.services if document.source}
    seen |= {rule.span.path for document in library.services for rule in document.alert_rules}
    seen |= {file.path for file in library.skipped} | {finding.span.path for finding in library.findings}
    return frozenset(
        service.id
        for service in library.services
        if service.source is not None
        and any(
            path.suffix in _ENDINGS and path.as_posix() not in seen
            for path in Path(service.folder).glob("*")
            if not path.name.startswith(".")
        )
    )
