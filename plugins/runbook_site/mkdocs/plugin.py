"""The MkDocs plugin ``runbook-site``: hands generated pages to the engine, and changes nothing else."""

from __future__ import annotations

import logging
import os
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page

from runbook_site.checks.registry import RULES
from runbook_site.checks.reports.crashes import crash_messages
from runbook_site.checks.rule import STRUCTURE
from runbook_site.checks.runner import Report, run_checks
from runbook_site.mkdocs.conversion import convert_around_html
from runbook_site.mkdocs.late_file import LateFile
from runbook_site.mkdocs.offline import search_from_disk, write_search_for_disk, write_worker
from runbook_site.mkdocs.reading import Reading, read
from runbook_site.site.assets import SCRIPT, STYLESHEET
from runbook_site.site.context import SiteContext
from runbook_site.site.render import render_site
from runbook_site.sources.ahead import Ahead
from runbook_site.sources.counted import counted
from runbook_site.sources.error import RunbookSiteError
from runbook_site.sources.finding import Level
from runbook_site.sources.keeping import keeping

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation


log = get_plugin_logger("runbook-site")


class RunbookSiteConfig(Config):
    """The plugin's options in ``mkdocs.yml``."""

    source = config_options.Type(str, default="runbook_src")
    """Folder of the runbooks, relative to ``mkdocs.yml``."""
    check = config_options.Type(bool, default=True)
    """Whether errors in the structure of runbooks are warnings of the build, so that ``--strict`` fails on them.
    What the commands themselves do is checked by ``runbook-site check``."""
    today = config_options.Optional(config_options.Type(str))
    """The day that review dates are held against; the day of the build where it is not given."""
    offline = config_options.Type(bool, default=True)
    """Whether browsers keep a copy of the site, for when the network is gone. A live preview is never kept."""


class RunbookSitePlugin(BasePlugin[RunbookSiteConfig]):
    """Adds the pages of the runbooks to a site."""

    def __init__(self) -> None:
        """Nothing is read before the first build."""
        self._reading: Reading | None = None
        self._context: SiteContext | None = None
        self._pages: dict[LateFile, int] = {}
        self._jobs: list[Callable[[], object]] = []
        self._alternates: dict[str, str] = {}
        self._report = 0
        self._work: Ahead[object] | None = None
        self._preview = False

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - MkDocs' signature
        """Tell a preview from a build; a plugin with this event is kept from one build of a preview to the next."""
        self._preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Name the stylesheet and the script, behind those of the user."""
        config.extra_css.append(STYLESHEET)
        config.extra_javascript.append(SCRIPT)
        search_from_disk(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read everything.

        It is done here because MkDocs empties the output folder right behind this event: what goes wrong
        while reading leaves the former site as it was.
        """
        try:
            with keeping():
                self._reading = read(self._source(config), _home(config), self._reading)
                self._context = SiteContext(
                    self._reading.project,
                    self._today(),
                    directory_urls=config.use_directory_urls,
                    site_url=config.site_url or "",
                    offline=self._offline(),
                )
        except RunbookSiteError as error:
            raise PluginError(f"runbook-site: {error}") from error  # noqa: EM102, TRY003 - MkDocs prints it as it is
        for warning in self._reading.warnings:
            log.warning("%s", warning)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages; they live in memory, and nothing is written into ``docs_dir``."""
        context = self._context
        if context is None:  # pragma: no cover - MkDocs runs on_pre_build first
            return files
        _warn_of_published_sources(files, self._source(config))
        output = render_site(context, with_root=True)
        # Where the user keeps a navigation of their own, pages that are not in it are no mistake.
        inclusion = InclusionLevel.UNDEFINED if config.nav is None else InclusionLevel.NOT_IN_NAV
        taken = {file.dest_uri for file in files if file.inclusion.is_included()}
        self._pages, self._jobs = {}, []
        self._alternates = {page.file: page.alternate for page in output.pages if page.alternate}
        for page in output.pages:
            included = inclusion if page.listed else InclusionLevel.NOT_IN_NAV
            file = LateFile.announced(config, page.file, partial(self._content, len(self._jobs)), included)
            file.edit_uri = _edit_uri(page.source, config)
            if _add(files, file, taken):
                self._pages[file] = len(self._jobs)
                self._jobs.append(page.text)
        for asset in output.assets:
            arrival = partial(self._content, len(self._jobs))
            file = LateFile.announced(config, asset.path, arrival, inclusion, as_it_is=True)
            if _add(files, file, taken):
                self._jobs.append(asset.content)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002 - MkDocs' signature
        """Begin to render the pages, in the order in which MkDocs will ask for them, and to check the runbooks.

        Another process does it, where there can be one, while MkDocs works on those that are done.
        """
        jobs, context = self._jobs, self._context
        if context is None:  # pragma: no cover - MkDocs runs on_pre_build first
            return nav
        for file, job in self._pages.items():
            convert_around_html(file.page or Page(None, file, config), partial(self._text, job))
        self._report = len(jobs)
        jobs.append(lambda: run_checks(context.project, context.today, RULES.of(STRUCTURE)))
        self._work = Ahead(jobs)
        return nav

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs' signature
        """Name the Markdown of a runbook in the head of its page, where programs look for it."""
        name = self._alternates.get(page.file.src_uri)
        if name is None:
            return output
        # Material takes each link whose `rel` is `alternate` to the letter for another language's site, and asks it for
        # a sitemap. The blank makes it another text, and no other word.
        link = f'<link rel="alternate " type="text/markdown" href="{name}">'
        return output.replace("</head>", f"{link}</head>", 1)

    @event_priority(-100)  # The search writes its index in this event, and what others add belongs to the site too.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Complete the site for use without a network, and tell what was found; ``--strict`` fails on warnings now."""
        write_search_for_disk(config)
        write_worker(config, offline=self._offline())
        if self._work is None or self._context is None:  # pragma: no cover - MkDocs runs on_files first
            return
        library = self._context.library
        if self.config.check:
            report = self._work.result(self._report)
            if isinstance(report, Report):
                _log_findings(report)
                _fail_if_strict(report.count(Level.ERROR) + len(report.crashes), config)
        else:
            failed = [file for file in library.skipped if file.failed]
            for file in failed:
                log.warning("%s is left out: %s; `runbook-site check` says more", file.path, file.reason)
            _fail_if_strict(len(failed), config)
        commands = sum(
            len(snippet.chunks) for runbook in self._context.project.runbooks for snippet in runbook.snippets
        )
        log.info(
            "%s of %s, %s",
            counted(len(library.runbooks), "runbook"),
            counted(len(library.services), "service"),
            counted(commands, "command"),
        )
        self._work.close()

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs' signature
        """Leave no process behind."""
        if self._work is not None:
            self._work.close()

    def _content(self, job: int) -> str | bytes:
        content = self._jobs[job]() if self._work is None else self._work.result(job)
        if not isinstance(content, str | bytes):
            message = f"job {job} of the site makes no content"
            raise TypeError(message)
        return content

    def _text(self, job: int) -> str:
        content = self._content(job)
        return content if isinstance(content, str) else content.decode()

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002 - MkDocs' signature
        """Build again when a runbook changes."""
        server.watch(str(self._source(config)))
        for path in self._reading.files if self._reading else ():
            if not path.is_relative_to(self._source(config)):
                server.watch(str(path))
        return server

    def _source(self, config: MkDocsConfig) -> Path:
        return _home(config) / self.config.source

    def _offline(self) -> bool:
        return self.config.offline and not self._preview

    def _today(self) -> date:
        if self.config.today is None:
            return datetime.now(tz=UTC).date()
        try:
            return date.fromisoformat(self.config.today)
        except ValueError:
            message = f"the option 'today' is no date: '{self.config.today}'; write it as YYYY-MM-DD"
            raise RunbookSiteError(message) from None


