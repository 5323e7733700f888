"""``runbook-site new``: a runbook to fill in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import DEFAULT_SOURCE, add_command, add_today, today_of
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.output import replace_file
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    import argparse

    from runbook_site.cli.arguments import Subparsers
    from runbook_site.model.runbook import Kind

_EXAMPLES = """\
  runbook-site new                                             # asks for what it needs
  runbook-site new shop/checkout-down --title "Checkout is down" --kind incident --owner payments
"""
KINDS: tuple[Kind, ...] = ("incident", "procedure", "recovery", "maintenance")


def add(commands: Subparsers) -> None:
    """Describe the command."""
    command = add_command(commands, "new", "write a new runbook to fill in, which passes the checks", _EXAMPLES, run)
    command.add_argument("name", metavar="SERVICE/RUNBOOK", nargs="?", help="where: shop/checkout-down")
    command.add_argument("--title", help="what it is about, as one would search for it")
    command.add_argument("--kind", choices=KINDS, help="incident, procedure, recovery or maintenance")
    command.add_argument("--owner", help="the team that keeps it right, by id")
    command.add_argument("--source", metavar="DIR", type=Path, default=DEFAULT_SOURCE, help="default: %(default)s")
    add_today(command)


def run(options: argparse.Namespace) -> ExitCode:
    """Write a runbook, and what it needs around it where that is not there."""
    from runbook_site.model.json_schema import write_schemas
    from runbook_site.model.templates import runbook_template, service_template, site_template

    name = options.name or _ask("Where (service/runbook)", "shop/checkout-down")
    service, _, runbook = name.removesuffix(".yml").partition("/")
    _require_slug(service, name)
    _require_slug(runbook, name)
    title = options.title or _ask("Title", runbook.replace("-", " ").capitalize())
    kind: Kind = options.kind or _ask_kind()
    owner = options.owner or _owner(options.source, service) or _ask("Owner (a team)", service)
    _require_slug(owner, owner)

    target: Path = options.source / service / f"{runbook}.yml"
    if target.exists():
        message = f"{target} exists; choose another name"
        raise RunbookSiteError(message)
    files = {
        options.source / "site.yml": site_template(owner),
        options.source / service / "service.yml": service_template(service, owner),
        target: runbook_template(title, kind, owner, today_of(options)),
    }
    try:
        for path, text in files.items():
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                replace_file(path, text.encode())
                print(f"wrote {path}")
        write_schemas(options.source / ".schema")
    except OSError as error:
        message = f"cannot write {error.filename}: {error.strerror}"
        raise RunbookSiteError(message) from error
    print(f"\nFill it in, then: runbook-site check {options.source}")
    return ExitCode.CLEAN


def _ask_kind() -> Kind:
    while True:
        answer = _ask(f"Kind ({', '.join(KINDS)})", KINDS[0])
        for kind in KINDS:
            if answer == kind:
                return kind
        print(f"'{answer}' is none of {', '.join(KINDS)}")


def _ask(what: str, default: str) -> str:
    if not sys.stdin.isatty():
        message = "there is nobody to ask; give SERVICE/RUNBOOK, --title, --kind and --owner"
        raise RunbookSiteError(message)
    try:
        return input(f"{what} [{default}]: ").strip() or default
    except EOFError:
        message = "no answer; nothing was written"
        raise RunbookSiteError(message) from None


def _owner(source: Path, service: str) -> str | None:
    """The owner of a service that is there already."""
    from runbook_site.model.library import read_library

    path = source / service / "service.yml"
    if not path.is_file():
        return None
    for document in read_library([path.parent], Path.cwd()).services:
        if document.service:
            return document.service.owner
    return None


def _require_slug(part: str, whole: str) -> None:
    from runbook_site.catalog.address import slug

    if not part or slug(part) != part:
        message = f"'{whole}' does not do: use lower-case letters, digits and hyphens, as in shop/checkout-down"
        raise RunbookSiteError(message)
