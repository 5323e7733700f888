"""``runbook-site prove --drill``: whole runbooks, for real."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from runbook_site.cli.exit_code import ExitCode
from runbook_site.cli.progress import progress
from runbook_site.sources.counted import counted
from runbook_site.sources.error import RunbookSiteError
from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from runbook_site.proofs.drill import Drilled
    from runbook_site.snippets.project import Project, RunbookSnippets

_ALL = "all"


def drill(project: Project, options: argparse.Namespace) -> ExitCode:
    """Run drills, and tell of each.

    Raises:
        RunbookSiteError: A runbook does not exist, or none has a drill.
    """
    from itertools import groupby

    from runbook_site.catalog.build import build_catalog
    from runbook_site.cli.output import write_json, write_output
    from runbook_site.proofs.drill import run_drill

    entries = {
        key: list(group)
        for key, group in groupby(build_catalog(project).entries, key=lambda entry: (entry.service, entry.runbook))
    }
    done: list[Drilled] = []
    for runbook in _chosen(project, options.drill):
        key = runbook.document.service, runbook.document.id
        with progress(f"drilling {'/'.join(key)}"):
            done.append(run_drill(runbook, entries.get(key, []), project.library.service(key[0]).service))
        if options.format == "text":  # at once: a drill may take a minute
            write_output("".join(f"{printable(line)}\n" for line in _lines(done[-1])), None)
    if options.format == "json":
        write_json(json.dumps({"schema_version": 1, "drills": [*map(_as_json, done)]}, indent=1) + "\n", None)
    if any(each.untried for each in done):
        return ExitCode.FAILED
    return ExitCode.CLEAN if all(each.passed for each in done) else ExitCode.FINDINGS


def _chosen(project: Project, names: Sequence[str]) -> list[RunbookSnippets]:
    known = {f"{each.document.service}/{each.document.id}": each for each in project.runbooks}
    with_drill = [name for name, each in known.items() if each.document.runbook.drill is not None]
    if _ALL in names and not with_drill:
        message = "no runbook has a 'drill'; docs/reference/proofs.md says how to write one"
        raise RunbookSiteError(message)
    wanted = dict.fromkeys(each for name in names for each in (with_drill if name == _ALL else [name]))
    if unknown := [name for name in wanted if name not in known]:
        broken = {f"{each.service}/{each.id}" for each in project.library.broken}
        message = f"there is no runbook '{unknown[0]}'; `runbook-site show` lists them all"
        if unknown[0] in broken:
            message = f"{unknown[0]} has errors; `runbook-site check` tells them"
        raise RunbookSiteError(message)
    for name in wanted:
        service = project.library.service(known[name].document.service)
        if not service.is_sound and service.source is not None:
            message = f"{service.source.path}, which {name} needs, has errors; `runbook-site check` tells them"
            raise RunbookSiteError(message)
    return [known[name] for name in wanted]


def _lines(drilled: Drilled) -> Iterator[str]:
    state = "was not tried" if drilled.untried else "passed" if drilled.passed else "failed"
    ran = counted(len(drilled.executions), "command")
    out = f", {len(drilled.left_out)} left out" if drilled.left_out else ""
    yield f"{drilled.service}/{drilled.runbook}: {state} ({ran}{out})"
    if drilled.against:
        yield f"  with {', '.join(' '.join(each) for each in drilled.against)}"
    if drilled.untried:
        yield f"  {drilled.untried}"
    for entry, execution in drilled.executions:
        if execution.why_not:
            yield f"  failed  {entry.name}: {'; '.join(execution.why_not)}"
        else:
            yield f"  done    {entry.name}{''.join(f'; {each}' for each in execution.met)}"
    yield from (f"  failed  {problem}" for problem in drilled.problems)
    if drilled.left_out:
        yield f"  left out: {', '.join(entry.name for entry in drilled.left_out)}"


def _as_json(drilled: Drilled) -> dict[str, object]:
    return {
        "service": drilled.service,
        "runbook": drilled.runbook,
        "passed": drilled.passed,
        "untried": drilled.untried,
        "problems": drilled.problems,
        "against": dict(drilled.against),
        "left_out": [entry.name for entry in drilled.left_out],
        "commands": [
            {"command": entry.name, "status": execution.status, "met": execution.met, "why_not": execution.why_not}
            for entry, execution in drilled.executions
        ],
    }
