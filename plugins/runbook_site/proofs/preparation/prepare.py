"""The SQL of a project, given to a real PostgreSQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.checks.sql.dialects import is_of_other_dialect
from runbook_site.checks.sql.names import made_names
from runbook_site.checks.sql.pasted import is_pasted
from runbook_site.checks.sql.statements import placed_statements
from runbook_site.proofs.execution.execute import declared_for
from runbook_site.proofs.preparation.addressed import addressed
from runbook_site.proofs.preparation.names import extensions_for
from runbook_site.proofs.preparation.preparation import Preparation
from runbook_site.proofs.preparation.sandboxed import missing, sandboxed, version_here
from runbook_site.proofs.preparation.stubs import quoted
from runbook_site.proofs.preparation.trying import Trying
from runbook_site.proofs.preparation.wording import wording
from runbook_site.proofs.sandbox.error import SandboxError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from runbook_site.catalog.entry import Catalog, Entry
    from runbook_site.checks.sql.statements import PlacedStatement
    from runbook_site.proofs.preparation.question import How, Server
    from runbook_site.proofs.preparation.wording import Wording
    from runbook_site.snippets.project import Project

_NAME = re.compile(r"\w++")
_WAYS: Mapping[How, str] = {
    "prepare": "prepared it",
    "run": "ran it in a transaction that was rolled back",
    "alone": "ran it in a throw-away database",
}


@dataclass(slots=True)
class _Asked:
    """A statement that a server is asked about.

    Attributes:
        entry: Id of the catalog entry.
        place: The statement.
        words: The words in which it is asked about.
        wanted: The version that its service names.
        made: Names of what statements of its runbook make.
        version: That of the server.
        trying: How far it is.
        why_not: Why it was not asked about to the end.
    """

    entry: str
    place: PlacedStatement
    words: Wording
    wanted: str | None
    made: frozenset[str]
    version: str = ""
    trying: Trying | None = None
    why_not: str = ""


def prepare(
    project: Project,
    commands: Catalog,
    chosen: Callable[[Entry], bool] = lambda _: True,
    *,
    address: str = "",
) -> dict[str, Preparation]:
    """What a PostgreSQL makes of the SQL of commands for which no counterpart `postgres` is declared.

    Args:
        project: What was read, without credentials.
        commands: Its catalog.
        chosen: Which commands are of interest.
        address: Of a server to ask; one in a sandbox where it is empty.

    Returns:
        By the id of the catalog entry; of commands without such SQL there is none.

    Raises:
        RunbookSiteError: The server of that address cannot be asked.
    """
    statements = _statements(project, commands, chosen)
    if address and statements:
        with addressed(address, [*_extensions(statements)]) as server:
            _ask(server, statements)
        return _together(statements)
    by_version: dict[str, list[_Asked]] = {}
    for each in statements:
        by_version.setdefault(version_here(each.wanted), []).append(each)
    for asked in by_version.values():
        if why := missing(asked[0].wanted):
            _give_up(asked, why)
            continue
        try:
            with sandboxed(asked[0].wanted, [*_extensions(asked)]) as server:
                _ask(server, asked)
        except SandboxError as error:
            _give_up(asked, str(error))
    return _together(statements)


def _statements(project: Project, commands: Catalog, chosen: Callable[[Entry], bool]) -> list[_Asked]:
    services = {document.id: document.service for document in project.library.services}
    entries = iter(commands.entries)
    ids: dict[int, str] = {}
    for runbook in project.runbooks:
        is_declared = declared_for(runbook, services[runbook.document.service]).postgres is not None
        for _, chunk in runbook.chunks:
            entry = next(entries)
            if chunk.statements and not is_declared and chosen(entry):
                ids[id(chunk)] = entry.id
    if not ids:
        return []
    made = made_names(project)
    found = []
    for place in placed_statements(project):
        if id(place.chunk) in ids and place.statement.dialect == "postgresql" and _is_sql(place):
            statement = place.statement
            if (words := wording(statement.text.text, statement.readable)) is not None:
                found.append(_Asked(ids[id(place.chunk)], place, words, place.version or None, made[place.path]))
    return found


def _is_sql(place: PlacedStatement) -> bool:
    readable = place.statement.kind and not place.is_meta and not place.is_for_pooler
    return bool(readable) and not is_of_other_dialect(place) and not is_pasted(place)


def _extensions(asked: Iterable[_Asked]) -> Iterable[str]:
    """What creates the extensions that statements want; a server that lacks one goes without."""
    names: dict[str, None] = {}
    for each in asked:
        statement = each.place.statement
        wanted = each.place.sql.extensions if each.place.sql is not None else ()
        names |= dict.fromkeys((*wanted, *extensions_for((*statement.relations, *statement.functions))))
    return (f"CREATE EXTENSION IF NOT EXISTS {quoted(name)}" for name in names)


def _ask(server: Server, asked: Sequence[_Asked]) -> None:
    """Ask about statements, all of them at once and then those that are still open, until none is.

    Raises:
        RunbookSiteError: The server can no longer be asked.
    """
    for each in asked:
        each.version, each.trying = server.version, Trying(each.words, server.reach)
    while is_open := [each.trying for each in asked if each.trying is not None and not each.trying.verdict.result]:
        for trying, answer in zip(is_open, server.ask([each.question for each in is_open]), strict=True):
            trying.hear(answer)


def _give_up(asked: Iterable[_Asked], why: str) -> None:
    for each in asked:
        if each.trying is None or not each.trying.verdict.result:
            each.why_not = each.why_not or why


def _together(statements: Iterable[_Asked]) -> dict[str, Preparation]:
    """What became of commands, from what became of their statements."""
    by_entry: dict[str, list[_Asked]] = {}
    for each in statements:
        by_entry.setdefault(each.entry, []).append(each)
    return {entry: _of_command(entry, group) for entry, group in by_entry.items()}


def _of_command(entry: str, statements: Sequence[_Asked]) -> Preparation:
    ways: dict[str, None] = {}
    stubbed: dict[tuple[str, str], None] = {}
    refused: list[str] = []
    untried = [each.why_not for each in statements if each.why_not]
    for each in statements:
        if each.trying is None or each.why_not:
            continue
        verdict = each.trying.verdict
        if verdict.result == "taken":
            ways[_WAYS[each.trying.sentence.how]] = None
            stubbed |= dict.fromkeys(each.trying.stubbed())
        elif verdict.result == "refused" and (why := _not_meant(each)):
            untried.append(f"{why}, and it refuses it: {verdict.why}")
        elif verdict.result == "refused":
            refused.append(verdict.why)
        else:
            untried.append(verdict.why)
    version = statements[0].version
    return Preparation(entry, version, tuple(ways), tuple(stubbed), next(iter(refused), ""), next(iter(untried), ""))


def _not_meant(asked: _Asked) -> str:
    """Why the refusal of this server says nothing about a statement."""
    if asked.wanted is not None and asked.wanted.partition(".")[0] != asked.version.partition(".")[0]:
        return f"PostgreSQL {asked.wanted} is not here, but {asked.version}"
    said = asked.trying.verdict.why if asked.trying is not None else ""
    if own := asked.made.intersection(_NAME.findall(said)):
        return f"a statement of its runbook makes '{min(own)}'"
    return "" if asked.place.postgresql else "nobody says that it is for PostgreSQL"
