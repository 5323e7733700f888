"""The MkDocs plugin ``runbook-site``: hands generated pages to the engine, and changes nothing else."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel

from runbook_site.catalog.build import build_catalog
from runbook_site.checks.runner import run_checks
from runbook_site.model.library import read_library
from runbook_site.site.assets import SCRIPT, STYLESHEET
from runbook_site.site.context import SiteContext
from runbook_site.site.render import render_site
from runbook_site.snippets.project import split_library
from runbook_site.sources.error import RunbookSiteError
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files

    from runbook_site.checks.runner import Report
    from runbook_site.site.page import SiteOutput

log = get_plugin_logger("runbook-site")


class RunbookSiteConfig(Config):
    """The plugin's options in ``mkdocs.yml``."""

    source = config_options.Type(str, default="runbook_src")
    """Folder of the runbooks, relative to ``mkdocs.yml``."""
    check = config_options.Type(bool, default=True)
    """Whether findings of level error are warnings of the build, so that ``--strict`` fails on them."""
    today = config_options.Optional(config_options.Type(str))
    """The day that review dates are held against; the day of the build where it is not given."""


class RunbookSitePlugin(BasePlugin[RunbookSiteConfig]):
    """Adds the pages of the runbooks to a site."""

    def __init__(self) -> None:
        """Nothing is read before the first build."""
        self._output: SiteOutput | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Name the stylesheet and the script, behind those of the user."""
        config.extra_css.append(STYLESHEET)
        config.extra_javascript.append(SCRIPT)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and render everything.

        It is done here because MkDocs empties the output folder right behind this event: what goes wrong
        while reading leaves the former site as it was.
        """
        try:
            self._output = self._render(config)
        except RunbookSiteError as error:
            raise PluginError(f"runbook-site: {error}") from error  # noqa: EM102, TRY003 - MkDocs prints it as it is

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages; they live in memory, and nothing is written into ``docs_dir``."""
        if self._output is None:  # pragma: no cover - MkDocs runs on_pre_build first
            return files
        # Where the user keeps a navigation of their own, pages that are not in it are no mistake.
        inclusion = InclusionLevel.UNDEFINED if config.nav is None else InclusionLevel.NOT_IN_NAV
        for page in self._output.pages:
            if page.path == "index" and files.get_file_from_path("index.md") is not None:
                continue
            file = File.generated(config, page.file, content=page.text, inclusion=inclusion)
            file.edit_uri = _edit_uri(page.source, config)
            files.append(file)
        for asset in self._output.assets:
            files.append(File.generated(config, asset.path, content=asset.content, inclusion=inclusion))
        return files

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002 - MkDocs' signature
        """Build again when a runbook changes."""
        server.watch(str(self._source(config)))
        return server

    def _source(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path or ".").resolve().parent / self.config.source

    def _today(self) -> date:
        if self.config.today is None:
            return datetime.now(tz=UTC).date()
        try:
            return date.fromisoformat(self.config.today)
        except ValueError:
            message = f"the option 'today' is no date: '{self.config.today}'; write it as YYYY-MM-DD"
            raise RunbookSiteError(message) from None

    def _render(self, config: MkDocsConfig) -> SiteOutput:
        source = self._source(config)
        library = read_library([source], source.parent)
        project = split_library(library)
        if self.config.check:
            _log_findings(run_checks(project, self._today()))
        context = SiteContext(project, build_catalog(project), self._today(), directory_urls=config.use_directory_urls)
        log.info(
            "%d runbooks of %d services, %d commands",
            len(library.runbooks),
            len(library.services),
            len(context.catalog.entries),
        )
        return render_site(context, with_root=True)


def _log_findings(report: Report) -> None:
    for finding in report.findings:
        if finding.level is Level.ERROR:
            start = finding.span.start
            log.warning("%s:%d:%d %s [%s]", finding.span.path, start.line, start.column, finding.message, finding.rule)
    for crash in report.crashes:
        log.error("rule %s crashed; please report this:\n%s", crash.rule, crash.traceback)
    if report.count(Level.WARNING):
        log.info("%d findings of level warning; `runbook-site check` shows them", report.count(Level.WARNING))


def _edit_uri(source: str | None, config: MkDocsConfig) -> str | None:
    """Where a source lies, as MkDocs wants it: relative to ``docs_dir``."""
    if source is None:
        return None
    folder = Path(config.config_file_path or ".").resolve().parent
    return Path(os.path.relpath(folder / source, config.docs_dir)).as_posix()
