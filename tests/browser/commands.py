"""A catalog of any commands, in a real browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page


def _script(commands: list[dict[str, Any]]) -> str:
    """Data of the catalog's form, from what the commands of a test are about."""
    data = {
        "services": [["shop", "Shop"]],
        "runbooks": [[0, "R", "runbooks/shop/restart/", len(commands)]],
        "calls": [["echo", ""]],
        "slots": [],
        "texts": [[command["source"], 0] for command in commands],
        "risks": ["read"],
        "languages": ["shell"],
        "phases": [["", ""]],
        "proofs": ["", "rehearsed"],
        "columns": {
            **{name: [0] * len(commands) for name in ("text", "name", "language", "phase", "risk", "same")},
            "proof": [command.get("proof", 0) for command in commands],
            "title": [command["title"] for command in commands],
            "effect": [command.get("effect", 0) for command in commands],
        },
    }
    return f"globalThis.runbookCatalog = {json.dumps(data)}"


def open_with(page: Page, address: str, commands: list[dict[str, Any]]) -> None:
    """The catalog's page, with some commands in place of its own."""
    page.route("**/catalog-data.js", lambda route: route.fulfill(body=_script(commands)))
    page.goto(f"{address}runbooks/catalog/")
    page.locator(".rbs-results > li").first.wait_for()


def count(page: Page, expected: str) -> None:
    """Wait until it says how many it has found."""
    page.locator(".rbs-count", has_text=expected).wait_for()
