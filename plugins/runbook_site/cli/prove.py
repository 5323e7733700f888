"""``runbook-site prove``: how far every command has been proven to work."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from runbook_site.cli.arguments import DEFAULT_SOURCE, add_command, add_paths, add_today, today_of
from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.streams import complain
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from runbook_site.catalog.entry import Catalog, Entry
    from runbook_site.checks.runner import Report
    from runbook_site.cli.arguments import Subparsers
    from runbook_site.model.document import Library
    from runbook_site.proofs.means import Means, Prepare, Run
    from runbook_site.proofs.preparation.preparation import Preparation
    from runbook_site.proofs.prove import Sources
    from runbook_site.proofs.proven import Proven
    from runbook_site.snippets.project import Project, RunbookSnippets

Each = TypeVar("Each")
_EXAMPLES = """\
  runbook-site prove
  runbook-site prove --record proofs.json              # and keep what was proven
  runbook-site prove --service shop --format json
  runbook-site prove --fail-under accepted --risk destructive
  runbook-site prove --explain shop/checkout-down/ask-health
"""
_LEVELS = ("parsed", "linted", "accepted", "rehearsed", "executed")
_RISKS = ("read", "change", "destructive", "unknown")


def add(commands: Subparsers) -> None:
    """Describe the command."""
    command = add_command(commands, "prove", "say how far every command is proven to work", _EXAMPLES, run)
    add_paths(command)
    what = command.add_argument_group("what to prove")
    what.add_argument("--service", metavar="ID", action="append", default=[], help="only this service; may be repeated")
    what.add_argument("--only", choices=_LEVELS, help="try no higher level (default: all that this machine can try)")
    what.add_argument(
        "--explain", metavar="COMMAND", help="show all that is seen of one command: its id in the catalog"
    )
    what.add_argument(
        "--postgres",
        metavar="ADDRESS",
        default="",
        help="have SQL prepared by this server, in a database of its own that is dropped afterwards; no password here: "
        "PGPASSWORD or ~/.pgpass has it (default: a server in the sandbox)",
    )
    what.add_argument(
        "--drill",
        metavar="RUNBOOK",
        action="append",
        default=[],
        help="run a whole runbook, 'service/id', as its 'drill' says, against its counterparts; "
        "'all' are those that have one; may be repeated",
    )
    demand = command.add_argument_group("what is demanded")
    demand.add_argument("--fail-under", choices=_LEVELS, help="exit code 1 where a command does not reach this level")
    demand.add_argument(
        "--risk", choices=_RISKS, action="append", default=[], help="demand it of these only; may be repeated"
    )
    record = command.add_argument_group("the record")
    record.add_argument("--record", metavar="FILE", type=Path, help="keep what is proven there: proofs.json")
    record.add_argument(
        "--merge",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="take the record of a parallel run into --record, and prove nothing; may be repeated",
    )
    add_today(record, "the day that proofs and review dates are held against, YYYY-MM-DD")
    command.add_argument("--format", choices=("text", "json"), default="text", help="form of the report")


def run(options: argparse.Namespace) -> ExitCode:
    """Prove."""
    _require_sense(options)
    if options.merge:
        from runbook_site.cli.proof_record import join

        return join(options.record, options.merge)
    from runbook_site.cli.proof_record import read_former

    read_former(options.record)  # what holds no record is told before the work, not after it
    sources = _read(options)
    if options.drill:
        from runbook_site.cli.drill import drill

        return drill(sources.published, options)
    return _proven(sources, _checked(sources, options), options)


def _require_sense(options: argparse.Namespace) -> None:
    command: argparse.ArgumentParser = options.command
    if options.merge and options.record is None:
        command.error("--merge goes with --record")
    if options.merge and (options.paths or options.service or options.only or options.explain or options.fail_under):
        command.error("--merge joins records and proves nothing: give it with --record alone")
    if options.explain and (options.record or options.fail_under):
        command.error("--explain looks at one command: leave out --record and --fail-under")
    if options.drill and (options.record or options.fail_under or options.explain or options.only or options.service):
        command.error("--drill runs whole runbooks: give it with paths and --format alone")
    if options.postgres:
        _require_address(options)
    if options.risk and not options.fail_under:
        command.error("--risk goes with --fail-under")
    if options.only and options.fail_under and _LEVELS.index(options.only) < _LEVELS.index(options.fail_under):
        command.error(f"--only {options.only} tries less than --fail-under {options.fail_under} demands")


def _require_address(options: argparse.Namespace) -> None:
    from runbook_site.proofs.preparation.addressed import has_password

    command: argparse.ArgumentParser = options.command
    if has_password(options.postgres):
        command.error("--postgres takes no password, which others could see: PGPASSWORD or ~/.pgpass has it")
    if options.only and _LEVELS.index(options.only) < _LEVELS.index("accepted"):
        command.error(f"--postgres is for the level accepted, and --only {options.only} tries less")
    if options.drill or options.merge:
        command.error("--postgres prepares SQL: leave out --drill and --merge")


def _read(options: argparse.Namespace) -> Sources:
    from runbook_site.checks.secret.credentials import credentials_of
    from runbook_site.cli.output import require_output
    from runbook_site.cli.reading import read_project, read_published
    from runbook_site.proofs.prove import Sources

    project = read_project(options.paths)
    require_output(options.record, project.library)
    known = {service.id for service in project.library.services}
    if unknown := [service for service in options.service if service not in known]:
        message = f"there is no service '{unknown[0]}'; there are {', '.join(sorted(known)) or 'none'}"
        raise RunbookSiteError(message)
    return Sources(project, read_published(options.paths) if credentials_of(project) else project)


def _checked(sources: Sources, options: argparse.Namespace) -> Report:
    from runbook_site.checks.cache import cache_file, keeping_results
    from runbook_site.checks.runner import run_checks
    from runbook_site.cli.progress import progress

    with progress("checking"), keeping_results(cache_file(Path.cwd())):
        return run_checks(sources.read, today_of(options))


def _proven(sources: Sources, checked: Report, options: argparse.Namespace) -> ExitCode:
    from runbook_site.cli.output import write_json, write_output
    from runbook_site.cli.progress import progress
    from runbook_site.cli.proof_record import keep
    from runbook_site.cli.proof_report import ProofReport
    from runbook_site.model.proof_level import ProofLevel
    from runbook_site.proofs.means import means_to
    from runbook_site.proofs.prove import prove

    with progress("trying the sandbox"):
        means = means_to(ProofLevel.of(options.only or "executed"), options.postgres)
    with progress("proving commands"):
        means = replace(
            means,
            rehearse=_told(means.rehearse, "rehearsing"),
            execute=_told(means.execute, "executing"),
            prepare=_told_of_sql(means.prepare),
        )
        proven = prove(sources, checked, today_of(options), means, partial(_is_chosen, options))
    if options.explain and not proven:
        complain(f"runbook-site: {_no_command(options.explain, sources.published)}")
        return ExitCode.FAILED
    demanded = ProofLevel.of(options.fail_under or "unproven")
    below = [each for each in proven if each.proof.level < demanded and _is_demanded(options, each.entry)]
    library = sources.read.library
    renewal = keep(proven, library, checked, options)
    report = ProofReport(proven, means, checked, below, renewal, library.site.site.check.prove_every)
    if options.format == "json":
        write_json(report.json(options), None)
    else:
        write_output(report.explanation(options) if options.explain else report.text(options), None)
    undone = checked.crashes or checked.failed_files or _has_errors(library) or _falls_short(proven, means, options)
    return ExitCode.FAILED if undone else ExitCode.FINDINGS if below else ExitCode.CLEAN


def _has_errors(library: Library) -> bool:
    """Whether what files say is not known, so that their commands were not proven, or without what they need."""
    unsound = [source.path for source in library.unsound]
    if unsound:
        files = f"{unsound[0]} has errors" if len(unsound) == 1 else f"{len(unsound):,} files have errors"
        complain(f"runbook-site: {files}, so what depends on that is not proven: runbook-site check tells them")
    return bool(unsound)


def _told(run: Run[Each] | None, doing: str) -> Run[Each] | None:
    """The same, and whoever waits sees which runbook it is at."""
    if run is None:
        return None
    from runbook_site.cli.progress import progress

    def told(project: Project, runbook: RunbookSnippets, entries: Sequence[Entry]) -> Iterable[Each]:
        with progress(f"{doing} {runbook.document.service}/{runbook.document.id}"):
            return tuple(run(project, runbook, entries))

    return told


def _told_of_sql(prepare: Prepare | None) -> Prepare | None:
    """The same, and whoever waits sees that a database is being asked."""
    if prepare is None:
        return None
    from runbook_site.cli.progress import progress

    def told(project: Project, commands: Catalog, chosen: Callable[[Entry], bool]) -> Mapping[str, Preparation]:
        with progress("asking PostgreSQL"):
            return prepare(project, commands, chosen)

    return told


def _no_command(name: str, project: Project) -> str:
    """That there is no command of this name, with those that may be meant."""
    from runbook_site.catalog.build import build_catalog
    from runbook_site.cli.show import near_names

    ids = [entry.id for entry in build_catalog(project).entries]
    if inside := [each for each in ids if each.startswith(f"{name}/")]:
        return f"'{name}' is a runbook; name one of its commands:\n  " + "\n  ".join(inside)
    near = near_names(name, ids)
    hint = f"did you mean {' or '.join(near)}?" if near else "runbook-site catalog has the ids of all"
    return f"there is no command '{name}'; {hint}"


def _is_chosen(options: argparse.Namespace, entry: Entry) -> bool:
    if options.explain:
        return bool(entry.id == options.explain)
    return not options.service or entry.service in options.service


def _is_demanded(options: argparse.Namespace, entry: Entry) -> bool:
    return not options.risk or entry.risk in options.risk


def _falls_short(proven: Sequence[Proven], means: Means, options: argparse.Namespace) -> bool:
    """Whether something was asked for that could not be tried; if so, it is said."""
    asked = max(_LEVELS.index(level) for level in (options.only, options.fail_under, _LEVELS[0]) if level)
    if means.missing and asked > _LEVELS.index(means.tried.word):
        complain(f"runbook-site: {means.missing}")
        return True
    lacking = [each for each in proven if each.tried < means.tried]
    if lacking and asked == len(_LEVELS) - 1:
        complain(
            f"runbook-site: executed was not tried of {len(lacking):,} of the commands: {lacking[0].proof.short_of}"
        )
        return True
    if not proven:
        paths = ", ".join(f"'{path}'" for path in options.paths or [DEFAULT_SOURCE])
        complain(f"runbook-site: no command found in {paths}. Is the path right?")
        return True
    return False
