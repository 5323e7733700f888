"""``runbook-site show``: a runbook or a command in the terminal."""

from __future__ import annotations

import os
import shlex
import sys
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import DEFAULT_SOURCE, add_command, add_paths
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.output import write_output
from runbook_site.cli.reading import read_published
from runbook_site.cli.streams import complain
from runbook_site.model.slug import slug
from runbook_site.sources.error import RunbookSiteError
from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from runbook_site.catalog.entry import Catalog, Entry
    from runbook_site.cli.arguments import Subparsers
    from runbook_site.model.document import Library

_LISTED = 20

_EXAMPLES = """\
  runbook-site show                              # list the runbooks
  runbook-site show docs/runbooks                # those of another folder
  runbook-site show shop/checkout-down           # read one
  runbook-site show checkout-down                # the same, where the name is unique
  runbook-site show restart docs/runbooks        # one of another folder
  runbook-site show shop/checkout-down/ask-health > health.sh    # the text of one command, and nothing else
  runbook-site show shop/checkout-down --set host=shop.example.com    # with a value in its commands
  runbook-site show ask-health --set host=shop.example.com | bash -n    # ready to run
"""


def add(commands: Subparsers) -> None:
    """Describe the command."""
    command = add_command(
        commands, "show", "show a runbook or a command in the terminal, for the day the site is gone", _EXAMPLES, run
    )
    command.add_argument("name", metavar="NAME", nargs="?", help="a runbook or a command, by id or a part of it")
    command.add_argument(
        "--set",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        dest="values",
        help="fill a value in, quoted for each place where it stands; may be repeated",
    )
    add_paths(command)


def run(options: argparse.Namespace) -> ExitCode:
    """Show."""
    from runbook_site.catalog.build import build_catalog
    from runbook_site.cli.prose import terminal_width
    from runbook_site.cli.terminal_page import runbook_list, runbook_text

    name, paths = _asked(options)
    project = read_published(paths)
    catalog = build_catalog(project)
    if not options.paths and _is_path(name, catalog):
        name, project = "", read_published([Path(name)])
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    if not name:
        if options.values:
            message = (
                "--set needs a runbook or a command: name it in front, as in `runbook-site show restart --set pod=x`"
            )
            raise RunbookSiteError(message)
        write_output(runbook_list(project), None)
        return ExitCode.CLEAN
    kind, found = _find(project.library, catalog, name)
    if kind == "command":
        # Raw: what is shown is what is run. A pipe gets the bytes; a terminal gets nothing that moves it.
        entry = next(entry for entry in catalog.entries if entry.id == found)
        source = _texts([entry], options.values, guard=True)[found]
        shown = printable(source) if sys.stdout.isatty() else source
        if shown != source and options.values:
            complain(
                "runbook-site: characters that a terminal would act upon are spelled out; a pipe gets the exact text"
            )
        write_output(f"{shown}\n", None)
        return ExitCode.CLEAN
    if kind == "broken":
        broken = next(each for each in project.library.broken if each.source.path == found)
        complain(f"runbook-site: '{found}' has errors, and is shown as its author wrote it; nothing was checked")
        write_output(printable(broken.source.text), None)
        return ExitCode.FINDINGS
    document = next(d for d in project.library.runbooks if f"{d.service}/{d.id}" == found)
    entries = [entry for entry in catalog.entries if (entry.service, entry.runbook) == (document.service, document.id)]
    texts = _texts(entries, options.values, guard=False)
    write_output(runbook_text(project.library, document, catalog, texts, colour=colour, width=terminal_width()), None)
    return ExitCode.CLEAN


def _asked(options: argparse.Namespace) -> tuple[str, list[Path]]:
    """The name and the paths that are meant: where there is no usual folder to look in, a path alone is no name."""
    alone = options.name and not options.paths and not os.path.lexists(DEFAULT_SOURCE)
    if alone and os.path.lexists(options.name):
        return "", [Path(options.name)]
    return options.name or "", options.paths


