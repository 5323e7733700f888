"""Addresses inside a site: where a command is found."""

from __future__ import annotations

import re
import unicodedata

from runbook_site.model.address import PREFIX, runbook_page
from runbook_site.model.page_anchors import command_anchor

__all__ = ["PREFIX", "command_anchor", "command_url", "runbook_page", "slug"]


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and hyphens: safe in an address, an anchor, and a file name."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def command_url(service: str, runbook: str, command: str) -> str:
    """Address of a command, relative to the site's root."""
    return f"{runbook_page(service, runbook)}/#{command_anchor(command)}"
