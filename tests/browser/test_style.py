"""Stylesheets as they are served."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from runbook_site.site.shortened import short_style

if TYPE_CHECKING:
    from playwright.sync_api import Page

_RULES = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  // What is kept for a variable is kept as it is written.
  return [...sheet.cssRules].map((rule) => rule.cssText.replace(/\\s+/g, " ").replaceAll(", ", ","));
}"""


def test_short_styles_mean_what_is_written(page: Page) -> None:
    """A browser reads the same rules from both, every one of them."""
    for file in (files("runbook_site.site") / "assets" / "styles").iterdir():
        written = file.read_text("utf-8")
        rules = page.evaluate(_RULES, written)
        assert rules, file.name
        assert page.evaluate(_RULES, short_style(written)) == rules, file.name
