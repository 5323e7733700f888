"""Addresses of the pages that are made of runbooks: the one place that names them."""

from __future__ import annotations

PREFIX = "runbooks"
"""Folder of the generated pages below the site's root."""


def runbook_page(service: str, runbook: str) -> str:
    """Path of a runbook's page below the site's root, without ending."""
    return f"{PREFIX}/{service}/{runbook}"
