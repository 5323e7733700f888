"""The anchors and headings of pages are those that the model says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.model.page_anchors import COMMAND_PREFIX, page_anchors, page_headings
from runbook_site.site.render import render_site
from tests.site.conftest import context_of

if TYPE_CHECKING:
    from pathlib import Path

SERVICE = """\
name: Shop
summary: Sells things.
owner: shop
escalation: {path: [{to: On-call engineer}]}
messages:
  - {id: customers, title: To customers, audience: customers, text: We are on it.}
  - {id: unused, title: To nobody, audience: nobody, text: Nothing.}
"""

RUNBOOK = """\
title: The shop is down
kind: incident
variables: {host: {description: The machine.}}
prerequisites: [{title: Take a phone}]
diagnosis:
  - {id: look, title: Look at the disk, commands: [{title: Free space, run: 'df -h "$host"'}]}
procedure: [{title: Start it}, {title: Start it}]
verification: [{title: Buy something, messages: [customers]}]
follow_up: [{title: Write it down}]
no_rollback: Nothing was changed.
messages: [{id: users, title: To users, audience: users, text: "Try this:\\n\\n    uptime\\n"}]
related: [other]
"""

OTHER = """\
title: Something else
procedure: [{title: Do it}]
rollback: [{title: Undo it}]
"""


def test_pages_have_the_anchors_that_checks_know(tmp_path: Path) -> None:
    """A link that is reported leads nowhere on the site, and one that is not leads somewhere."""
    for name, text in {"service.yml": SERVICE, "down.yml": RUNBOOK, "other.yml": OTHER}.items():
        path = tmp_path / "runbook_src" / "shop" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    context = context_of(tmp_path / "runbook_src")
    pages = {page.path: page.text() for page in render_site(context, with_root=False).pages}
    shown: set[str] = set()
    for document in context.library.runbooks:
        text = pages[f"runbooks/{document.service}/{document.id}"]
        anchors = {name for name in re.findall(r' id="([^"]+)"', text) if not name.startswith(COMMAND_PREFIX)}
        headings = set(re.findall(r"^#+ (.+)$", text, re.MULTILINE))
        service = context.library.service(document.service).service
        assert anchors == set(page_anchors(document, service))
        assert headings <= set(page_headings(document))
        shown |= headings
    assert shown == {heading for document in context.library.runbooks for heading in page_headings(document)}
