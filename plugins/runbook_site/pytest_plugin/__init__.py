"""The plugin for pytest: ``pytest --runbooks runbook_src`` proves every command, as an item of its own.

It is loaded in every run of pytest where this package is installed: nothing heavy is imported unless it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

_LEVELS = ("parsed", "linted", "accepted", "rehearsed", "executed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("runbooks", "operations runbooks")
    group.addoption(
        "--runbooks",
        metavar="PATH",
        action="append",
        default=[],
        help="prove the commands of these runbooks, one test each; a file or folder, may be repeated",
    )
    group.addoption(
        "--runbooks-level",
        choices=_LEVELS,
        help="the level that every command has to reach (default: what 'check: proven' of site.yml demands, "
        "at least 'linted')",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Take part where runbooks are named."""
    config.addinivalue_line(
        "markers",
        "runbook(service, runbook, kind, risk, language, level): a command of a runbook; level is what it has to reach",
    )
    config.addinivalue_line("markers", "runbook_tool(name): a command of a runbook that calls this program")
    config.addinivalue_line("markers", "runbook_drill(service, runbook): a runbook, tried as a whole")
    if config.getoption("runbooks"):
        from runbook_site.pytest_plugin.session import RunbookSession

        config.pluginmanager.register(RunbookSession(config), "runbook-site-session")
