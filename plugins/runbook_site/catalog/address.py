"""Addresses inside a site: the one place that says where a thing is found."""

from __future__ import annotations

import re
import unicodedata

PREFIX = "runbooks"
"""Folder of the generated pages below the site's root."""


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and hyphens: safe in an address, an anchor, and a file name."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def runbook_page(service: str, runbook: str) -> str:
    """Path of a runbook's page below the site's root, without ending."""
    return f"{PREFIX}/{service}/{runbook}"


def command_anchor(command: str) -> str:
    """Anchor of a command on its runbook's page."""
    return f"command-{command}"


def step_anchor(step: str) -> str:
    """Anchor of a step on its runbook's page."""
    return f"step-{step}"


def command_url(service: str, runbook: str, command: str) -> str:
    """Address of a command, relative to the site's root."""
    return f"{runbook_page(service, runbook)}/#{command_anchor(command)}"
