"""Addresses inside a site: where a command is found."""

from __future__ import annotations

from runbook_site.model.address import runbook_page
from runbook_site.model.page_anchors import command_anchor


def command_url(service: str, runbook: str, command: str) -> str:
    """Address of a command, relative to the site's root."""
    return f"{runbook_page(service, runbook)}/#{command_anchor(command)}"
