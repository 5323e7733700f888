"""Runbooks that are rehearsed in the real sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from runbook_site.catalog.build import build_catalog
from runbook_site.model.counterparts import Counterparts
from runbook_site.proofs.rehearsal.rehearse import opened, rehearse
from runbook_site.proofs.sandbox.offer import offers
from runbook_site.proofs.sandbox.sandbox import open_session
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from runbook_site.proofs.rehearsal.rehearsal import Rehearsal
    from runbook_site.proofs.sandbox.enclosure import Kind
    from tests.conftest import WriteFiles

_SERVICE = """\
name: Shop
summary: Sells.
owner: shop
scripts:
  - {path: scripts/deploy.sh, purpose: deploys}
environment_variables:
  - {name: DATABASE_URL, purpose: the database, secret: true}
  - {name: SHOP_HOST, purpose: the host}
"""


class Rehearse(Protocol):
    """Rehearses commands."""

    def __call__(
        self,
        *commands: str,
        head: str = "",
        kind: Kind | None = None,
        files: Mapping[str, str] | None = None,
        **values: str,
    ) -> list[Rehearsal]:
        """Rehearse the steps of one runbook in order.

        Args:
            commands: Each a shell text, or YAML that begins with ``run:`` and goes on with what its author says of it.
            head: Further fields of the runbook.
            kind: What confines it.
            files: Files that are declared.
            values: Of its variables.
        """


@pytest.fixture
def rehearsed(write_files: WriteFiles, tmp_path: Path) -> Rehearse:
    """Rehearses commands as the steps of one runbook, in a sandbox of their own."""

    def run(
        *commands: str,
        head: str = "",
        kind: Kind | None = None,
        files: Mapping[str, str] | None = None,
        **values: str,
    ) -> list[Rehearsal]:
        steps = "".join(map(_step, commands))
        write_files(
            {
                "src/site.yml": "title: T\nteams:\n  shop: {name: Shop}\n",
                "src/shop/service.yml": _SERVICE,
                "src/shop/a.yml": f"title: A\n{head}procedure:\n{steps}",
            }
        )
        project = read_project([tmp_path / "src"])
        assert not project.library.broken, project.library.findings
        entries = build_catalog(project).entries
        service = project.library.service("shop").service
        runbook, declared = project.runbooks[0], Counterparts(files=dict(files or {}))
        with open_session(kind=kind) if kind else opened(declared) as session:
            return list(rehearse(runbook, entries, session, service=service, values=values, files=files))

    return run


@pytest.fixture(params=["bubblewrap", "landlock"])
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each kind of sandbox; one that this machine does not offer is skipped, with the reason."""
    offer = next(each for each in offers() if each.kind == request.param)
    if not offer.usable:
        pytest.skip(reason=f"{offer.kind} is not offered here: {offer.why}")
    return offer.kind


def _step(command: str) -> str:
    body = (
        command if command.startswith("run:") else "run: |-\n" + "".join(f"  {line}\n" for line in command.split("\n"))
    )
    lines = "".join(f"        {line}\n" for line in body.splitlines())
    return f"  - title: Do\n    commands:\n      -\n{lines}"
