"""Which variables hold secrets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbook_site.model.document import Library, RunbookDocument

_SOUNDS_SECRET = re.compile(
    r"(?:.*_)?(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|SECRET_KEY|SECRET_ACCESS_KEY|PGPASSWORD|"
    r"MYSQL_PWD|SSHPASS|CREDENTIALS?)",
    re.IGNORECASE,
)
_SOUNDS_HARMLESS = re.compile(r"(?:next|page|starting|continuation)_?token|.*(?:csrf|public)_.*", re.IGNORECASE)


def secret_names(library: Library, document: RunbookDocument) -> frozenset[str]:
    """Variables that the site, the service or the runbook declares as secrets."""
    site = library.site.site
    service = library.service(document.service).service
    environment = (*site.environment_variables, *(service.environment_variables if service else ()))
    variables = site.variables | (service.variables if service else {}) | document.runbook.variables
    declared = {name for name, variable in variables.items() if variable.type == "secret"}
    return frozenset(declared | {each.name for each in environment if each.secret})


def sounds_secret(name: str) -> bool:
    """Whether the name of a variable says that it holds a secret."""
    return bool(_SOUNDS_SECRET.fullmatch(name)) and not _SOUNDS_HARMLESS.fullmatch(name)
