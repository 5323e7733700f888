"""``runbook-site new``: a runbook to fill in."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from runbook_site.cli.arguments import DEFAULT_SOURCE, add_command
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.output import replace_file, why_not
from runbook_site.cli.streams import say
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from runbook_site.cli.arguments import Subparsers
    from runbook_site.model.runbook import Kind

_EXAMPLES = """\
  runbook-site new                                             # asks for what it needs
  runbook-site new shop/checkout-down --title "Checkout is down" --kind incident --owner payments
"""
Answer = TypeVar("Answer")
KINDS: tuple[Kind, ...] = ("incident", "procedure", "recovery", "maintenance")


def add(commands: Subparsers) -> None:
    """Describe the command."""
    command = add_command(commands, "new", "write a new runbook to fill in, which passes the checks", _EXAMPLES, run)
    command.add_argument("name", metavar="SERVICE/RUNBOOK", nargs="?", help="where: shop/checkout-down")
    command.add_argument("--title", help="what it is about, as one would search for it")
    command.add_argument("--kind", choices=KINDS, help="incident, procedure, recovery or maintenance")
    command.add_argument("--owner", help="the team that keeps it right, by id")
    command.add_argument("--source", metavar="DIR", type=Path, default=DEFAULT_SOURCE, help="default: %(default)s")


def run(options: argparse.Namespace) -> ExitCode:
    """Write a runbook, and what it needs around it where that is not there."""
    from runbook_site.model.schemas import write_schemas
    from runbook_site.model.templates import runbook_template, service_template, site_template

    source: Path = options.source
    place = _answer(options.name, "Where (service/runbook)", "shop/checkout-down", lambda text: _place(source, text))
    target = source / f"{place}.yml"
    service, _, runbook = place.partition("/")
    title = _answer(options.title, "Title", runbook.replace("-", " ").capitalize(), _title)
    kind = _answer(options.kind, f"Kind ({', '.join(KINDS)})", KINDS[0], _kind)
    known = _owner(source, service)
    given = options.owner or (None if sys.stdin.isatty() else known)
    owner = _answer(given, "Owner (a team)", known or service, _team)
    files = {
        source / "site.yml": site_template(owner),
        source / service / "service.yml": service_template(service, owner),
        target: runbook_template(title, kind, owner),
    }
    path = source
    try:
        for path, text in files.items():
            if not os.path.lexists(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                replace_file(path, text.encode())
                say(f"wrote {path}")
        path = source / ".schema"
        write_schemas(path)
    except OSError as error:
        message = f"cannot write '{path}': {why_not(path, error)}"
        raise RunbookSiteError(message) from error
    teams = _teams(source)
    if teams and owner not in teams:
        say(f"\n'{owner}' is no team of {source / 'site.yml'}: add it there under 'teams', or name one of these:")
        say(f"  {', '.join(teams)}")
    say(f"\nFill it in, then: runbook-site check {options.source}")
    return ExitCode.CLEAN


def _answer(given: str | None, what: str, default: str, read: Callable[[str], Answer]) -> Answer:
    """What was given on the command line, or else what is answered: asked again until it will do.

    Raises:
        RunbookSiteError: What was given will not do, or there is nobody to ask.
    """
    if given is not None:
        return read(given)
    if not sys.stdin.isatty():
        message = "there is nobody to ask; give SERVICE/RUNBOOK, --title, --kind and --owner"
        raise RunbookSiteError(message)
    while True:
        try:
            return read(input(f"{what} [{default}]: ").strip() or default)
        except EOFError:
            message = "no answer; nothing was written"
            raise RunbookSiteError(message) from None
        except RunbookSiteError as error:
            say(str(error))


def _place(source: Path, text: str) -> str:
    """``service/runbook``, where there is no runbook yet."""
    service, _, runbook = text.removesuffix(".yml").partition("/")
    if not all(map(_is_name, (service, runbook))):
        raise RunbookSiteError(_no_place(text))
    for ending in (".yml", ".yaml", ".md"):
        path = source / service / f"{runbook}{ending}"
        if os.path.lexists(path):
            message = f"'{path}' exists; choose another name"
            raise RunbookSiteError(message)
    return f"{service}/{runbook}"


def _no_place(text: str) -> str:
    """Why a text is no ``service/runbook``, and what would be."""
    from runbook_site.model.slug import slug

    parts = text.removesuffix(".yml").split("/")
    if len(parts) != len(("service", "runbook")) or not all(parts):
        return f"'{text}' does not do: give the service and the runbook, as in shop/checkout-down"
    would_do = "/".join(map(slug, parts))
    return f"'{text}' does not do: use lower-case letters, digits and hyphens, as in {would_do}"


def _title(text: str) -> str:
    if not text.strip() or "\n" in text:
        message = "a title is a line of text"
        raise RunbookSiteError(message)
    return text


def _kind(text: str) -> Kind:
    for kind in KINDS:
        if text == kind:
            return kind
    message = f"'{text}' is none of {', '.join(KINDS)}"
    raise RunbookSiteError(message)


def _team(text: str) -> str:
    from runbook_site.model.base import IDENTIFIER_PATTERN

    if not re.fullmatch(IDENTIFIER_PATTERN, text):
        message = f"'{text}' does not do: use lower-case letters, digits and hyphens, as in payments"
        raise RunbookSiteError(message)
    return text


def _is_name(text: str) -> bool:
    from runbook_site.model.slug import slug

    return bool(text) and slug(text) == text


def _owner(source: Path, service: str) -> str | None:
    """The owner of a service that is there already."""
    from runbook_site.model.library import read_library

    path = source / service / "service.yml"
    if not path.is_file():
        return None
    return next((d.service.owner for d in read_library([path], Path.cwd()).services if d.service), None)


def _teams(source: Path) -> tuple[str, ...]:
    """The teams that there are."""
    from runbook_site.model.library import read_library

    return tuple(read_library([source / "site.yml"], Path.cwd()).site.site.teams)
