"""Names in the SQL of a project that mean nothing to the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from runbook_site.checks.sql.dialects import is_of_other_dialect
from runbook_site.checks.sql.pasted import is_pasted
from runbook_site.checks.sql.statements import PlacedStatement, placed_statements
from runbook_site.sources.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.checks.postgresql.knowledge import Knowledge, Schema
    from runbook_site.checks.postgresql.names import Kind, NameProblem
    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import ServiceDocument
    from runbook_site.snippets.project import Project


class PlacedProblem(NamedTuple):
    """A wrong name, and the statement in which it stands."""

    place: PlacedStatement
    problem: NameProblem


def name_findings(subject: Subject, rule: str, kinds: frozenset[Kind], *, gone: bool = False) -> Iterator[Finding]:
    """Findings about names of some kinds.

    Args:
        subject: What is looked at.
        rule: Who speaks.
        kinds: What the names should name.
        gone: Whether it is about names that other versions have, where no version is named.
    """
    for place, problem in subject.once(placed_problems):
        if problem.kind in kinds and problem.gone is gone:
            span = place.statement.text.span(problem.start, problem.end)
            yield Finding(rule, problem.message, span, alternatives=problem.alternatives)


def placed_problems(project: Project) -> tuple[PlacedProblem, ...]:
    """Every wrong name of a project."""
    return tuple(_problems(project))


def _problems(project: Project) -> Iterator[PlacedProblem]:
    statements = [each for each in placed_statements(project) if each.postgresql and not each.is_meta]
    if not statements:
        return
    # Loads the grammar and the catalog, which a project without SQL need not pay for.
    from runbook_site.checks.postgresql.statements import name_problems  # noqa: PLC0415 - see above

    of_runbook: dict[str, list[PlacedStatement]] = {}
    for place in statements:
        of_runbook.setdefault(place.path, []).append(place)
    knowledge = {path: knowledge_of(places[0], places) for path, places in of_runbook.items()}
    for place in statements:
        known = knowledge[place.path]
        statement = place.statement
        if known is None or not statement.kind or is_of_other_dialect(place) or place.is_for_pooler or is_pasted(place):
            continue
        for problem in name_problems(statement.text.text, statement.readable, known):
            yield PlacedProblem(place, problem)


def knowledge_of(place: PlacedStatement, statements: Sequence[PlacedStatement]) -> Knowledge | None:
    """What the statements of a runbook are held against; ``None`` where their version is not covered."""
    from runbook_site.checks.postgresql.catalog import catalog  # noqa: PLC0415 - loads the catalog
    from runbook_site.checks.postgresql.ddl import made_by  # noqa: PLC0415 - loads the grammar
    from runbook_site.checks.postgresql.knowledge import Knowledge  # noqa: PLC0415 - with the catalog

    everything = catalog()
    version = place.version
    if version and not everything.holds(version):
        return None
    extensions = place.sql.extensions if place.sql is not None else ()
    foreign = any(name not in everything.extension_of.values() for name in extensions)
    plain = Knowledge(everything, everything.bits(version), bool(version))
    made = made_by((each.statement.readable for each in statements), plain)
    return Knowledge(everything, plain.wanted, plain.named, service_schema(place.service, plain), made, foreign)


def service_schema(service: ServiceDocument, known: Knowledge) -> Schema:
    """What the DDL of a service makes."""
    from runbook_site.checks.postgresql.ddl import schema_of  # noqa: PLC0415 - loads the grammar
    from runbook_site.checks.postgresql.knowledge import Schema  # noqa: PLC0415 - with the catalog
    from runbook_site.snippets.sql import SqlSource, split_source  # noqa: PLC0415 - with the grammar

    if not service.schema:
        return Schema()
    texts = (
        statement.readable
        for source in service.schema
        for statement in split_source(source.whole(), SqlSource("postgresql", psql=True, masked=())).statements
        if not statement.kind.startswith("\\")
    )
    return schema_of(texts, known)


def made_names(project: Project) -> dict[str, frozenset[str]]:
    """What the SQL of each runbook makes, by the runbook's path."""
    made: dict[str, frozenset[str]] = {runbook.document.source.path: frozenset() for runbook in project.runbooks}
    texts: dict[str, list[str]] = {}
    for place in placed_statements(project):
        if place.postgresql and not place.is_meta:
            texts.setdefault(place.path, []).append(place.statement.readable)
    if not texts:
        return made

    from runbook_site.checks.postgresql.catalog import catalog  # noqa: PLC0415 - loads the catalog
    from runbook_site.checks.postgresql.ddl import made_by  # noqa: PLC0415 - loads the grammar
    from runbook_site.checks.postgresql.knowledge import Knowledge  # noqa: PLC0415 - with the catalog

    everything = catalog()
    known = Knowledge(everything, everything.every, named=False)
    return made | {path: made_by(statements, known) for path, statements in texts.items()}


def assumed_relations(project: Project) -> tuple[tuple[ServiceDocument, tuple[str, ...]], ...]:
    """Services that describe their database, with the relations that nothing known makes, by name."""
    made = made_names(project)
    services: dict[str, tuple[ServiceDocument, set[str]]] = {}
    for place in placed_statements(project):
        if place.sql is None or not place.postgresql or place.service.schema or place.is_meta:
            continue
        names = (name for name in place.statement.relations if _is_application(name, made[place.path]))
        services.setdefault(place.service.id, (place.service, set()))[1].update(names)
    return tuple((document, tuple(sorted(names))) for document, names in services.values() if names)


def _is_application(name: str, made: frozenset[str]) -> bool:
    schema, _, relation = name.rpartition(".")
    own = schema in {"pg_catalog", "information_schema"} or relation.startswith("pg_")
    return not own and relation not in made and relation.isidentifier()
