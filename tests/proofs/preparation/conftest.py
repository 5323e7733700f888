"""SQL that a real PostgreSQL is given to prepare."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from runbook_site.catalog.build import build_catalog
from runbook_site.proofs.preparation.prepare import prepare
from runbook_site.proofs.preparation.sandboxed import missing, sandboxed
from runbook_site.proofs.preparation.trying import Trying
from runbook_site.proofs.preparation.wording import wording
from runbook_site.snippets.project import read_project
from runbook_site.snippets.sql import split_sql
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from runbook_site.proofs.preparation.preparation import Preparation
    from runbook_site.proofs.preparation.question import Server
    from tests.conftest import WriteFiles

    Prepare = Callable[..., dict[str, Preparation]]
    Ask = Callable[[Sequence[str]], list[Trying]]


def asked(server: Server, texts: Sequence[str]) -> list[Trying]:
    """Statements with open places, such as ``<id>``, once a server was asked about them to the end."""
    found = [_trying(text, server) for text in texts]
    while is_open := [each for each in found if not each.verdict.result]:
        for each, answer in zip(is_open, server.ask([each.question for each in is_open]), strict=True):
            each.hear(answer)
    return found


def _trying(text: str, server: Server) -> Trying:
    (statement,) = split_sql(SourceText("a.sql", text).whole(), "postgresql").statements
    words = wording(statement.text.text, statement.readable)
    assert words is not None
    return Trying(words, server.reach)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL in a sandbox, with the statistics of statements."""
    if why := missing(None):
        pytest.skip(reason=why)
    with ExitStack() as left:
        yield left.enter_context(sandboxed(None, ["CREATE EXTENSION IF NOT EXISTS pg_stat_statements"]))


@pytest.fixture
def ask(server: Server) -> Ask:
    """Asks a server about statements."""
    return lambda texts: asked(server, texts)


@pytest.fixture
def prepare_files(write_files: WriteFiles) -> Prepare:
    """Has the SQL of some files prepared, and gives what came of it by the id of the command."""

    def run(files: dict[str, str], address: str = "") -> dict[str, Preparation]:
        if not address and (why := missing(None)):
            pytest.skip(reason=why)
        folder = write_files(files)
        project = read_project([folder], folder)
        return prepare(project, build_catalog(project), address=address)

    return run
