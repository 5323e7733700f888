"""Runbooks that are executed in the real sandbox, against a real PostgreSQL."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Protocol

import pytest

from runbook_site.catalog.build import build_catalog
from runbook_site.model.counterparts import Counterparts, PostgresServer
from runbook_site.proofs.counterparts import postgres
from runbook_site.proofs.execution.execute import execute
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from pathlib import Path

    from runbook_site.proofs.execution.execution import Execution
    from tests.conftest import WriteFiles

SHOP = """\
postgres:
  databases: [shop]
  set_up: |
    CREATE TABLE orders (id int PRIMARY KEY, customer text NOT NULL, open boolean NOT NULL DEFAULT true);
    INSERT INTO orders SELECT i, 'customer ' || i FROM generate_series(1, 100) AS i;
environment: {DATABASE_URL: postgresql:///shop}
"""
"""A hundred orders."""

DECLARED = Counterparts(postgres=PostgresServer())
_SERVICE = """\
name: Shop
summary: Sells.
owner: shop
environment_variables:
  - {name: DATABASE_URL, purpose: the database, secret: true}
  - {name: OTHER_URL, purpose: another one, secret: true}
"""


class Execute(Protocol):
    """Executes commands."""

    def __call__(self, *commands: str, service: str = SHOP, own: str = "", head: str = "") -> list[Execution]:
        """Execute the steps of one runbook in order.

        Args:
            commands: Each a shell text, or YAML that begins with ``run:``, ``sql:`` or ``psql:`` and goes on with what
                its author says of it.
            service: The counterparts of the service.
            own: Those of the runbook.
            head: Further fields of the runbook.
        """


def files(*commands: str, service: str = SHOP, own: str = "", head: str = "") -> dict[str, str]:
    """The files of a service with one runbook, by path."""
    steps = "".join(map(_step, commands))
    return {
        "runbook_src/site.yml": "title: T\nteams:\n  shop: {name: Shop}\n",
        "runbook_src/shop/service.yml": _SERVICE + _counterparts(service),
        "runbook_src/shop/a.yml": f"title: A\nowner: shop\n{head}{_counterparts(own)}procedure:\n{steps}",
    }


@pytest.fixture
def executed(write_files: WriteFiles, tmp_path: Path) -> Execute:
    """Executes commands as the steps of one runbook, in a sandbox of their own."""
    if why := postgres.missing(DECLARED):
        pytest.skip(reason=why)

    def run(*commands: str, service: str = SHOP, own: str = "", head: str = "") -> list[Execution]:
        write_files(files(*commands, service=service, own=own, head=head))
        project = read_project([tmp_path / "runbook_src"])
        assert not project.library.broken, project.library.findings
        return list(
            execute(project.runbooks[0], build_catalog(project).entries, project.library.service("shop").service)
        )

    return run


def _counterparts(text: str) -> str:
    return f"counterparts:\n{textwrap.indent(text, '  ')}" if text else ""


def _step(command: str) -> str:
    is_yaml = command.startswith(("run:", "sql:", "psql:"))
    body = command if is_yaml else f"run: |-\n{textwrap.indent(command, '  ')}"
    return f"  - title: Do\n    commands:\n      -\n{textwrap.indent(body, ' ' * 8)}\n"
