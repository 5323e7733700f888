"""``runbook-site build``: the pages as Markdown, for any site generator."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import DEFAULT_SOURCE, add_command, add_paths, add_today, today_of
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.progress import progress
from runbook_site.cli.reading import complain_of_nothing, read_published
from runbook_site.cli.streams import say
from runbook_site.sources.counted import counted
from runbook_site.sources.folder import absolute

if TYPE_CHECKING:
    from runbook_site.cli.arguments import Subparsers

_EXAMPLES = """\
  runbook-site build --out build/docs            # Markdown and assets for any site generator
  runbook-site build docs/runbooks --out build/docs --no-directory-urls

The folder is replaced in one step once everything is there; one that holds anything else is left alone.
"""

_ZENSICAL = "zensical.toml"


def add(commands: Subparsers) -> None:
    """Describe the command."""
    command = add_command(commands, "build", "write the site's pages as Markdown, with its assets", _EXAMPLES, run)
    add_paths(command)
    command.add_argument("--out", metavar="DIR", type=Path, required=True, help="folder to write")
    command.add_argument(
        "--no-directory-urls",
        action="store_true",
        help="link to a.html and not to a/, for generators that are set so",
    )
    command.add_argument(
        "--links-from-source",
        action=argparse.BooleanOptionalAction,
        help="write links as seen from the Markdown file, for generators that change links in HTML, as Zensical does "
        f"(default: where a {_ZENSICAL} lies here, or above the folder)",
    )
    command.add_argument("--no-offline", action="store_true", help="let browsers keep no copy of the site")
    add_today(command)


def run(options: argparse.Namespace) -> ExitCode:
    """Write the pages."""
    from runbook_site.cli.out_folder import require_folder, write_folder
    from runbook_site.site.context import SiteContext
    from runbook_site.site.render import render_site
    from runbook_site.site.worker import WORKER, no_worker, worker_of_pages

    require_folder(options.out, options.paths or [DEFAULT_SOURCE])
    for_zensical = options.links_from_source is None and _is_read_by_zensical(options.out)
    project = read_published(options.paths)
    complain_of_nothing(project, options.paths)
    with progress("rendering"):
        context = SiteContext(
            project,
            today_of(options),
            directory_urls=not options.no_directory_urls,
            embed_assets=True,
            links_from_source=options.links_from_source or for_zensical,
            offline=not options.no_offline,
        )
        output = render_site(context, with_root=True)
        files = {page.file: page.text().encode("utf-8", "replace") for page in output.pages}
        files |= {asset.path: asset.content() for asset in output.assets}
        files[WORKER] = worker_of_pages(output, files, context) if context.offline else no_worker()
    with progress("writing"):
        write_folder(options.out, files)
    say(
        f"{counted(len(project.runbooks), 'runbook')} and {counted(len(context.catalog.entries), 'command')} "
        f"on {counted(len(output.pages), 'page')} in {options.out}"
    )
    if for_zensical:
        say(f"links are written for Zensical, as there is a {_ZENSICAL}; --no-links-from-source writes them for others")
    return ExitCode.FAILED if any(file.failed for file in project.library.skipped) else ExitCode.CLEAN


def _is_read_by_zensical(out: Path) -> bool:
    """Whether a project of Zensical is at work here, or above the folder that is written."""
    return any((folder / _ZENSICAL).is_file() for folder in (Path.cwd(), *absolute(out).parents))
