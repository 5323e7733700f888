"""A page for every rule, from its own documentation."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from runbook_site.checks.registry import RULES
from runbook_site.site.markdown_body import body_lines
from runbook_site.site.page import Page
from runbook_site.site.prose import NOWHERE
from runbook_site.site.templating import index_page, render
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.site.context import SiteContext


def rule_list(context: SiteContext) -> Page:
    """The list of rules."""
    path = index_page("rules")
    return Page(path, "Rules", partial(_rules, context, path))


def rule_pages(context: SiteContext) -> Iterator[Page]:
    """A page for each rule."""
    for name in RULES:
        path = index_page(f"rules/{name}")
        yield Page(path, name, partial(_rule, context, path, name), searchable=False, listed=False)


def _rules(context: SiteContext, path: str) -> str:
    families = [(family, list(rules)) for family, rules in groupby(RULES.values(), key=lambda rule: rule.family)]
    return render("rules.md.j2", context, path, families=families)


def _rule(context: SiteContext, path: str, name: str) -> str:
    rule = RULES[name]
    text = SourceText("", rule.page.partition("\n")[2])
    body = list(body_lines(text.whole(), name, NOWHERE))
    return render("rule.md.j2", context, path, rule=rule, body=body)