def _is_path(name: str, catalog: Catalog) -> bool:
    """Whether what was given in the place of a name is a path, and the end of the name of nothing."""
    if "/" not in name or not os.path.lexists(name):
        return False
    ids = (*(f"{each.service}/{each.id}" for each in catalog.runbooks), *(entry.id for entry in catalog.entries))
    return not any(f"/{each}".endswith(f"/{name}") for each in ids)


def _texts(entries: Sequence[Entry], given: Sequence[str], *, guard: bool) -> dict[str, str]:
    """The commands as they are shown, by id: with the values given, or as written; what is still open is said.

    Raises:
        RunbookSiteError: A value cannot be used, or not be written where it stands.
    """
    if not given:
        return {entry.id: entry.source for entry in entries}
    from runbook_site.cli.given_values import filled_entries, given_values

    made = filled_entries(entries, given_values(given, entries), guard=guard)
    still_open = dict.fromkeys(name for each in made.values() for name in each.open)
    if still_open:
        complain(f"runbook-site: still open: {', '.join(still_open)}")
    unguarded = dict.fromkeys(name for each in made.values() for name in each.unguarded)
    if unguarded and guard:
        complain(
            f"runbook-site: not ready to run: nothing in the text stops it while these are open: {', '.join(unguarded)}"
        )
    return {entry_id: each.text for entry_id, each in made.items()}


def _find(library: Library, catalog: Catalog, name: str) -> tuple[str, str]:
    """The one runbook or command that a name means: what it is, and its id; of a broken runbook its file.

    Raises:
        RunbookSiteError: None does, or several do, or it is one that could not be read.
    """
    runbooks = [f"{runbook.service}/{runbook.id}" for runbook in catalog.runbooks]
    commands = [entry.id for entry in catalog.entries]
    for kind, ids in (("runbook", runbooks), ("command", commands)):
        if name in ids:
            return kind, name
    matching = [("runbook", i) for i in runbooks if i.endswith(f"/{name}")]
    matching = matching or [("command", i) for i in commands if i.endswith(f"/{name}")]
    path = "" if matching else _unreadable(library, name)
    if any(broken.source.path == path for broken in library.broken):
        return "broken", path
    if path:
        message = f"'{path}' could not be read: `runbook-site check {shlex.quote(path)}` says what is wrong with it"
        raise RunbookSiteError(message)
    matching = matching or [("runbook", i) for i in runbooks if name.casefold() in i.casefold()]
    if len(matching) == 1:
        return matching[0]
    if matching:
        more = f"\n  and {len(matching) - _LISTED:,} more" if len(matching) > _LISTED else ""
        listed = "\n  ".join(i for _, i in matching[:_LISTED])
        message = f"'{name}' could be any of these; give more of its name:\n  {listed}{more}"
    elif near := near_names(name, runbooks) or near_names(name, commands):
        message = f"there is no runbook or command '{name}'; did you mean {' or '.join(near)}?"
    elif os.path.lexists(name):
        message = f"'{name}' is a path: name a runbook in front of it, as in `runbook-site show restart {name}`"
    else:
        message = f"there is no runbook or command '{name}'; `runbook-site show` lists the runbooks"
    raise RunbookSiteError(message)


def _unreadable(library: Library, name: str) -> str:
    """The file of the runbook of this name, if it is one that was not read because of what is wrong with it."""
    wrong = {finding.span.path for finding in library.findings}
    for file in library.skipped:
        if file.path in wrong:
            parts = PurePosixPath(file.path).with_suffix("").parts
            if f"/{'/'.join(map(slug, parts))}".endswith(f"/{name}"):
                return file.path
    return ""


def near_names(name: str, ids: Sequence[str]) -> list[str]:
    """The ids that a name may be a slip of: of all of an id, or of its end."""
    from difflib import get_close_matches

    depth = name.count("/") + 1
    ends: dict[str, list[str]] = {}
    for each in ids:
        ends.setdefault("/".join(each.split("/")[-depth:]), []).append(each)
    last = name.rpartition("/")[2].casefold()
    # That the service is right makes no command of it a slip of the name.
    close = (
        end
        for end in get_close_matches(name.casefold(), ends, n=10, cutoff=0.7)
        if get_close_matches(last, [end.rpartition("/")[2]])
    )
    near = (each for end in close for each in ends[end])
    return list(islice(near, 3))
