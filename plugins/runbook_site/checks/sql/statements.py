"""Every SQL statement of a project, with all that is told of it around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.checks.postgresql.foreign_names import POOLER_VERBS, POOLER_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.model.document import ServiceDocument
    from runbook_site.model.service import Sql
    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.project import Project, RunbookSnippets
    from runbook_site.snippets.snippet import Chunk, Snippet, Statement
    from runbook_site.sources.text import Span

_LOCKED = re.compile(r"lock|block|wait|writ|read|stop|down|unavailable|exclusive|slow|fail", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:mysql|mariadb|sqlite|oracle|sql[ ]server|mssql|clickhouse|snowflake|bigquery)", re.IGNORECASE
)
_POOLER = re.compile(r"pgbouncer|pgpool|odyssey|pgcat", re.IGNORECASE)
_POOLER_PROMPT = re.compile(r"(?:pgbouncer|pgpool|odyssey|pgcat)[=-][#>][ \t]*\Z", re.IGNORECASE)
KILLED_NUMBER = re.compile(r"kill[ \t]++(?:(?:query|connection)[ \t]++)?\d++", re.IGNORECASE)
"""MySQL's way to end a session: a pooler's console is given the name of a database."""
_POOLER_DATABASE = re.compile(r"(?:-d|--dbname=)?[\"']?(?:pgbouncer|\S{0,200}(?:/|dbname=)pgbouncer(?:[?&]\S*)?)[\"']?")
_POOLER_PORT = re.compile(r"(?:-p|--port=)?6432")
"""Words of a call by which psql talks to PgBouncer: to its console, or perhaps to a database behind it."""


@dataclass(frozen=True)
class PlacedStatement:
    """A statement, and where it stands.

    Attributes:
        statement: The statement.
        chunk: The command that it belongs to.
        snippet: The block.
        runbook: The runbook.
        service: The service of the runbook.
        postgresql: Whether it is certain that PostgreSQL gets it: psql is called, the service names it, or the
            runbook speaks of PostgreSQL's own relations and functions, and of no other database.
    """

    statement: Statement
    chunk: Chunk
    snippet: Snippet
    runbook: RunbookSnippets
    service: ServiceDocument
    postgresql: bool

    @property
    def sql(self) -> Sql | None:
        """What the service says of its database, where it does."""
        service = self.service.service
        return service.sql if service is not None and "sql" in service.model_fields_set else None

    @property
    def version(self) -> str:
        """The version of PostgreSQL that the service names; empty where it does not."""
        sql = self.sql
        return (sql.version or "") if sql is not None and sql.dialect == "postgresql" else ""

    @property
    def psql_version(self) -> str:
        """The version of psql that the service names; empty where it does not."""
        service = self.service.service
        return service.tools.get("psql", "") if service is not None else ""

    @property
    def path(self) -> str:
        """The file of its runbook."""
        return self.runbook.document.source.path

    @property
    def invocation(self) -> Invocation | None:
        """The command that carries it."""
        parent = self.statement.parent
        return None if parent is None else self.chunk.invocations[parent]

    @property
    def is_meta(self) -> bool:
        """Whether it is a command of psql's own."""
        return self.statement.text.text.startswith("\\")

    @property
    def is_for_pooler(self) -> bool:
        """Whether it is for the console of a connection pooler, which psql talks to as well."""
        text = self.statement.text
        place = text.position(0)
        if _POOLER_PROMPT.search(text.source.line(place.line)[: place.column - 1]):
            return True
        given = self.invocation.argv[1:] if self.invocation is not None else ()
        if any(_POOLER_DATABASE.fullmatch(word.text) for word in given):
            return True
        words = text.text.rstrip(";").split()
        if words and words[0].upper() in POOLER_VERBS and not KILLED_NUMBER.fullmatch(text.text.rstrip("; \n")):
            return True
        shows = len(words) > 1 and words[0].upper() == "SHOW"
        if shows and any(_POOLER_PORT.fullmatch(word.text) for word in given):
            return True
        if not shows or words[1].lower() not in POOLER_WORDS:
            return False
        return words[1].lower() != "databases" or _POOLER.search(self.runbook.document.source.text) is not None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.statement.text.span(0, len(self.statement.text.text))

    def first_words(self, count: int = 1) -> Span:
        """Where its first words stand: the place to say something of it as a whole."""
        found = re.match(rf"\S+(?:\s+\S+){{0,{count - 1}}}", self.statement.text.text)
        return self.statement.text.span(0, found.end() if found else 0)


def placed_statements(project: Project) -> tuple[PlacedStatement, ...]:
    """Every statement and meta-command, in the order of the files."""
    return tuple(_all(project))


def _all(project: Project) -> Iterator[PlacedStatement]:
    services = {document.id: document for document in project.library.services}
    for runbook in project.runbooks:
        found = [(snippet, chunk, each) for snippet, chunk in runbook.chunks for each in chunk.statements]
        if not found:
            continue
        service = services[runbook.document.service]
        named = service.service is not None and "sql" in service.service.model_fields_set
        spoken = any(_is_postgresql(each) for _, _, each in found) and not _OTHERS.search(runbook.document.source.text)
        for snippet, chunk, each in found:
            certain = each.dialect == "postgresql" and (each.psql or named or spoken)
            yield PlacedStatement(each, chunk, snippet, runbook, service, certain)


def span_of_word(place: PlacedStatement, word: str) -> Span:
    """Where a word stands in a statement."""
    at = max(0, place.statement.text.text.lower().find(word.lower()))
    return place.statement.text.span(at, at + len(word))


def says_so(place: PlacedStatement) -> bool:
    """Whether the author of a command said that it keeps others from working."""
    command = place.snippet.block.command
    return command is not None and command.effect is not None and _LOCKED.search(command.effect) is not None


def _is_postgresql(statement: Statement) -> bool:
    """Whether a statement says itself that it is for PostgreSQL."""
    names = (*statement.relations, *statement.functions)
    return statement.psql or any(name.rpartition(".")[2].startswith("pg_") for name in names)