def _home(config: MkDocsConfig) -> Path:
    """The folder that `mkdocs.yml` stands in, and that sources are named from."""
    return Path(config.config_file_path or ".").resolve().parent


def _warn_of_published_sources(files: Files, source: Path) -> None:
    """MkDocs publishes whatever lies in ``docs_dir``, and knows nothing of what the files are."""
    published = [
        file.src_uri
        for file in files
        if file.abs_src_path and file.inclusion.is_included() and Path(file.abs_src_path).is_relative_to(source)
    ]
    if published:
        log.warning(
            "the runbooks lie in docs_dir, and MkDocs publishes their files as they are (%s): move the folder out "
            "of docs_dir, or name it under exclude_docs",
            published[0] if len(published) == 1 else f"{published[0]} and {len(published) - 1} more",
        )


def _add(files: Files, file: File, taken: set[str]) -> bool:
    """Add a generated file, unless the user has one of their own in its place."""
    if file.dest_uri in taken:
        log.info("%s is your own page; the generated one is left out", file.src_uri)
        return False
    # What the user keeps out of the site under this name (a draft, an excluded file) makes room.
    if (other := files.get_file_from_path(file.src_uri)) is not None:
        files.remove(other)
    taken.add(file.dest_uri)
    files.append(file)
    return True


def _log_findings(report: Report) -> None:
    for finding in report.findings:
        if finding.level is Level.ERROR:
            start = finding.span.start
            log.warning("%s:%d:%d %s [%s]", finding.span.path, start.line, start.column, finding.message, finding.rule)
    for message in crash_messages(report.crashes):
        log.error("%s", message)
    if report.count(Level.WARNING):
        log.info("%d findings of level warning; `runbook-site check` shows them", report.count(Level.WARNING))


def _fail_if_strict(errors: int, config: MkDocsConfig) -> None:
    """MkDocs does not count the warnings that it does not log: without this, ``--quiet`` would undo ``--strict``."""
    if config.strict and errors and not log.isEnabledFor(logging.WARNING):
        message = f"runbook-site: {counted(errors, 'error')} in the runbooks; `runbook-site check` shows them"
        raise PluginError(message)


def _edit_uri(source: str | None, config: MkDocsConfig) -> str | None:
    """Where a source lies, as MkDocs wants it: relative to ``docs_dir``."""
    if source is None:
        return None
    return Path(os.path.relpath(_home(config) / source, config.docs_dir)).as_posix()
