"""What tests of filling in and of copying do on a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MOVE = "runbooks/shop/move/"
"""The page with a value of every type."""


def field(page: Page, name: str) -> Locator:
    """The field of a value."""
    return page.locator(f"[id^=value-][id$=-{name}]")


def state(page: Page, name: str) -> Locator:
    """What the page says beside the field of a value, which is left for it; what checks the value may still come."""
    field(page, name).blur()
    return page.locator(f"[id^=value-][id$=-{name}-state]")


def copy_button(page: Page, command: str) -> Locator:
    """The button that copies a command."""
    return page.locator(f"#command-{command} .rbs-copy")


def source(page: Page, command: str) -> Locator:
    """The text of a command as it is shown; a frame after its values are checked it has them."""
    return page.locator(f"#command-{command} .rbs-source")


def said(page: Page, text: str) -> None:
    """Wait until the page says something, in these letters: "Not copied" is not "Copied"."""
    page.locator(".rbs-live", has_text=re.compile(re.escape(text))).wait_for()


def open_page(page: Page, address: str, fragment: str = "", path: str = MOVE) -> None:
    """Open a runbook, and wait for its fields and for the places of its values."""
    page.goto(f"{address}{path}{'#' if fragment else ''}{fragment}")
    page.locator(".rbs-value-bar").wait_for(state="attached")
    page.locator(".rbs-slot[data-state]").first.wait_for(state="attached")
