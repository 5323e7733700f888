"""What programs read: each runbook as Markdown, and the list of them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from runbook_site.cli.terminal_page import runbook_text
from runbook_site.site.render import render_site
from tests.site.conftest import HERE, context_of

if TYPE_CHECKING:
    from runbook_site.site.page import SiteOutput
    from tests.conftest import WriteFiles


def _assets(output: SiteOutput, ending: str) -> dict[str, str]:
    return {asset.path: asset.content().decode() for asset in output.assets if asset.path.endswith(ending)}


def test_the_list_leads_to_every_runbook(output: SiteOutput) -> None:
    """`llms.txt` has a title, what the site is, and a link to the Markdown of each runbook that is there."""
    text = _assets(output, "llms.txt")["llms.txt"]
    assert re.match(r"# .+\n\n> .+\n", text)
    tokens = [child for token in MarkdownIt().parse(text) for child in token.children or ()]
    links = {token.attrGet("href") for token in tokens if token.type == "link_open"}
    assert links >= set(_assets(output, ".md"))
    assert links <= {asset.path for asset in output.assets}


def test_markdown_holds_every_command_letter_by_letter(output: SiteOutput) -> None:
    """A fence of a runbook's Markdown is the command, whatever it holds."""
    context = context_of(HERE / "project")
    files = _assets(output, ".md")
    for document in context.library.runbooks:
        text = files[f"runbooks/{document.service}/{document.id}/index.md"]
        if document.form == "yaml":
            fences = [token.content.rstrip("\n") for token in MarkdownIt().parse(text) if token.type == "fence"]
            for entry in context.entries_of(document):
                assert any(entry.source.replace("\r", "") in fence for fence in fences), entry.id


def test_a_title_is_no_markup(output: SiteOutput) -> None:
    """A hostile title opens no tag and no link."""
    text = _assets(output, ".md")["runbooks/shop/hostile/index.md"]
    title = next(token for token in MarkdownIt("commonmark").parse(text) if token.type == "inline")
    assert {child.type for child in title.children or ()} == {"text"}


def test_a_fence_is_longer_than_what_it_holds(write_files: WriteFiles) -> None:
    """A command with backticks ends no code block early."""
    folder = write_files({"shop/a.yml": "title: A\nprocedure: [{title: S, commands: [{run: 'echo \"````\" # x'}]}]\n"})
    text = _assets(render_site(context_of(folder), with_root=True), ".md")["runbooks/shop/a/index.md"]
    assert '`````sh\necho "````" # x\n`````' in text


def test_links_lead_to_pages(output: SiteOutput) -> None:
    """A link from one source file to another leads from one page to another."""
    files = _assets(output, ".md")
    assert "](../../wiki/plain/#second-part)" in files["runbooks/shop/restart/index.md"]
    assert "](../../shop/restart/)" in files["runbooks/wiki/plain/index.md"]


def test_no_file_that_another_engine_makes_a_page_of(write_files: WriteFiles) -> None:
    """Generators make a page of all Markdown that they find; the plain text is none of it."""
    folder = write_files({"shop/a.md": "# A\n"})
    output = render_site(context_of(folder, embed_assets=True), with_root=True)
    assert not _assets(output, ".md")
    assert "runbooks/shop/a/index.md.txt" in _assets(output, "llms.txt")["llms.txt"]


_BACKUP = """\
title: Back up
procedure:
  - title: Dump
    commands: [{title: Dump it, run: pg_dump shop, expect: {then: test -s backup.sql}}]
    messages: [customers]
messages:
  - id: customers
    title: To customers
    audience: customers
    text: Back at $until.
    variables: {until: {description: When., example: '15:30'}}
  - {id: team, title: To the team, audience: team, text: Done.}
links: [{title: Status page, url: 'https://status.example.com'}]
"""


def test_what_a_proof_looks_at_is_for_no_reader(write_files: WriteFiles) -> None:
    """The line of shell behind a command's proof is data alone; where nothing else is expected, nothing is shown."""
    context = context_of(write_files({"shop/backup.yml": _BACKUP}))
    output = render_site(context, with_root=True)
    page = next(page.text() for page in output.pages if page.path == "runbooks/shop/backup")
    (document,) = context.library.runbooks
    terminal = runbook_text(context.library, document, context.catalog, defaultdict(str), colour=False)
    for text in (page, terminal, _assets(output, ".md")["runbooks/shop/backup/index.md"]):
        assert "Dump it" in text
        assert "test -s backup.sql" not in text
        assert "expect" not in text.casefold()
    assert "test -s backup.sql" in _assets(output, "catalog.json")["catalog.json"]


def test_markdown_has_every_message_with_its_values(write_files: WriteFiles) -> None:
    """Who fills a message in needs to know what its values mean, also where no step sends it."""
    output = render_site(context_of(write_files({"shop/backup.yml": _BACKUP})), with_root=True)
    text = _assets(output, ".md")["runbooks/shop/backup/index.md"]
    assert "- `$until` (string): When. For example `15:30`." in text
    assert "## Messages\n\nMessage “To the team” to team:" in text
    assert "## See also\n\n- Status page: https://status.example.com" in text
