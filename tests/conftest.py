"""What tests of every layer share."""

from __future__ import annotations

import os
import signal
import tempfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.browser.sites import ENGINES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    WriteFiles = Callable[[Mapping[str, str]], Path]

# The machine that runs the tests may be busy: a slow example is no failure.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the browser tests be told what to build their site with; here, as pytest reads it in every run."""
    parser.addoption(
        "--engine",
        choices=ENGINES,
        default=ENGINES[0],
        help="what the site of the browser tests is built with: %(choices)s (default: %(default)s)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Give the whole run a cache folder of its own, and Ctrl-C its meaning, programs that tests start included.

    What the user's holds would spare a test the work that it is there to see done, and a test leaves nothing in it. It
    is set before the tests are read: some take their environment down while they are.
    """
    # Who is started in the background ignores Ctrl-C, and so would all that tests start to see what becomes of it.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    folder = tempfile.TemporaryDirectory(prefix="cache-of-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    os.environ["XDG_CACHE_HOME"] = folder.name


@pytest.fixture
def write_files(tmp_path: Path) -> WriteFiles:
    """Writes files below an empty folder, by their relative path, and gives the folder."""

    def write(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return tmp_path

    return write
