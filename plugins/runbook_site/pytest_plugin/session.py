"""The runbooks of one run of pytest."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runbook_site.catalog.build import build_catalog
from runbook_site.checks.runner import run_checks
from runbook_site.checks.secret.credentials import credentials_of
from runbook_site.checks.secret.published import read_published
from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs.drill import run_drill
from runbook_site.proofs.means import means_to
from runbook_site.proofs.prove import Prover, Sources
from runbook_site.pytest_plugin.items import BrokenRunbookFile, RunbookFile
from runbook_site.snippets.project import read_project
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.catalog.entry import Entry
    from runbook_site.model.document import BrokenRunbook, RunbookDocument
    from runbook_site.proofs.drill import Drilled
    from runbook_site.proofs.proven import Proven


class RunbookSession:
    """What is read once, and proven runbook by runbook as the tests ask for it."""

    def __init__(self, config: pytest.Config) -> None:
        """Have pytest collect the paths: beside what is named on the command line, else alone."""
        self._paths = [Path(config.invocation_params.dir, path) for path in config.getoption("runbooks")]
        self._level: str | None = config.getoption("runbooks_level")
        self._proven: dict[tuple[str, str], dict[str, Proven]] = {}
        self.has_xdist = config.pluginmanager.hasplugin("xdist")
        named = config.args if config.args_source is pytest.Config.ArgsSource.ARGS else []
        config.args[:] = [*named, *(str(path) for path in self._paths if str(path) not in named)]

    @cached_property
    def _sources(self) -> Sources:
        try:
            project = read_project(self._paths)
            published = read_published(self._paths).project if credentials_of(project) else project
        except RunbookSiteError as error:
            raise pytest.UsageError(str(error)) from error
        return Sources(project, published)

    @cached_property
    def _entries(self) -> Mapping[tuple[str, str], list[Entry]]:
        entries: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in build_catalog(self._sources.published).entries:
            entries[entry.service, entry.runbook].append(entry)
        return entries

    @cached_property
    def _runbooks(self) -> Mapping[Path, RunbookDocument]:
        return {Path(each.source.path).resolve(): each for each in self._sources.published.library.runbooks}

    @cached_property
    def _broken(self) -> Mapping[Path, BrokenRunbook]:
        return {Path(each.source.path).resolve(): each for each in self._sources.published.library.broken}

    @cached_property
    def _prover(self) -> Prover:
        today = datetime.now(UTC).date()
        highest = max(
            (
                self.demanded(entry, document)
                for document in self._runbooks.values()
                for entry in self.entries(document)
            ),
            default=ProofLevel.LINTED,
        )
        return Prover(self._sources, run_checks(self._sources.read, today), today, means_to(highest))

    def entries(self, document: RunbookDocument) -> list[Entry]:
        """The commands of a runbook."""
        return self._entries.get((document.service, document.id), [])

    def demanded(self, entry: Entry, document: RunbookDocument) -> ProofLevel:
        """The level that a command has to reach."""
        if self._level:
            return ProofLevel.of(self._level)
        settings = self._sources.published.library.site.site.check
        return max(settings.demanded(entry.service, document.runbook.kind, entry.risk), ProofLevel.LINTED)

    def prove(self, entry: Entry) -> tuple[Proven, str]:
        """How far a command is proven, and what was not tried. Its runbook runs with the first of its commands."""
        key = entry.service, entry.runbook
        if key not in self._proven:
            self._proven[key] = {each.entry.id: each for each in self._prover.prove(*key)}
        return self._proven[key][entry.id], self._prover.means.missing

    def drill(self, document: RunbookDocument) -> Drilled:
        """What became of a runbook, tried as a whole."""
        project = self._sources.published
        runbook = next(each for each in project.runbooks if each.document is document)
        service = project.library.service(document.service).service
        return run_drill(runbook, self.entries(document), service)

    def pytest_report_header(self) -> str:
        """What is looked at."""
        commands = sum(len(each) for each in self._entries.values())
        return f"runbooks: {commands} commands of {len(self._runbooks)} runbooks"

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """A collector for each runbook, and for each that cannot be read."""
        path = file_path.resolve()
        if (document := self._runbooks.get(path)) is not None:
            return RunbookFile.from_parent(parent, path=file_path, proving=self, document=document)
        if (broken := self._broken.get(path)) is not None:
            return BrokenRunbookFile.from_parent(parent, path=file_path, broken=broken)
        return None
