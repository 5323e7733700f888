"""Every tool whose effects are known. A tool is added to the table of its family; a family is added here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.risk.aws import AWS
from runbook_site.snippets.risk.clusters import CLUSTERS
from runbook_site.snippets.risk.containers import CONTAINERS
from runbook_site.snippets.risk.databases import DATABASES
from runbook_site.snippets.risk.files import FILES
from runbook_site.snippets.risk.git import GIT
from runbook_site.snippets.risk.infrastructure import INFRASTRUCTURE
from runbook_site.snippets.risk.kubernetes import KUBERNETES
from runbook_site.snippets.risk.network import NETWORK
from runbook_site.snippets.risk.operations import OPERATIONS
from runbook_site.snippets.risk.packages import PACKAGES
from runbook_site.snippets.risk.platforms import PLATFORMS
from runbook_site.snippets.risk.redis import REDIS
from runbook_site.snippets.risk.system import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.snippets.risk.effect import Tool

FAMILIES: tuple[Mapping[str, Tool], ...] = (
    FILES,
    SYSTEM,
    NETWORK,
    CONTAINERS,
    KUBERNETES,
    AWS,
    DATABASES,
    REDIS,
    CLUSTERS,
    GIT,
    PACKAGES,
    PLATFORMS,
    INFRASTRUCTURE,
    OPERATIONS,
)

TOOLS: Mapping[str, Tool] = {name: tool for family in FAMILIES for name, tool in family.items()}
