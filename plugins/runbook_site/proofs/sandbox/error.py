"""What a sandbox cannot do."""

from __future__ import annotations

from runbook_site.sources.error import RunbookSiteError


class SandboxError(RunbookSiteError):
    """There is no sandbox here, or it is spent; the message says why, and what to do."""
