"""``runbook-site verify``: whether a built site is complete."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import add_command
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.streams import say
from runbook_site.sources.counted import counted
from runbook_site.sources.error import RunbookSiteError
from runbook_site.sources.folder_walk import BUILD_MARKER

if TYPE_CHECKING:
    import argparse

    from runbook_site.catalog.entry import Catalog
    from runbook_site.cli.arguments import Subparsers

_EXAMPLES = """\
  runbook-site verify site
"""


def add(commands: Subparsers) -> None:
    """Describe the command."""
    command = add_command(
        commands, "verify", "see that a built site holds its catalog, its runbooks and their commands", _EXAMPLES, run
    )
    command.add_argument("site", metavar="SITE", type=Path, help="folder of the built site")


def run(options: argparse.Namespace) -> ExitCode:
    """Verify."""
    catalog = _read_catalog(options.site)
    if (options.site / BUILD_MARKER).is_file():
        message = (
            f"{options.site} holds the Markdown that `runbook-site build` wrote: give the site that your generator "
            "makes of it"
        )
        raise RunbookSiteError(message)
    problems = [*_missing(options.site, catalog)]
    for problem in problems:
        say(problem)
    if problems:
        say(f"{options.site}: {counted(len(problems), 'problem')}; build it again")
        return ExitCode.FINDINGS
    runbooks, commands = counted(len(catalog.runbooks), "runbook"), counted(len(catalog.entries), "command")
    say(f"{options.site} holds {runbooks} and {commands}; nothing is missing")
    return ExitCode.CLEAN


def _read_catalog(site: Path) -> Catalog:
    from pydantic import ValidationError

    from runbook_site.catalog.entry import Catalog

    if not site.is_dir():
        message = f"{site} is no folder; build the site first"
        raise RunbookSiteError(message)
    path = site / "catalog.json"
    try:
        return Catalog.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        message = f"{path} is missing; the plugin 'runbook-site' did not run when the site was built"
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}"
    except ValidationError as error:
        first = error.errors()[0]
        message = f"{path} is no catalog of this version: {'.'.join(map(str, first['loc']))}: {first['msg']}"
    raise RunbookSiteError(message)


def _missing(site: Path, catalog: Catalog) -> list[str]:
    problems: list[str] = []
    pages: dict[str, dict[str, str]] = {}
    for runbook in catalog.runbooks:
        path = _page(site, runbook.url)
        if path is None:
            problems.append(f"no page for runbook {runbook.service}/{runbook.id} at {runbook.url}")
        else:
            pages[runbook.url] = read_commands(path.read_text(encoding="utf-8"))
    if not catalog.runbooks:
        problems.append("the catalog names no runbook")
    for entry in catalog.entries:
        address, _, anchor = entry.url.partition("#")
        if address not in pages:
            continue
        shown = pages[address].get(anchor)
        if shown is None:
            problems.append(f"command {entry.id} is not on its page")
        elif _comparable(shown) != _comparable(entry.source):
            problems.append(f"command {entry.id} reads otherwise on its page")
    return problems


def _comparable(source: str) -> str:
    """What a browser makes of line ends and of characters that HTML cannot hold."""
    plain = source.replace("\r\n", "\n").replace("\r", "\n")
    return "".join("\N{REPLACEMENT CHARACTER}" if c < " " and c not in "\t\n" else c for c in plain)


def _page(site: Path, url: str) -> Path | None:
    for candidate in (site / url / "index.html", site / f"{url.rstrip('/')}.html"):
        if candidate.is_file():
            return candidate
    return None


class _Commands(HTMLParser):
    """Collects the text of every command on a page, by the anchor around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self._anchor = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if (identifier := attributes.get("id") or "").startswith("command-"):
            self._anchor = identifier
        if tag == "code" and "rbs-source" in (attributes.get("class") or "").split() and self._anchor:
            self._inside = self._anchor not in self.found
            self.found.setdefault(self._anchor, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "code":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[self._anchor] += data


def read_commands(html: str) -> dict[str, str]:
    """The commands on a built page: their exact text, by anchor."""
    reader = _Commands()
    reader.feed(html)
    return reader.found
