"""What tests of proofs share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.runner import run_checks
from runbook_site.checks.secret.published import read_published
from runbook_site.proofs.means import READING, Means
from runbook_site.proofs.prove import Sources, prove
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from runbook_site.proofs.proven import Proven
    from tests.conftest import WriteFiles

    ProveFiles = Callable[..., dict[str, Proven]]

DAY = date(2026, 11, 21)


@pytest.fixture
def prove_files(write_files: WriteFiles, monkeypatch: pytest.MonkeyPatch) -> ProveFiles:
    """Proves the commands of some files, and gives what came of it by the id of the command."""

    def run(files: Mapping[str, str], means: Means | None = None) -> dict[str, Proven]:
        folder = write_files(files)
        monkeypatch.chdir(folder)
        project, published = read_project([folder], folder), read_published([folder], folder)
        sources = Sources(project, published.project if published.hidden else project)
        proven = prove(sources, run_checks(project, DAY), DAY, means or Means(READING))
        return {each.entry.id: each for each in proven}

    return run
